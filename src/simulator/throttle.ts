import { toThrottled } from './graph-error.ts';
import type { Caller } from './token.ts';

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
  /** Counts a request, a refused one too. Throws 429 when a limit is passed. */
  count(caller: Caller, nowMs: number, hit?: Hit): void;
}

export const unlimited: Throttle = { count: () => undefined };

const sweepSize = 2000;

export function createThrottle(): Throttle {
  const logs = new Map<string, { limit: Limit; times: number[] }>();

  /** How long until a request would pass again, in milliseconds; 0 when this one does. */
  function waitMs(key: string, limit: Limit, nowMs: number): number {
    const earlier = logs.get(key)?.times ?? [];
    const times = [...earlier.filter((time) => time > nowMs - limit.windowMs), nowMs];
    logs.set(key, { limit, times });
    const blocking = times[times.length - limit.requests];
    return times.length <= limit.requests || blocking === undefined ? 0 : blocking + limit.windowMs - nowMs;
  }

  function sweep(nowMs: number): void {
    for (const [key, { limit, times }] of logs) {
      if ((times.at(-1) ?? 0) <= nowMs - limit.windowMs) logs.delete(key);
    }
  }

  return {
    count(caller, nowMs, hit) {
      if (logs.size > sweepSize) sweep(nowMs);
      const app = `${caller.tenantId}/${caller.appId}`;
      const waits = [hit === undefined ? waitMs(app, limits.appInTenant, nowMs) : 0];
      if (hit !== undefined) {
        const name = `${hit.recordId === undefined ? 'list' : 'record'}${hit.isFollowingPage ? 'Following' : 'First'}` as const;
        waits.push(waitMs(`${app}/${name}/${hit.recordId ?? ''}`, limits[name], nowMs));
      }
      const longestMs = Math.max(...waits);
      if (longestMs > 0) throw toThrottled(longestMs);
    },
  };
}
