import type { Signal } from '../abort.ts';

/** Places for the events of subscriptions, so that they take none of those that clients' queries have. */
export interface EventPlaces {
  /**
   * Resolves, in the order of asking and however long it takes, with what gives the place back; with undefined when the
   * signal aborts. Nobody is turned away: a subscriber waits with one event at a time, and there are only so many of them.
   */
  enter(signal: Signal): Promise<(() => void) | undefined>;
}

const LEAST_PLACES = 4;

/** A quarter of what the process can have under way comes on top of it. */
export const toEventPlaceCount = (operations: number): number => Math.max(LEAST_PLACES, Math.floor(operations / 4));

export function createEventPlaces(places: number): EventPlaces {
  let taken = 0;
  const waiting = new Set<() => void>();

  function take(): () => void {
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
    enter(signal) {
      if (signal.aborted) return Promise.resolve(undefined);
      if (taken < places) return Promise.resolve(take());
      return new Promise((resolve) => {
        const settle = (place: (() => void) | undefined) => {
          waiting.delete(start);
          signal.removeEventListener('abort', leave);
          resolve(place);
        };
        const start = () => settle(take());
        const leave = () => settle(undefined);
        waiting.add(start);
        signal.addEventListener('abort', leave, { once: true });
      });
    },
  };
}
