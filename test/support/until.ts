import { systemClock } from '../../src/clock.ts';

/** Resolves when the condition holds, asked every few milliseconds; rejects after `withinMs`. What it throws counts as no. */
export async function until(condition: () => unknown, withinMs = 5_000): Promise<void> {
  const untilMs = systemClock.now() + withinMs;
  let trouble: unknown;
  for (;;) {
    try {
      if (await condition()) return;
    } catch (error) {
      trouble = error;
    }
    if (systemClock.now() > untilMs)
      throw new Error(`not within ${withinMs} ms: ${String(condition)}`, { cause: trouble });
    await pause(5);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => systemClock.schedule(ms, resolve));
