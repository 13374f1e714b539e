import type { Clock } from '../clock.ts';
import type { Place } from '../graph/throttle-scope.ts';
import type { Refusal, ThrottleStore, WantedPlaces } from '../graph/throttle-store.ts';
import { createMemoryThrottleStore } from '../graph/throttle-store.ts';
import type { RedisConnection } from './connection.ts';
import type { Replicas } from './replicas.ts';
import type { RedisThrottleStore } from './throttle-store.ts';

export interface FailoverThrottleOptions {
  readonly connection: Pick<RedisConnection, 'isUp' | 'watch'>;
  readonly clock: Clock;
  readonly shared: RedisThrottleStore;
  readonly replicas: Pick<Replicas, 'count'>;
  /** How many there are at least while Redis cannot be asked: one that starts then has heard of no other. */
  readonly assumed?: number;
  /** How long after Redis is back this replica still counts for itself, in milliseconds, until the others have told Redis what they took. */
  readonly graceMs?: number;
}

/** Longer than the longest wait between two attempts to connect. */
const GRACE_MS = 1_500;

/**
 * Counts together while Redis is there, and alone while it is not, with this replica's share of each limit. Each store is told
 * of what the other gave out, so that neither begins anew. `take` never rejects.
 */
export function createFailoverThrottleStore(options: FailoverThrottleOptions): ThrottleStore {
  const { connection, clock, shared, replicas, assumed = 1, graceMs = GRACE_MS } = options;
  const local = createMemoryThrottleStore();
  /** Whether places may have been given out that Redis does not know of. */
  let hasCountedAlone = false;
  let togetherFromMs = -Infinity;

  connection.watch((isUp) => {
    if (!isUp) hasCountedAlone = true;
    else if (hasCountedAlone) {
      hasCountedAlone = false;
      togetherFromMs = clock.now() + graceMs;
    }
  });

  const isTogether = () => connection.isUp() && clock.now() >= togetherFromMs;
  const toShare = (place: Place): Place => ({
    ...place,
    limit:
      place.limit === Infinity ? Infinity : Math.max(1, Math.floor(place.limit / Math.max(replicas.count(), assumed))),
  });

  function takeAlone(wants: readonly WantedPlaces[], nowMs: number): readonly (Refusal | undefined)[] {
    hasCountedAlone ||= !connection.isUp();
    const shares = wants.map(({ places, isModest }) => ({ places: places.map(toShare), isModest }));
    const refusals = local.take(shares, nowMs);
    for (const [index, { places }] of wants.entries()) if (!refusals[index]) shared.count(places, nowMs);
    return refusals;
  }

  return {
    take(wants, nowMs) {
      if (!isTogether()) return takeAlone(wants, nowMs);
      return shared.take(wants, nowMs).then(
        (refusals) => {
          for (const [index, { places }] of wants.entries()) if (!refusals[index]) local.count(places, nowMs);
          return refusals;
        },
        () => takeAlone(wants, clock.now()),
      );
    },
    release(places, sends, nowMs) {
      local.release(places, sends, nowMs);
      shared.release(places, sends, nowMs);
    },
    close(place, untilMs) {
      local.close(place, untilMs);
      shared.close(place, untilMs);
    },
    read(place, nowMs) {
      const readAlone = () => local.read(toShare(place), nowMs);
      return isTogether() ? shared.read(place, nowMs).catch(readAlone) : readAlone();
    },
  };
}
