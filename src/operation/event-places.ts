import type { Signal } from '../abort.ts';
import { createPlaces } from '../places.ts';

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

export function createEventPlaces(count: number): EventPlaces {
  const places = createPlaces(count);
  return {
    enter(signal) {
      if (signal.aborted) return Promise.resolve(undefined);
      const place = places.tryTake();
      return place ? Promise.resolve(place) : places.wait(signal);
    },
  };
}
