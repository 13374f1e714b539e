import type { Loaders } from './loaders/index.ts';

/** What every resolver is given; made fresh for each operation, so nothing of one caller reaches another. */
export interface Context {
  readonly loaders: Loaders;
  /** Correlates the answer, the log lines and what was asked upstream. */
  readonly requestId: string;
  /** Aborts when the caller leaves or the operation's deadline passes. */
  readonly signal: AbortSignal;
}
