import type { TokenSource } from './auth.ts';
import { toBatchBody, toBatchOutcomes } from './batch.ts';
import type { Breaker } from './breaker.ts';
import { createBreaker } from './breaker.ts';
import type { SendPack } from './collector.ts';
import { collect } from './collector.ts';
import { GraphError, toGraphError } from './errors.ts';
import type { ApiVersion, GraphRequest, Operation, Outcome } from './exchange.ts';
import { toOutcome, toPreferHeader } from './exchange.ts';
import type { Flight } from './flight.ts';
import { withSharedFlights } from './flight.ts';
import { toRelativeUrl } from './next-link.ts';
import { createRetryBudget } from './retry-budget.ts';
import type { RetryOptions } from './retry-loop.ts';
import { withRetry } from './retry-loop.ts';
import { withToken } from './sign.ts';
import type { ThrottleGate } from './throttle-gate.ts';
import { withThrottleGate } from './throttle-gate.ts';
import type { ThrottleStore } from './throttle-store.ts';
import { createMemoryThrottleStore } from './throttle-store.ts';
import type { HttpRequest } from './transport.ts';
import { createTransport } from './transport.ts';

export interface GraphClientOptions extends RetryOptions {
  /** Service root without version, such as `https://graph.microsoft.com`. */
  readonly baseUrl: string;
  readonly tokens: TokenSource;
  /** Most connections held at a time, 64 unless told. */
  readonly connections?: number;
  /** Longest silence of Graph in the middle of an exchange, in milliseconds; 20 seconds unless told. */
  readonly silenceTimeoutMs?: number;
  /** Who counts what Graph allows; this process for itself unless told. */
  readonly throttleStore?: ThrottleStore;
}

/** Reads from Microsoft Graph in as few requests as its protocol allows. */
export interface GraphClient {
  /** Settles every request on its own, in order: a body, or the error it ended with. */
  readAll(requests: readonly GraphRequest[], operation: Operation): Promise<(object | GraphError)[]>;
  /** An `@odata.nextLink` of a page of that version as a URL for `readAll`; throws INVALID_NEXT_LINK. */
  toRelativeUrl(nextLink: unknown, version?: ApiVersion): string;
  /** Graph's limits, and how full they are. */
  readonly gate: Pick<ThrottleGate, 'read' | 'waitingCount'>;
  readonly breaker: Pick<Breaker, 'state'>;
  close(): Promise<void>;
}

/**
 * The way of everything that leaves, from the outside in:
 *
 * 1. deadline: a caller that gives up is answered at once (`flight.ts`)
 * 2. single flight: what several want at the same time is read once (`flight.ts`)
 * 3. retry: of each request on its own, within a budget for all (`retry-loop.ts`, `retry-budget.ts`)
 * 4. throttle gate: no sooner than Graph's limits allow (`throttle-gate.ts`)
 * 5. batch: what is let out at the same moment leaves together (`collector.ts`)
 * 6. token, with one replay where it was refused (`sign.ts`)
 * 7. circuit breaker (`breaker.ts`)
 * 8. socket (`transport.ts`)
 */
export function createGraphClient(options: GraphClientOptions): GraphClient {
  const { clock, random, tokens, throttleStore: store = createMemoryThrottleStore() } = options;
  const versionRoots = { 'v1.0': new URL(`${options.baseUrl}/v1.0`), beta: new URL(`${options.baseUrl}/beta`) };
  const transport = createTransport(versionRoots['v1.0'].origin, options.connections ?? 64, options.silenceTimeoutMs);
  const breaker = createBreaker();
  const budget = createRetryBudget();
  const sendPack: SendPack = withToken(exchangeUnlessDown, tokens);
  const gate = withThrottleGate(collect(sendPack), { clock, store });
  const read = withSharedFlights(withRetry(gate.pass, { clock, random, budget }));

  function exchangeUnlessDown(flights: readonly Flight[], signal: AbortSignal, token: string) {
    return breaker.execute(flights.length, () => exchange(flights, signal, token));
  }

  /** One HTTP call, whatever becomes of it; only a fault of ours throws. */
  async function exchange(flights: readonly Flight[], signal: AbortSignal, token: string): Promise<readonly Outcome[]> {
    const payers = new Set(flights.map(({ payer }) => payer));
    for (const payer of payers) payer.httpCalls += 1;
    for (const { payer } of flights) payer.requests += 1;
    const isDemand = flights.some(({ isRetry }) => !isRetry);
    try {
      const outcomes = await send(flights, signal, token);
      const isRefused =
        flights.length > 1 && outcomes[0]?.error !== undefined && outcomes[0].error === outcomes[1]?.error;
      budget.note({ isDemand, isAnswered: outcomes.some(({ error }) => !error?.details.retryable) });
      const exchange = { isRefused };
      return outcomes.map((outcome) => ({ ...outcome, exchange }));
    } catch (reason) {
      if (!(reason instanceof GraphError) && !signal.aborted) throw reason;
      budget.note({ isDemand, isAnswered: false });
      const outcome = { error: toGraphError(reason), exchange: { isRefused: flights.length > 1 } };
      return flights.map(() => outcome);
    }
  }

  async function send(flights: readonly Flight[], signal: AbortSignal, token: string): Promise<readonly Outcome[]> {
    const [first] = flights as readonly [Flight];
    const { method, path, headers, body } = toHttpRequest(flights);
    const versionRoot = versionRoots[first.request.version ?? 'v1.0'];
    const answer = await transport.send(
      {
        method,
        path: versionRoot.pathname + path,
        headers: { ...headers, authorization: `Bearer ${token}`, 'client-request-id': first.requestId },
        ...(body !== undefined && { body }),
        exactMoney: flights.some(({ request }) => request.exactMoney),
      },
      signal,
    );
    const outcome = toOutcome(answer.status, answer.headers, answer.body);
    if (flights.length === 1) return [outcome];
    return outcome.error ? flights.map(() => outcome) : toBatchOutcomes(outcome.body, flights.length);
  }

  return {
    readAll(requests, operation) {
      operation.meter.wanted += requests.length;
      return Promise.all(requests.map((request) => read(request, operation)));
    },
    toRelativeUrl: (nextLink, version = 'v1.0') => toRelativeUrl(nextLink, versionRoots[version]),
    gate,
    breaker,
    close: () => transport.close(),
  };
}

/** A request alone goes as it is; several share a batch. */
function toHttpRequest(flights: readonly Flight[]): HttpRequest {
  const [first, second] = flights;
  if (first && !second) {
    return { method: 'GET', path: first.request.url, headers: { prefer: toPreferHeader(first.request) } };
  }
  return {
    method: 'POST',
    path: '/$batch',
    headers: { 'content-type': 'application/json' },
    body: toBatchBody(flights),
  };
}
