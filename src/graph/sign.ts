import type { TokenSource } from './auth.ts';
import { GraphError, toGraphError } from './errors.ts';
import type { GraphRequest, Operation, Outcome } from './exchange.ts';

/** Gives a token to what is sent; what a refused token cost is sent once more with a fresh one. */
export function withToken(
  send: (requests: readonly GraphRequest[], operation: Operation, token: string) => Promise<Outcome[]>,
  tokens: TokenSource,
) {
  async function trySend(requests: readonly GraphRequest[], operation: Operation, token: string): Promise<Outcome[]> {
    try {
      return await send(requests, operation, token);
    } catch (reason) {
      return toOutcomes(requests, operation, reason);
    }
  }

  return async (requests: readonly GraphRequest[], operation: Operation): Promise<readonly Outcome[]> => {
    let token: string;
    try {
      token = await tokens.token(operation.signal);
    } catch (reason) {
      return toOutcomes(requests, operation, reason);
    }
    const outcomes = await trySend(requests, operation, token);
    const refused = outcomes.flatMap(({ error }, index) => (error?.details.status === 401 ? [index] : []));
    if (!refused.length) return outcomes;
    tokens.discard(token);
    const freshToken = await tokens.token(operation.signal).catch(() => token);
    if (freshToken === token) return outcomes;
    const again = refused.map((index) => requests[index] as GraphRequest);
    for (const [position, outcome] of (await trySend(again, operation, freshToken)).entries()) {
      outcomes[refused[position] as number] = outcome;
    }
    return outcomes;
  };
}

/** One failure for all; anything but a failure of the upstream or an abort is a fault of ours and thrown. */
function toOutcomes(requests: readonly GraphRequest[], { signal }: Operation, reason: unknown): Outcome[] {
  if (!(reason instanceof GraphError) && !signal.aborted) throw reason;
  return requests.map(() => ({ error: toGraphError(reason) }));
}
