import { systemClock } from '../../src/clock.ts';
import type { ManualClock } from './manual-clock.ts';

/** A machine at rest for so long, in milliseconds of real time, waits for the clock. */
const REST_MS = 12;
/** What is as far away as this is a deadline and no wait: a machine that is only slow must not meet it. */
const FAR_MS = 200_000;
const LONG_REST_MS = 300;

/** The work's outcome; until it is there the clock goes on to what falls due next whenever nothing is under way. */
export async function withFreeClock<T>(clock: ManualClock, isBusy: () => boolean, work: Promise<T>): Promise<T> {
  let isOver = false;
  const watched = work.finally(() => (isOver = true));
  await Promise.all([watched, turn()]);
  return watched;

  async function turn(): Promise<void> {
    for (let restMs = 0; !isOver; restMs = isBusy() ? 0 : restMs + 3) {
      await new Promise<void>((resolve) => systemClock.schedule(3, resolve));
      if (restMs < (clock.msToNext() < FAR_MS ? REST_MS : LONG_REST_MS)) continue;
      restMs = 0;
      await clock.advanceToNext();
    }
  }
}
