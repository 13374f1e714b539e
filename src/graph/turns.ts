import { nextTurn } from '../clock.ts';

/**
 * Lets what is a lot of work begin one by one, each in a turn of the event loop of its own, so that others get their word
 * in between. Resolves when it is the caller's turn.
 */
export function createTurns(): () => Promise<void> {
  let last = Promise.resolve();
  return () => (last = last.then(nextTurn));
}
