import { BrokenCircuitError, circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhenResult } from 'cockatiel';
import { GraphError } from './errors.ts';
import type { Outcome } from './exchange.ts';

/** So many exchanges in a row must fail before the next are spared. */
const FAILURES = 10;
/** How long Graph is left alone before one exchange is let through to see, in milliseconds. */
const HALF_OPEN_AFTER_MS = 5_000;
/** An exchange that was given up after this long would hardly have been answered, in milliseconds. */
const LONG_SILENCE_MS = 5_000;

export type BreakerState = 'closed' | 'open' | 'half-open';

export interface Breaker {
  /**
   * The `count` outcomes of an exchange, or, while Graph is down, UPSTREAM_UNAVAILABLE without one. Only a failure of the whole
   * exchange counts: no connection, no answer in time, a status that says that Graph is in trouble. One that nobody waited
   * for to the end says nothing, unless Graph had been silent for long.
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
        return await policy.execute(async () => {
          const outcomes = await exchange();
          // The policy takes what is thrown for neither good nor bad. A probe must be one of them.
          if (isLeftEarly(outcomes) && policy.state === CircuitState.Closed) throw new LeftEarly(outcomes);
          return outcomes;
        });
      } catch (error) {
        if (error instanceof LeftEarly) return error.outcomes;
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

class LeftEarly extends Error {
  readonly outcomes: readonly Outcome[];

  constructor(outcomes: readonly Outcome[]) {
    super();
    this.outcomes = outcomes;
  }
}

function isLeftEarly(outcomes: readonly Outcome[]): boolean {
  return outcomes.every(({ exchange }) => (exchange?.leftAfterMs ?? Infinity) < LONG_SILENCE_MS);
}

function isDown(outcomes: readonly Outcome[]): boolean {
  return outcomes.every(
    ({ error, exchange }) =>
      exchange?.leftAfterMs !== undefined ||
      (error !== undefined &&
        error.details.retryable === true &&
        (error.code === 'UPSTREAM_UNAVAILABLE' || error.code === 'UPSTREAM_TIMEOUT')),
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
