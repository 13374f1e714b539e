import { GraphQLError } from 'graphql';
import type { Viewer } from '../access/viewer.ts';

/** How many of something that goes on for long there may be at a time. */
export interface ConcurrencyCap {
  /** What gives the place back, or why there is none: LIMIT_EXCEEDED for who has too many, OVERLOADED where all together have. */
  enter(viewer: Viewer): (() => void) | GraphQLError;
  count(): number;
}

export interface ConcurrencyCapOptions {
  /** What there are too many of. */
  readonly noun: 'subscriptions' | 'exports';
  /** For each caller; callers who are not told apart count as one and are bounded by `total` alone. */
  readonly perCaller: number;
  readonly total: number;
}

export function createConcurrencyCap({ noun, perCaller, total }: ConcurrencyCapOptions): ConcurrencyCap {
  const counts = new Map<string, number>();
  let count = 0;

  return {
    count: () => count,
    enter({ kind, tenantId, id }) {
      if (count >= total) {
        return new GraphQLError(`There are as many ${noun} as this gateway serves.`, {
          extensions: {
            code: 'OVERLOADED',
            retryable: true,
            retryAfterSeconds: 10,
            http: { status: 503, headers: { 'retry-after': '10' } },
          },
        });
      }
      const key = kind === 'nobody' ? undefined : `${tenantId} ${id}`;
      const own = key === undefined ? 0 : (counts.get(key) ?? 0);
      if (own >= perCaller) {
        return new GraphQLError(`You have ${own} ${noun}, and may have ${perCaller} at a time; end one of them.`, {
          extensions: {
            code: 'LIMIT_EXCEEDED',
            limit: noun,
            figure: own + 1,
            allowed: perCaller,
            http: { status: 400, spec: true },
          },
        });
      }
      count += 1;
      if (key !== undefined) counts.set(key, own + 1);
      let isIn = true;
      return () => {
        if (!isIn) return;
        isIn = false;
        count -= 1;
        if (key === undefined) return;
        const left = (counts.get(key) ?? 1) - 1;
        if (left) counts.set(key, left);
        else counts.delete(key);
      };
    },
  };
}
