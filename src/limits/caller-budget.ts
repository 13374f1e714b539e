import { LRUCache } from 'lru-cache';
import type { Viewer } from '../access/viewer.ts';
import type { Clock } from '../clock.ts';

/** What one caller may take of Graph in a window, and has taken. */
export interface BudgetState {
  /** Requests to Graph. */
  readonly limit: number;
  readonly windowMs: number;
  readonly used: number;
  /** When there is something left again, in milliseconds since the Unix epoch; undefined where there is now. */
  readonly freeAtMs: number | undefined;
  /** When the window ends, whatever is used of it. */
  readonly endsMs: number;
}

/** Requests that were set aside for an operation. */
export interface Ticket {
  /** How many. */
  readonly price: number;
  /** Puts what the operation has really taken in place of what was set aside. */
  settle(spent: number): void;
}

export interface CallerBudget {
  /** Sets requests aside; undefined where the caller's window has no room for so many. */
  reserve(viewer: Viewer, requests: number): Ticket | undefined;
  read(viewer: Viewer): BudgetState;
}

export interface CallerBudgetOptions {
  /** Requests for each caller and window; Infinity = as many as they like. */
  readonly limit: number;
  readonly windowMs: number;
  readonly clock: Pick<Clock, 'now'>;
}

interface Window {
  readonly endsMs: number;
  used: number;
}

const MOST_CALLERS = 20_000;

/** Windows begin with a caller's first operation. An operation dearer than the whole budget is for the limit of its own. */
export function createCallerBudget({ limit, windowMs, clock }: CallerBudgetOptions): CallerBudget {
  const windows = new LRUCache<string, Window>({ max: MOST_CALLERS });
  const toKey = ({ tenantId, id }: Viewer) => `${tenantId} ${id}`;

  function find(viewer: Viewer): Window | undefined {
    const window = windows.get(toKey(viewer));
    return window && clock.now() < window.endsMs ? window : undefined;
  }

  return {
    reserve(viewer, requests) {
      if (limit === Infinity) return { price: requests, settle: ignore };
      let window = find(viewer);
      if (!window) {
        window = { endsMs: clock.now() + windowMs, used: 0 };
        windows.set(toKey(viewer), window);
      }
      if (window.used > 0 && window.used + requests > limit) return undefined;
      window.used += requests;
      let isSettled = false;
      return {
        price: requests,
        settle(spent) {
          if (!isSettled) window.used += spent - requests;
          isSettled = true;
        },
      };
    },
    read(viewer) {
      const window = find(viewer);
      const { used, endsMs } = window ?? { used: 0, endsMs: clock.now() + windowMs };
      return { limit, windowMs, used, endsMs, freeAtMs: used >= limit ? endsMs : undefined };
    },
  };
}

const ignore = () => undefined;
