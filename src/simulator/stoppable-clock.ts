import type { Clock } from '../clock.ts';

/** A clock whose timers end together. */
export interface StoppableClock extends Clock {
  /** Nothing that was scheduled is called any more, and nothing that will be. */
  stop(): void;
}

export function createStoppableClock(clock: Clock): StoppableClock {
  const timers = new Set<() => void>();
  let isStopped = false;
  return {
    now: () => clock.now(),
    schedule(delayMs, fn) {
      if (isStopped) return () => undefined;
      const cancel = clock.schedule(delayMs, () => {
        timers.delete(cancel);
        fn();
      });
      timers.add(cancel);
      return () => {
        timers.delete(cancel);
        cancel();
      };
    },
    stop() {
      isStopped = true;
      for (const cancel of timers) cancel();
      timers.clear();
    },
  };
}
