import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Command } from './control/command.ts';
import type { KeptSubscription } from './notification/subscription.ts';

/** What outlives the process. */
export interface State {
  readonly seed: number;
  /** The tenant's start, milliseconds. */
  readonly startedAtMs: number;
  readonly subscriptions: readonly KeptSubscription[];
  /** What was done to records on demand, oldest first. */
  readonly commands: readonly Command[];
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Undefined where the file is not there yet. Throws an error for one of another seed, or that is no state. */
export function readState(path: string, seed: number): State | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  const state = JSON.parse(text) as Partial<State> | null;
  if (!Array.isArray(state?.subscriptions) || !Array.isArray(state.commands) || !Number.isFinite(state.startedAtMs)) {
    throw new Error(`${path} is no state of a simulator.`);
  }
  if (state.seed !== seed) throw new Error(`${path} is of a simulator with another seed.`);
  return state as State;
}

/** Whole or not at all, and before whoever caused it is answered: a process may be killed right after. */
export function writeState(path: string, state: State): void {
  writeFileSync(`${path}.new`, JSON.stringify(state));
  renameSync(`${path}.new`, path);
}
