import type { Clock } from '../clock.ts';
import { sleep } from '../clock.ts';

/**
 * Lets what is a lot of work begin one by one, each in a turn of the event loop of its own, so that others get their word
 * in between. Resolves when it is the caller's turn.
 */
export function createTurns(clock: Clock): () => Promise<void> {
  let last = Promise.resolve();
  return () => (last = last.then(() => sleep(clock, 0)));
}
