const MOST = 3;
const SHARE = 0.2;

/**
 * Keeps retries from multiplying an outage (as Envoy's retry budget does): while nothing succeeds there are at most 3,
 * and one for every five exchanges that were no retries. An exchange is one HTTP call, whatever it carries.
 */
export interface RetryBudget {
  /** Notes an exchange; `isDemand` when it carried something for the first time, `isAnswered` when Graph is there. */
  note(exchange: { readonly isDemand: boolean; readonly isAnswered: boolean }): void;
  /** Whether what failed in this exchange may be sent again; the same answer for everything that was in it. */
  allows(exchange: object): boolean;
}

export function createRetryBudget(): RetryBudget {
  let credit = MOST;
  const verdicts = new WeakMap<object, boolean>();
  return {
    note({ isDemand, isAnswered }) {
      if (isAnswered) credit = MOST;
      else if (isDemand) credit = Math.min(MOST, credit + SHARE);
    },
    allows(exchange) {
      let verdict = verdicts.get(exchange);
      if (verdict === undefined) {
        verdict = credit >= 1;
        if (verdict) credit -= 1;
        verdicts.set(exchange, verdict);
      }
      return verdict;
    },
  };
}
