import type { Clock } from '../clock.ts';
import { GraphError } from './errors.ts';
import type { Outcome } from './exchange.ts';
import type { Flight } from './flight.ts';
import type { GraphObserver } from './observer.ts';
import { retryDelayMs } from './retry.ts';
import type { Place } from './throttle-scope.ts';
import { toPlaces } from './throttle-scope.ts';
import type { PlaceUse, Refusal, ThrottleStore } from './throttle-store.ts';

/** An operation that has had no more than this many requests may have the places that crawls leave. */
const MODEST_REQUESTS = 100;
/** As many are asked for in one go; the rest at once when these are settled, for it may wait in other scopes. */
const MOST_ASKED_AT_ONCE = 500;

export interface ThrottleGate {
  /** Sends a request when Graph's limits allow; what Graph throttles all the same holds up everybody in that scope. */
  readonly pass: (flight: Flight) => Promise<Outcome>;
  /** How full a scope is. */
  readonly read: (place: Place) => Promise<PlaceUse>;
  /** How many requests wait now. */
  readonly waitingCount: () => number;
}

interface Waiting {
  readonly flight: Flight;
  readonly places: readonly Place[];
  readonly enteredMs: number;
  /** The how-manieth request of its operation it is: those of operations that have had little go first. */
  readonly rank: number;
  /** The scope that it was last refused for. */
  scope?: string;
  readonly start: () => void;
  readonly fail: (error: GraphError) => void;
}

export interface ThrottleGateOptions {
  readonly clock: Clock;
  readonly store: ThrottleStore;
  readonly observer?: Pick<GraphObserver, 'waited'>;
}

/**
 * Paces what leaves so that Graph's published limits are used and not passed. Where the wait for a place would pass the
 * deadline it fails at once with UPSTREAM_THROTTLED and the time to come back.
 */
