import { BrokenCircuitError, circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhenResult } from 'cockatiel';
import { GraphError } from './errors.ts';
import type { Outcome } from './exchange.ts';

/** So many exchanges in a row must fail before the next are spared. */
const FAILURES = 10;
/** How long Graph is left alone before one exchange is let through to see, in milliseconds. */
const HALF_OPEN_AFTER_MS = 5_000;

export type BreakerState = 'closed' | 'open' | 'half-open';

export interface Breaker {
  /**
   * The `count` outcomes of an exchange, or, while Graph is down, UPSTREAM_UNAVAILABLE without one. Only a failure of the whole
   * exchange counts: no connection, no answer in time, a status that says that Graph is in trouble.
   */
  execute(count: number, exchange: () => Promise<readonly Outcome[]>): Promise<readonly Outcome[]>;
  state(): BreakerState;
}

export function createBreaker(): Breaker {
  const policy = circuitBreaker(
    handleWhenResult((outcomes) => isDown(outcomes as readonly Outcome[])),
    { halfOpenAfter: HALF_OPEN_AFTER_MS, breaker: new ConsecutiveBreaker(FAILURES) },
  );
  return {
    async execute(count, exchange) {
      try {
        return await policy.execute(exchange);
      } catch (error) {
        if (error instanceof BrokenCircuitError)
          return new Array<Outcome>(count).fill({ error: toOpenError(), sends: 0 });
        throw error;
      }
    },
    state: () => names[policy.state],
  };
}

const names: Readonly<Record<CircuitState, BreakerState>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
  // Held open by hand, which nobody does here.
  [CircuitState.Isolated]: 'open',
};

function isDown(outcomes: readonly Outcome[]): boolean {
  return outcomes.every(
    ({ error }) =>
      error !== undefined &&
      error.details.retryable === true &&
      (error.code === 'UPSTREAM_UNAVAILABLE' || error.code === 'UPSTREAM_TIMEOUT'),
  );
}

function toOpenError(): GraphError {
  return new GraphError(
    'UPSTREAM_UNAVAILABLE',
    'Microsoft Graph is not reachable at the moment; it is being left alone.',
    {
      retryable: true,
      retryAfterMs: HALF_OPEN_AFTER_MS,
    },
  );
}
