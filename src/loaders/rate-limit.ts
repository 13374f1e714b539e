import type { GraphClient } from '../graph/client.ts';
import type { Operation } from '../graph/exchange.ts';
import { publishedLimits } from '../graph/throttle-scope.ts';

/** One of Graph's limits, and how full it is. */
export interface RateLimitBudget {
  /** Requests that Graph allows in `windowMs`. */
  readonly limit: number;
  readonly windowMs: number;
  readonly used: number;
  /** When the next request may leave, in milliseconds since the Unix epoch; undefined when one may now. */
  readonly freeAtMs: number | undefined;
}

/** What the gateway counts of what it sends: nothing is asked of Graph. */
export interface RateLimitLoader {
  application(): Promise<RateLimitBudget>;
  list(isFollowingPage: boolean): Promise<RateLimitBudget>;
  callRecord(id: string, isFollowingPage: boolean): Promise<RateLimitBudget>;
  /** Requests of all operations that wait for a place now. */
  waitingCount(): number;
  /** Requests that were sent for this operation so far. */
  spent(): number;
}

export function createRateLimitLoader({ gate }: GraphClient, { meter }: Operation): RateLimitLoader {
  const read = async (place: (typeof publishedLimits)['application']): Promise<RateLimitBudget> => {
    const { limit, windowMs } = place;
    return { limit, windowMs, ...(await gate.read(place)) };
  };
  return {
    application: () => read(publishedLimits.application),
    list: (isFollowingPage) => read(isFollowingPage ? publishedLimits.listFollowing : publishedLimits.listFirst),
    callRecord: (id, isFollowingPage) =>
      read((isFollowingPage ? publishedLimits.recordFollowing : publishedLimits.recordFirst)(id.toLowerCase())),
    waitingCount: () => gate.waitingCount(),
    spent: () => meter.requests,
  };
}
