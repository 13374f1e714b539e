import { toThrottled } from './graph-error.ts';
import type { Caller as TokenCaller } from './token.ts';

/** Whose requests are counted together. */
type Caller = Pick<TokenCaller, 'tenantId' | 'appId'>;

interface Limit {
  readonly requests: number;
  readonly windowMs: number;
}

/** Graph documentation, "Microsoft Graph service-specific throttling limits", call records. */
const limits = {
  appInTenant: { requests: 1500, windowMs: 20_000 },
  recordFirst: { requests: 10, windowMs: 20_000 },
  recordFollowing: { requests: 50, windowMs: 300_000 },
  listFirst: { requests: 15, windowMs: 20_000 },
  listFollowing: { requests: 55, windowMs: 300_000 },
} as const satisfies Record<string, Limit>;

export interface Hit {
  /** Undefined for the list of records. */
  readonly recordId: string | undefined;
  readonly isFollowingPage: boolean;
}

export interface Throttle {
  /** Counts a request of an app in a tenant, a refused one too. Throws 429 when the limit is passed. */
  countRequest(caller: Caller, nowMs: number): void;
  /** Counts it for the record or the list as well. Throws 429 when the limit is passed. */
  countHit(caller: Caller, nowMs: number, hit: Hit): void;
}

export const unlimited: Throttle = { countRequest: () => undefined, countHit: () => undefined };

const sweepSize = 2000;

export function createThrottle(): Throttle {
  const logs = new Map<string, { limit: Limit; times: number[] }>();

  function count(key: string, limit: Limit, nowMs: number): void {
    const earlier = logs.get(key)?.times ?? [];
    const times = [...earlier.filter((time) => time > nowMs - limit.windowMs), nowMs];
    if (logs.size > sweepSize) sweep(nowMs);
    logs.set(key, { limit, times });
    // The request passes again once so many have left the window that there is room for one.
    const blocking = times[times.length - limit.requests];
    if (times.length > limit.requests && blocking !== undefined) {
      throw toThrottled(blocking + limit.windowMs - nowMs);
    }
  }

  function sweep(nowMs: number): void {
    for (const [key, { limit, times }] of logs) {
      if ((times.at(-1) ?? 0) <= nowMs - limit.windowMs) logs.delete(key);
    }
  }

  const toKey = ({ tenantId, appId }: Caller) => `${tenantId}/${appId}`;
  return {
    countRequest: (caller, nowMs) => count(toKey(caller), limits.appInTenant, nowMs),
    countHit(caller, nowMs, { recordId, isFollowingPage }) {
      const name = `${recordId === undefined ? 'list' : 'record'}${isFollowingPage ? 'Following' : 'First'}` as const;
      count(`${toKey(caller)}/${name}/${recordId ?? ''}`, limits[name], nowMs);
    },
  };
}
