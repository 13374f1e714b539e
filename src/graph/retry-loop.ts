import type { Clock } from '../clock.ts';
import type { SharedWait } from './shared-wait.ts';
import { createSharedWait } from './shared-wait.ts';
import { GraphError, toGraphError } from './errors.ts';
import type { Outcome } from './exchange.ts';
import type { Flight } from './flight.ts';
import type { GraphObserver } from './observer.ts';
import type { RetryBudget } from './retry-budget.ts';
import type { RetryDecision } from './retry.ts';
import { MAX_ATTEMPTS, retryDelayMs, toRetryAfterMs } from './retry.ts';

export interface RetryOptions {
  readonly clock: Clock;
  /** A number from 0 to below 1, for jitter. */
  readonly random: () => number;
}

/**
 * Repeats what can be cured by repetition and nothing else. Where Graph throttles, each request waits as long as Graph
 * asks of it; what failed together otherwise goes again together, as far as the budget allows. Where the wait would
 * pass the deadline the failure is final at once. What was in a batch whose answer is too large goes again by itself.
 */
export function withRetry(
  send: (flight: Flight) => Promise<Outcome>,
  {
    clock,
    random,
    budget,
    observer = {},
  }: RetryOptions & { readonly budget: RetryBudget; readonly observer?: Pick<GraphObserver, 'retried'> },
) {
  /** Waits by what failed, so that what failed together comes back together and shares a batch. */
  const waits = new WeakMap<object, { readonly waitMs: number; readonly isOver: SharedWait }>();

  function toWait(key: object, decision: Omit<RetryDecision, 'random'>) {
    let wait = waits.get(key);
    if (!wait) {
      const waitMs = retryDelayMs({ ...decision, random: random() });
      wait = { waitMs, isOver: createSharedWait(clock, waitMs) };
      waits.set(key, wait);
    }
    return wait;
  }

  return async (flight: Flight): Promise<object | GraphError> => {
    const { signal } = flight;
    let waitedMs = 0;
    try {
      for (let attempt = 1; ; attempt++) {
        const { body, error, retryAfter, date, exchange } = await send(flight);
        if (!error) return body;
        if (error.details.isTooLarge && exchange?.isRefused && !flight.isAlone) {
          flight.isAlone = true;
          attempt -= 1;
          continue;
        }
        const nowMs = clock.now();
        const isThrottled = error.code === 'UPSTREAM_THROTTLED';
        const retryable = error.details.retryable === true && !signal.aborted;
        const key = isThrottled ? error : (exchange ?? error);
        const { waitMs, isOver } = toWait(key, { attempt, retryAfter, date, nowMs });
        if (
          !retryable ||
          !exchange ||
          attempt >= MAX_ATTEMPTS ||
          nowMs + waitMs >= flight.deadlineMs ||
          !(isThrottled || budget.allows(exchange))
        ) {
          const retryAfterMs = retryable
            ? (error.details.retryAfterMs ?? (Math.max(toRetryAfterMs(retryAfter, date, nowMs) ?? 0, 0) || waitMs))
            : undefined;
          const attempts = exchange ? attempt : attempt - 1;
          return new GraphError(error.code, error.message, { ...error.details, attempts, retryAfterMs });
        }
        waitedMs += waitMs;
        observer.retried?.(error.code);
        flight.isRetry = true;
        await isOver(signal);
        flight.payer.waitedMs = Math.max(flight.payer.waitedMs, waitedMs);
      }
    } catch (reason) {
      if (!signal.aborted) throw reason;
      return toGraphError(reason);
    }
  };
}
