import type { Clock } from '../clock.ts';
import { sleep } from '../clock.ts';
import { GraphError, toGraphError } from './errors.ts';
import type { GraphRequest, Operation, Outcome } from './exchange.ts';
import { MAX_ATTEMPTS, retryDelayMs, toRetryAfterMs } from './retry.ts';

export interface RetryOptions {
  readonly clock: Clock;
  /** A number from 0 to below 1, for jitter. */
  readonly random: () => number;
}

/**
 * Repeats what can be cured by repetition and nothing else: of a batch only the items that failed, together, after
 * the longest of their waits. Where the wait would pass the deadline the failure is final at once.
 */
export function withRetry(
  send: (requests: readonly GraphRequest[], operation: Operation) => Promise<readonly Outcome[]>,
  { clock, random }: RetryOptions,
) {
  return async (requests: readonly GraphRequest[], operation: Operation): Promise<(object | GraphError)[]> => {
    const results = new Array<object | GraphError>(requests.length);
    let pending = requests.map((request, index) => ({ request, index }));
    for (let attempt = 1; ; attempt++) {
      const outcomes = await send(
        pending.map(({ request }) => request),
        operation,
      );
      const nowMs = clock.now();
      let delayMs = 0;
      pending = pending.filter(({ index }, position) => {
        const outcome = outcomes[position] as Outcome;
        if (!outcome.error) {
          results[index] = outcome.body;
          return false;
        }
        const { error, retryAfter, date } = outcome;
        const retryable = error.details.retryable === true && !operation.signal.aborted;
        const waitMs = retryDelayMs({ attempt, retryAfter, date, nowMs, random: random() });
        if (retryable && attempt < MAX_ATTEMPTS && nowMs + waitMs < operation.deadlineMs) {
          delayMs = Math.max(delayMs, waitMs);
          return true;
        }
        const retryAfterMs = retryable
          ? Math.max(toRetryAfterMs(retryAfter, date, nowMs) ?? 0, 0) || waitMs
          : undefined;
        results[index] = new GraphError(error.code, error.message, {
          ...error.details,
          attempts: attempt,
          retryAfterMs,
        });
        return false;
      });
      if (!pending.length) return results;
      try {
        await sleep(clock, delayMs, operation.signal);
      } catch (reason) {
        for (const { index } of pending) results[index] = toGraphError(reason);
        return results;
      }
    }
  };
}
