import assert from 'node:assert/strict';
import { systemClock } from '../../src/clock.ts';

/** Resolves when it is true; an AssertionError when it is not within ten seconds. */
export async function until(isTrue: () => boolean): Promise<void> {
  for (let turn = 0; !isTrue(); turn += 1) {
    assert.ok(turn < 5_000, `not so in time: ${isTrue}`);
    await new Promise<void>((resolve) => systemClock.schedule(2, resolve));
  }
}
