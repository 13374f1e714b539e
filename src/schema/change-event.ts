import type { Context } from '../context.ts';
import type { LoggedChange } from '../live/change.ts';

/** A change on its way to one subscriber. */
export interface ChangeEvent {
  readonly change: LoggedChange;
  readonly cursor: () => string;
  /**
   * Whether the subscriber wants it, and may know of it, as far as only the record itself can tell; undefined where
   * nothing is left to find out. Rejects with a GraphError where the record cannot be read.
   */
  readonly isWanted: ((context: Context) => Promise<boolean>) | undefined;
}
