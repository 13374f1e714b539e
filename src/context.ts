import type { Access } from './access/access.ts';
import type { Signal } from './abort.ts';
import type { GraphQLResolveInfo } from 'graphql';
import type { Changes } from './live/changes.ts';
import type { Loaders } from './loaders/index.ts';

/** What every resolver is given; made fresh for each operation, so nothing of one caller reaches another. */
export interface Context {
  /** Who is calling, and what they may see. */
  readonly access: Access;
  readonly loaders: Loaders;
  /** The changes of call records as they are noticed, for subscriptions; undefined where this gateway is told of none. */
  readonly changes?: Changes | undefined;
  /** Correlates the answer, the log lines and what was asked upstream; a GUID. */
  readonly requestId: string;
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Aborts when the caller leaves or the operation's deadline passes. */
  readonly signal: Signal;
  /** Adds an error at a field's path beside the data that the field returns: for lists that were cut short. */
  report(error: unknown, info: GraphQLResolveInfo): void;
}
