import { nextTurn } from '../clock.ts';

/** From so many bytes on an answer is so much work that others get their word before it. */
export const LARGE_BYTES = 100_000;

/**
 * Lets what is a lot of work begin one by one, each in a turn of the event loop of its own, so that others get their word
 * in between. Resolves when it is the caller's turn.
 */
export function createTurns(): () => Promise<void> {
  let last = Promise.resolve();
  return () => (last = last.then(nextTurn));
}
