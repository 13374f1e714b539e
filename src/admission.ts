import type { Signal } from './abort.ts';
import type { Clock } from './clock.ts';
import { createPlaces } from './places.ts';

/** Lets so many in at a time, lets some more wait for a while, and turns away who comes then. */
export interface Admission {
  /** Resolves, when there is room, with what gives the place back; undefined for who is turned away. */
  enter(signal: Signal): Promise<(() => void) | undefined>;
  /** The same at once, without waiting or being counted as turned away; undefined where there is no room. */
  tryEnter(): (() => void) | undefined;
  /** How many are in. */
  running(): number;
  /** How many wait. */
  queued(): number;
  /** Whether so many were turned away lately that callers had better go elsewhere. */
  isShedding(): boolean;
}

export interface AdmissionOptions {
  /** How many are let in at a time; four times as many may wait. */
  readonly places: number;
  readonly clock: Clock;
  /** Is told of each that is turned away. */
  readonly onRefusal?: () => void;
}

/** How long somebody may wait for a place, and when to come back who found none, in milliseconds. */
export const LONGEST_WAIT_MS = 2_000;
/** How many may wait for each place. */
const WAITING_PER_PLACE = 4;
/** So many turned away in this many milliseconds are an overload. */
const SHEDDING = { refusals: 10, windowMs: 5_000 };

export function createAdmission({ places: count, clock, onRefusal }: AdmissionOptions): Admission {
  const places = createPlaces(count);
  let refusals: number[] = [];

  function refuse(): undefined {
    refusals = [...refusals.slice(1 - SHEDDING.refusals), clock.now()];
    onRefusal?.();
  }

  return {
    enter(signal) {
      const place = places.tryTake();
      if (place) return Promise.resolve(place);
      if (places.waiting() >= count * WAITING_PER_PLACE) return Promise.resolve(refuse());
      return places.wait(signal, (giveUp) =>
        clock.schedule(LONGEST_WAIT_MS, () => {
          refuse();
          giveUp();
        }),
      );
    },
    tryEnter: () => places.tryTake(),
    running: () => places.taken(),
    queued: () => places.waiting(),
    isShedding: () => refusals.length >= SHEDDING.refusals && (refusals[0] as number) > clock.now() - SHEDDING.windowMs,
  };
}
