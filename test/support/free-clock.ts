import { systemClock } from '../../src/clock.ts';
import type { ManualClock } from './manual-clock.ts';

/** A machine at rest for so long, in milliseconds of real time, waits for the clock. */
const REST_MS = 12;
/** What is as far away as this is a deadline and no wait: a machine that is only slow must not meet it. */
const FAR_MS = 200_000;
const LONG_REST_MS = 300;

export interface FreeClockOptions {
  /** Whether something is under way that the clock has to wait for. */
  readonly isBusy: () => boolean;
  /** Grows with the work: what begins and ends between two looks is work as well. */
  readonly progress?: () => number;
  /**
   * What falls due later than in so many milliseconds is left alone: for work that cannot be seen (a look-up, a big body that
   * is unpacked), which would else be overtaken by the deadline.
   */
  readonly longestStepMs?: number | undefined;
}

/** The work's outcome; until it is there the clock goes on to what falls due next whenever nothing is under way. */
export async function withFreeClock<T>(
  clock: ManualClock,
  { isBusy, progress = () => 0, longestStepMs }: FreeClockOptions,
  work: Promise<T>,
): Promise<T> {
  let isOver = false;
  const watched = work.finally(() => (isOver = true));
  await Promise.all([watched, turn()]);
  return watched;

  async function turn(): Promise<void> {
    let before = progress();
    for (let restMs = 0; !isOver; restMs += 3) {
      await new Promise<void>((resolve) => systemClock.schedule(3, resolve));
      if (isBusy() || progress() > before) restMs = 0;
      before = progress();
      if (restMs < (clock.msToNext() < FAR_MS ? REST_MS : LONG_REST_MS)) continue;
      restMs = 0;
      await clock.advanceToNext(longestStepMs);
    }
  }
}
