import type { Signal } from '../abort.ts';
import type { TokenSource } from './auth.ts';
import { GraphError, toGraphError } from './errors.ts';
import type { Outcome } from './exchange.ts';
import type { Flight } from './flight.ts';
import type { SendPack } from './collector.ts';

/** Gives a token to what is sent; what a refused token cost is sent once more with a fresh one. */
export function withToken(
  send: (flights: readonly Flight[], signal: Signal, token: string) => Promise<readonly Outcome[]>,
  tokens: TokenSource,
): SendPack {
  return async (flights, signal) => {
    let token: string;
    try {
      token = await tokens.token(signal);
    } catch (reason) {
      if (!(reason instanceof GraphError) && !signal.aborted) throw reason;
      return flights.map(() => ({ error: toGraphError(reason), sends: 0 }));
    }
    const outcomes = [...(await send(flights, signal, token))];
    const refused = outcomes.flatMap(({ error }, index) => (error?.details.status === 401 ? [index] : []));
    if (!refused.length) return outcomes;
    tokens.discard(token);
    const freshToken = await tokens.token(signal).catch(() => token);
    if (freshToken === token) return outcomes;
    const again = refused.map((index) => flights[index] as Flight);
    for (const [position, outcome] of (await send(again, signal, freshToken)).entries()) {
      outcomes[refused[position] as number] = { ...outcome, sends: 1 + (outcome.sends ?? 1) };
    }
    return outcomes;
  };
}
