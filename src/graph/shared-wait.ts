import type { Signal } from '../abort.ts';
import type { Clock } from '../clock.ts';

/** Resolves when the wait is over, for everybody in the same moment; rejects with the signal's reason when it aborts. */
export type SharedWait = (signal: Signal) => Promise<void>;

/** One wait for several, begun by the first and given up with the last of them. */
export function createSharedWait(clock: Clock, delayMs: number): SharedWait {
  const waiting = new Set<() => void>();
  let cancel: (() => void) | undefined;
  return (signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const onAbort = () => {
        waiting.delete(go);
        if (!waiting.size) cancel?.();
        reject(signal.reason);
      };
      const go = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      signal.addEventListener('abort', onAbort, { once: true });
      waiting.add(go);
      cancel ??= clock.schedule(delayMs, () => waiting.forEach((start) => start()));
    });
}
