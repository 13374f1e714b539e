import type { Signal } from './abort.ts';

/** Gives a place back; once, however often it is called. */
export type Leave = () => void;

/** So many places, which are taken in the order of asking. */
export interface Places {
  /** At once; undefined where all are taken. */
  tryTake(): Leave | undefined;
  /**
   * Waits for one that is given back; undefined when the signal aborts, or `giveUp` is called, which `arm` is handed when the
   * waiting begins. What `arm` returns is called when it ends.
   */
  wait(signal: Signal, arm?: (giveUp: () => void) => () => void): Promise<Leave | undefined>;
  taken(): number;
  waiting(): number;
}

export function createPlaces(count: number): Places {
  let taken = 0;
  const waiting = new Set<() => void>();

  function take(): Leave {
    taken += 1;
    let isIn = true;
    return () => {
      if (!isIn) return;
      isIn = false;
      taken -= 1;
      const [next] = waiting;
      next?.();
    };
  }

  return {
    tryTake: () => (taken < count ? take() : undefined),
    wait: (signal, arm) =>
      new Promise((resolve) => {
        const settle = (place: Leave | undefined) => {
          waiting.delete(start);
          disarm?.();
          signal.removeEventListener('abort', giveUp);
          resolve(place);
        };
        const start = () => settle(take());
        const giveUp = () => settle(undefined);
        const disarm = arm?.(giveUp);
        waiting.add(start);
        signal.addEventListener('abort', giveUp, { once: true });
      }),
    taken: () => taken,
    waiting: () => waiting.size,
  };
}
