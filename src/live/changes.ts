import type { Signal } from '../abort.ts';
import type { LoggedChange } from './change.ts';

/** What subscribers follow. */
export interface Changes {
  /**
   * The changes behind a cursor (none: from now on), oldest first; ends when the signal aborts. Throws InputError for a
   * cursor that is none, and PositionLostError where the log does not reach back to it, at once or later.
   */
  follow(after: string | null | undefined, signal: Signal): AsyncGenerator<LoggedChange, void, undefined>;
  /** A change's cursor. */
  toCursor(change: Pick<LoggedChange, 'position'>): string;
}
