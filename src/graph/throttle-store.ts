import type { Place } from './throttle-scope.ts';

/** Counting in this process needs no waiting, and must not cost a batch its companions. */
type Awaitable<T> = T | Promise<T>;

/** What somebody wants to take: a place in each of several scopes, or none. */
export interface WantedPlaces {
  readonly places: readonly Place[];
  /** Whether it may have the last places of a scope, which are kept for operations that have taken few. */
  readonly isModest: boolean;
}

export interface PlaceUse {
  /** Taken within the window that ends now, those still out included. */
  readonly used: number;
  /** When the next place comes free, in milliseconds since the Unix epoch; undefined when one is free. */
  readonly freeAtMs: number | undefined;
}

/** Why a want was not served. */
export interface Refusal {
  /** The scope that will be closed or full for longest. */
  readonly scope: string;
  /** After how many milliseconds to ask again. */
  readonly waitMs: number;
}

/** Who counts: one process for itself, or several together. */
export interface ThrottleStore {
  /** For each want, in order: undefined when its places are taken now, else why not. */
  take(wants: readonly WantedPlaces[], nowMs: number): Awaitable<readonly (Refusal | undefined)[]>;
  /** The request has ended; each of its `sends` stays counted for a window from now, none for what never left. */
  release(places: readonly Place[], sends: number, nowMs: number): Awaitable<void>;
  /** Gives nobody a place in the scope until then. */
  close(place: Place, untilMs: number): Awaitable<void>;
  read(place: Place, nowMs: number): Awaitable<PlaceUse>;
}

interface Window {
  /** Out: taken and not yet answered. */
  out: number;
  /** When each place that was answered comes free, ascending; those before `first` have. */
  readonly freeAtMs: number[];
  first: number;
  closedUntilMs: number;
}

/** One that can be told of places that another store has given out. */
export interface CountingThrottleStore extends ThrottleStore {
  /** Counts these as taken, room or not; `release` gives them back like any other. */
  count(places: readonly Place[], nowMs: number): void;
}

/** Counting in this process needs no waiting. */
export interface MemoryThrottleStore extends CountingThrottleStore {
  take(wants: readonly WantedPlaces[], nowMs: number): readonly (Refusal | undefined)[];
  release(places: readonly Place[], sends: number, nowMs: number): void;
  close(place: Place, untilMs: number): void;
  read(place: Place, nowMs: number): PlaceUse;
}

/** The share of a scope that is kept for the modest: what a crawl leaves free for a short query. */
const KEPT_SHARE = 0.07;
/** While a place is out nobody knows when it comes free: asked again this often at the latest. */
export const OUT_RECHECK_MS = 1_000;
const SWEEP_SIZE = 2_000;

/** So many places that have come free are let lie. */
const LARGEST_REST = 100;

/** How many of a scope's places may be taken by who is modest, or by who is not. */
export const toUsableLimit = ({ limit }: Place, isModest: boolean): number =>
  isModest || limit === Infinity ? limit : limit - Math.floor(limit * KEPT_SHARE);

export interface MemoryThrottleOptions {
  /** Whether anybody is made to wait; false where the upstream sets no limits, as the embedded simulator. */
  readonly enforced?: boolean;
}

/**
 * Counts in this process. A place is taken when a request is sent and comes free a window after its answer has come:
 * whenever in between Graph has counted it, no window of Graph's holds more than the limit.
 */
export function createMemoryThrottleStore({ enforced = true }: MemoryThrottleOptions = {}): MemoryThrottleStore {
  const windows = new Map<string, Window>();

  function find({ scope }: Place, nowMs: number): Window {
    let window = windows.get(scope);
    if (!window) {
      if (windows.size >= SWEEP_SIZE) sweep(nowMs);
      window = { out: 0, freeAtMs: [], first: 0, closedUntilMs: 0 };
      windows.set(scope, window);
    }
    return expire(window, nowMs);
  }

  function sweep(nowMs: number): void {
    for (const [scope, window] of windows) {
      expire(window, nowMs);
      if (!window.out && !countTaken(window) && window.closedUntilMs <= nowMs) windows.delete(scope);
    }
  }

  function toWaitMs(place: Place, isModest: boolean, nowMs: number): number {
    const window = find(place, nowMs);
    const { out, freeAtMs, first, closedUntilMs } = window;
    if (closedUntilMs > nowMs) return closedUntilMs - nowMs;
    if (!enforced) return 0;
    const surplus = out + countTaken(window) - toUsableLimit(place, isModest);
    if (surplus < 0) return 0;
    const freed = freeAtMs[first + surplus];
    return freed === undefined ? OUT_RECHECK_MS : freed - nowMs;
  }

  function count(places: readonly Place[], nowMs: number): void {
    for (const place of places) find(place, nowMs).out += 1;
  }

  return {
    take: (wants, nowMs) =>
      wants.map(({ places, isModest }) => {
        let refusal: Refusal | undefined;
        for (const place of places) {
          const waitMs = toWaitMs(place, isModest, nowMs);
          if (waitMs > (refusal?.waitMs ?? 0)) refusal = { scope: place.scope, waitMs };
        }
        if (!refusal) count(places, nowMs);
        return refusal;
      }),
    count,
    release(places, sends, nowMs) {
      for (const place of places) {
        const window = find(place, nowMs);
        window.out -= 1;
        if (place.limit === Infinity) continue;
        for (let send = 0; send < sends; send += 1) window.freeAtMs.push(nowMs + place.windowMs);
      }
    },
    close(place, untilMs) {
      const window = find(place, 0);
      window.closedUntilMs = Math.max(window.closedUntilMs, untilMs);
    },
    read(place, nowMs) {
      const window = find(place, nowMs);
      const waitMs = toWaitMs(place, true, nowMs);
      return { used: window.out + countTaken(window), freeAtMs: waitMs === 0 ? undefined : nowMs + waitMs };
    },
  };
}

function expire(window: Window, nowMs: number): Window {
  const { freeAtMs } = window;
  while (window.first < freeAtMs.length && (freeAtMs[window.first] as number) <= nowMs) window.first += 1;
  // Moving the rest up for each that comes free would cost more than all else.
  if (window.first > LARGEST_REST && window.first > freeAtMs.length / 2) {
    freeAtMs.splice(0, window.first);
    window.first = 0;
  }
  return window;
}

/** Answered, and still counted. */
const countTaken = ({ freeAtMs, first }: Window) => freeAtMs.length - first;
