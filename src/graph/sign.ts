import type { TokenSource } from './auth.ts';
import { GraphError, toGraphError } from './errors.ts';
import type { GraphRequest, Operation, Outcome } from './exchange.ts';

/** Gives a token to what is sent; what a refused token cost is sent once more with a fresh one. */
export function withToken(
  send: (requests: readonly GraphRequest[], operation: Operation, token: string) => Promise<Outcome[]>,
  tokens: TokenSource,
) {
  return async (requests: readonly GraphRequest[], operation: Operation): Promise<readonly Outcome[]> => {
    try {
      const token = await tokens.token(operation.signal);
      const outcomes = await send(requests, operation, token);
      const refused = outcomes.flatMap(({ error }, index) => (error?.details.status === 401 ? [index] : []));
      if (!refused.length) return outcomes;
      tokens.discard(token);
      const freshToken = await tokens.token(operation.signal);
      if (freshToken === token) return outcomes;
      const again = await send(
        refused.map((index) => requests[index] as GraphRequest),
        operation,
        freshToken,
      );
      for (const [position, index] of refused.entries()) outcomes[index] = again[position] as Outcome;
      return outcomes;
    } catch (reason) {
      if (!(reason instanceof GraphError) && !operation.signal.aborted) throw reason;
      return requests.map(() => ({ error: toGraphError(reason) }));
    }
  };
}
