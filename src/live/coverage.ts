import type { Clock } from '../clock.ts';
import type { SharedState } from './shared-state.ts';

/** Under which name the keeper writes up to when nothing was missed, in milliseconds since the Unix epoch. */
export const COVERED = 'covered';

const POLL_MS = 10_000;
/** The keeper writes several times as often while all is well. */
const LONGEST_SILENCE_MS = 120_000;
/** A replica that has just started need not have heard yet, and short gaps are looked through in less. */
const PATIENCE_MS = 120_000;

/** Whether changes are noticed now, whichever replica keeps the subscription. */
export interface Coverage {
  isFed(): boolean;
  /** Whether they have not been for so long that somebody should look. */
  isOverdue(): boolean;
  /** The latest moment up to which this process has seen that nothing was missed, whatever became of the state since; 0: none. */
  seenMs(): number;
  stop(): void;
}

export function watchCoverage(state: SharedState, clock: Clock): Coverage {
  const startedMs = clock.now();
  let coveredMs = 0;
  let seenMs = 0;
  let cancel: (() => void) | undefined;
  const look = () => {
    cancel = clock.schedule(POLL_MS, look);
    state.read(COVERED).then(
      (text) => {
        coveredMs = Number(text ?? 0);
        seenMs = Math.max(seenMs, coveredMs);
      },
      () => undefined,
    );
  };
  look();
  return {
    isFed: () => clock.now() - coveredMs < LONGEST_SILENCE_MS,
    isOverdue: () => clock.now() - Math.max(startedMs, seenMs + LONGEST_SILENCE_MS) > PATIENCE_MS,
    seenMs: () => seenMs,
    stop: () => cancel?.(),
  };
}