export function withThrottleGate(
  send: (flight: Flight) => Promise<Outcome>,
  { clock, store, observer = {} }: ThrottleGateOptions,
): ThrottleGate {
  const waiting = new Set<Waiting>();
  /** How many wait for a scope: who comes later must not overtake them. */
  const waitingIn = new Map<string, number>();
  let wake: { readonly atMs: number; readonly cancel: () => void } | undefined;
  let isPumping = false;

  function block(entry: Waiting, scope: string): void {
    if (entry.scope === scope) return;
    unblock(entry);
    entry.scope = scope;
    waitingIn.set(scope, (waitingIn.get(scope) ?? 0) + 1);
  }

  function unblock(entry: Waiting): void {
    const { scope } = entry;
    if (scope === undefined) return;
    const count = (waitingIn.get(scope) ?? 1) - 1;
    if (count) waitingIn.set(scope, count);
    else waitingIn.delete(scope);
  }

  function remove(entry: Waiting): void {
    waiting.delete(entry);
    unblock(entry);
  }

  function wakeIn(delayMs: number): void {
    const atMs = clock.now() + Math.max(delayMs, 1);
    if (wake && wake.atMs <= atMs) return;
    wake?.cancel();
    const cancel = clock.schedule(Math.max(delayMs, 1), () => {
      wake = undefined;
      pump([...waiting].sort((a, b) => a.rank - b.rank));
    });
    wake = { atMs, cancel };
  }

  /** Asks for places in the order given. Synchronous as far as the store is. */
  function pump(candidates: readonly Waiting[]): void {
    if (isPumping) return wakeIn(1);
    const asked = candidates.slice(0, MOST_ASKED_AT_ONCE);
    const rest = candidates.slice(MOST_ASKED_AT_ONCE);
    if (!asked.length) return;
    const nowMs = clock.now();
    const taken = store.take(
      asked.map(({ places, rank }) => ({ places, isModest: rank < MODEST_REQUESTS })),
      nowMs,
    );
    if (!(taken instanceof Promise)) return settle(asked, taken, rest);
    isPumping = true;
    taken
      .then(
        (refusals) => {
          isPumping = false;
          settle(asked, refusals, rest);
        },
        () => {
          isPumping = false;
          wakeIn(1_000);
        },
      )
      .catch(() => undefined);
  }

  function settle(
    asked: readonly Waiting[],
    refusals: readonly (Refusal | undefined)[],
    rest: readonly Waiting[],
  ): void {
    const nowMs = clock.now();
    let soonestMs = Infinity;
    for (const [index, entry] of asked.entries()) {
      const refusal = refusals[index];
      if (!refusal) {
        if (waiting.has(entry)) {
          remove(entry);
          entry.start();
        } else void store.release(entry.places, 0, nowMs);
      } else if (nowMs + refusal.waitMs >= entry.flight.deadlineMs) {
        remove(entry);
        entry.fail(toThrottledError(refusal.waitMs));
      } else if (waiting.has(entry)) {
        block(entry, refusal.scope);
        soonestMs = Math.min(soonestMs, refusal.waitMs);
      }
    }
    if (soonestMs < Infinity) wakeIn(soonestMs);
    pump(rest.filter((entry) => waiting.has(entry)));
  }

  /** Resolves when the places are taken, at once where that can be. */
  function enter(flight: Flight, places: readonly Place[]): Promise<void> | undefined {
    let isIn = false;
    let resolveIn: (() => void) | undefined;
    let failure: GraphError | undefined;
    let rejectIn: ((error: GraphError) => void) | undefined;
    const entry: Waiting = {
      flight,
      places,
      enteredMs: clock.now(),
      rank: flight.payer.entered++,
      start() {
        isIn = true;
        resolveIn?.();
      },
      fail(error) {
        failure = error;
        rejectIn?.(error);
      },
    };
    waiting.add(entry);
    const ahead = places.find(({ scope }) => waitingIn.has(scope));
    if (ahead) {
      block(entry, ahead.scope);
      wakeIn(1);
    } else pump([entry]);
    if (isIn) return undefined;
    if (failure) return Promise.reject(failure);
    return new Promise((resolve, reject) => {
      const { signal } = flight;
      const onAbort = () => {
        remove(entry);
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      resolveIn = () => {
        signal.removeEventListener('abort', onAbort);
        const waitedMs = clock.now() - entry.enteredMs;
        flight.payer.waitedMs = Math.max(flight.payer.waitedMs, waitedMs);
        observer.waited?.(waitedMs);
        resolve();
      };
      rejectIn = (error) => {
        signal.removeEventListener('abort', onAbort);
        reject(error);
      };
    });
  }

  async function sendCounted(flight: Flight, places: readonly Place[]): Promise<Outcome> {
    let sends = 1;
    try {
      const outcome = await send(flight);
      sends = outcome.sends ?? 1;
      const { error, retryAfter, date, exchange } = outcome;
      if (error?.code === 'UPSTREAM_THROTTLED') {
        const nowMs = clock.now();
        const waitMs = retryDelayMs({ attempt: 1, retryAfter, date, nowMs, random: 0 });
        await store.close((exchange?.isRefused ? places.at(-1) : places[0]) as Place, nowMs + waitMs);
      }
      return outcome;
    } finally {
      // A store in this process has it done by then; a turn of the microtask queue for each request would be for nothing.
      const released = store.release(places, sends, clock.now());
      if (released) await released;
    }
  }

  return {
    async pass(flight) {
      const places = toPlaces(flight.request.url);
      const entering = enter(flight, places);
      if (entering) {
        try {
          await entering;
        } catch (error) {
          if (error instanceof GraphError) return { error, sends: 0 };
          throw error;
        }
      }
      return sendCounted(flight, places);
    },
    read: async (place) => store.read(place, clock.now()),
    waitingCount: () => waiting.size,
  };
}

function toThrottledError(waitMs: number): GraphError {
  return new GraphError(
    'UPSTREAM_THROTTLED',
    "Microsoft Graph's limits leave no room for this request before the operation's deadline.",
    { retryable: true, retryAfterMs: waitMs, attempts: 0 },
  );
}
