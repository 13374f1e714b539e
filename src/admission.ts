import type { Signal } from './abort.ts';
import type { Clock } from './clock.ts';

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

export function createAdmission({ places, clock, onRefusal }: AdmissionOptions): Admission {
  let running = 0;
  const waiting = new Set<() => void>();
  let refusals: number[] = [];

  function take(): () => void {
    running += 1;
    let isIn = true;
    return () => {
      if (!isIn) return;
      isIn = false;
      running -= 1;
      const [next] = waiting;
      next?.();
    };
  }

  function refuse(): undefined {
    refusals = [...refusals.slice(1 - SHEDDING.refusals), clock.now()];
    onRefusal?.();
  }

  return {
    enter(signal) {
      if (running < places) return Promise.resolve(take());
      if (waiting.size >= places * WAITING_PER_PLACE) return Promise.resolve(refuse());
      return new Promise((resolve) => {
        const settle = (result: (() => void) | undefined) => {
          waiting.delete(start);
          cancel();
          signal.removeEventListener('abort', onAbort);
          resolve(result);
        };
        const start = () => settle(take());
        const onAbort = () => settle(undefined);
        const cancel = clock.schedule(LONGEST_WAIT_MS, () => settle(refuse()));
        waiting.add(start);
        signal.addEventListener('abort', onAbort, { once: true });
      });
    },
    tryEnter: () => (running < places ? take() : undefined),
    running: () => running,
    queued: () => waiting.size,
    isShedding: () => refusals.length >= SHEDDING.refusals && (refusals[0] as number) > clock.now() - SHEDDING.windowMs,
  };
}
