import type { Signal } from '../abort.ts';
import type { TokenSource } from './auth.ts';
import { toBatchBody, toBatchOutcomes } from './batch.ts';
import { createByteLedger } from './byte-ledger.ts';
import type { Breaker } from './breaker.ts';
import { createBreaker } from './breaker.ts';
import type { SendPack } from './collector.ts';
import { collect } from './collector.ts';
import { GraphError, toGraphError, toStatusError } from './errors.ts';
import type { ApiVersion, GraphRequest, Meter, Operation, Outcome } from './exchange.ts';
import { toOutcome, toPreferHeader } from './exchange.ts';
import type { Flight } from './flight.ts';
import { withSharedFlights } from './flight.ts';
import { toRelativeUrl } from './next-link.ts';
import type { GraphObserver } from './observer.ts';
import { isRetryableStatus, toRetryAfterMs } from './retry.ts';
import type { DropAllOptions, RecordCache } from './record-cache.ts';
import { createRecordCache } from './record-cache.ts';
import { createRetryBudget } from './retry-budget.ts';
import type { RetryOptions } from './retry-loop.ts';
import { withRetry } from './retry-loop.ts';
import { withToken } from './sign.ts';
import type { Exchange, Subscriptions } from './subscriptions.ts';
import { createSubscriptions } from './subscriptions.ts';
import { withSharedBodies } from './shared-bodies.ts';
import type { SharedStore } from './shared-store.ts';
import { LISTS, toSource } from './subject.ts';
import type { ThrottleGate } from './throttle-gate.ts';
import { withThrottleGate } from './throttle-gate.ts';
import type { ThrottleStore } from './throttle-store.ts';
import { createMemoryThrottleStore } from './throttle-store.ts';
import type { HttpRequest, TransportOptions } from './transport.ts';
import { createTransport } from './transport.ts';

export interface GraphClientOptions extends RetryOptions {
  /** Service root without version, such as `https://graph.microsoft.com`. */
  readonly baseUrl: string;
  readonly tokens: TokenSource;
  /** What this process can hold; as with 4 GB of heap unless told. */
  readonly capacity?: GraphCapacity;
  /** Most requests in a batch, the 20 that Graph takes unless told; 1 sends each by itself. */
  readonly batchSize?: number;
  /** Who counts what Graph allows; this process for itself unless told. */
  readonly throttleStore?: ThrottleStore;
  readonly observer?: GraphObserver;
  /** How old an answer of Graph may be that is given again, in milliseconds; 0, unless told, asks anew each time. */
  readonly maxAgeMs?: number;
  /** The same for records of calls that ended long ago, asked each time; as `maxAgeMs` unless told. */
  readonly settledMaxAgeMs?: () => number;
  /** What replicas keep together; each keeps for itself unless told. */
  readonly shared?: SharedStore;
}

/** All in bytes of JSON, but for the number of connections. */
export interface GraphCapacity extends TransportOptions {
  /** What one operation may read. */
  readonly operationBytes: number;
  /** What all operations under way may hold. */
  readonly heldBytes: number;
  /** How much is kept of what Graph has just answered. */
  readonly recentBytes: number;
}

const MB = 1024 * 1024;
const AMPLE: GraphCapacity = {
  connections: 64,
  answerBytes: 64 * MB,
  operationBytes: 256 * MB,
  heldBytes: 640 * MB,
  recentBytes: 64 * MB,
};
/** When to come back while others hold all there is, in milliseconds. */
const FULL_RETRY_AFTER_MS = 2_000;

/** What is known of changes of call records. */
export interface Records extends Pick<RecordCache, 'watch' | 'watchDropAll'> {
  /**
   * A record has changed: to this version, or to one that is not known. What this process keeps of before is gone when it returns;
   * it resolves, soon, when the same is true of what is shared, or that is away.
   */
  noteChange(recordId: string, version: number | undefined): Promise<void>;
  /**
   * Anything may have changed without a word to this process: what it keeps of before is gone when it returns. `isShared`: without a word
   * to anybody, so that it takes nothing of before from others either.
   */
  dropAll(options?: DropAllOptions): void;
}

/** Reads from Microsoft Graph in as few requests as its protocol allows. */
export interface GraphClient {
  /**
   * Settles every request on its own, in order: a body, or the error it ended with. RESULT_TRUNCATED when the operation
   * has read as much as it may, OVERLOADED when all under way together have.
   */
  readAll(requests: readonly GraphRequest[], operation: Operation): Promise<(object | GraphError)[]>;
  /** An `@odata.nextLink` of a page of that version as a URL for `readAll`; throws INVALID_NEXT_LINK. */
  toRelativeUrl(nextLink: unknown, version?: ApiVersion): string;
  /** Tells that an operation has ended, so that what it has read is held no more. */
  release(meter: Meter): void;
  /** What operations under way hold of Graph's answers, in bytes of JSON. */
  heldBytes(): number;
  /** Graph's limits, and how full they are. */
  readonly gate: Pick<ThrottleGate, 'read' | 'waitingCount'>;
  readonly breaker: Pick<Breaker, 'state'>;
  /** Not retried and not paced: they are rare, and whoever keeps one tries again in a while. */
  readonly subscriptions: Subscriptions;
  /** What is known of changes: what was read before one is not given after it. */
  readonly records: Records;
  close(): Promise<void>;
}

/**
 * The way of everything that leaves, from the outside in:
 *
 * 1. deadline: a caller that gives up is answered at once (`flight.ts`); so is one that has read its share (`byte-ledger.ts`)
 * 2. single flight: what several want at the same time is read once, and what was read lately and has not changed not
 *    again (`flight.ts`, `record-cache.ts`), nor what another replica has read (`shared-bodies.ts`)
 * 3. retry: of each request on its own, within a budget for all (`retry-loop.ts`, `retry-budget.ts`)
 * 4. throttle gate: no sooner than Graph's limits allow (`throttle-gate.ts`)
 * 5. batch: what is let out at the same moment leaves together (`collector.ts`)
 * 6. token, with one replay where it was refused (`sign.ts`)
 * 7. circuit breaker (`breaker.ts`)
 * 8. socket (`transport.ts`)
 */
export function createGraphClient(options: GraphClientOptions): GraphClient {
  const { clock, random, tokens, throttleStore: store = createMemoryThrottleStore() } = options;
  const { capacity = AMPLE, observer = {}, maxAgeMs = 0, settledMaxAgeMs, shared } = options;
  const versionRoots = { 'v1.0': new URL(`${options.baseUrl}/v1.0`), beta: new URL(`${options.baseUrl}/beta`) };
  const transport = createTransport(versionRoots['v1.0'].origin, capacity);
  const breaker = createBreaker();
  const budget = createRetryBudget();
  const sendPack: SendPack = withToken(exchangeUnlessDown, tokens);
  const gate = withThrottleGate(collect(sendPack, { batchSize: options.batchSize }), { clock, store, observer });
  const cache = createRecordCache({ clock, maxAgeMs, settledMaxAgeMs, maxBytes: capacity.recentBytes });
  let dropping = Promise.resolve();
  if (shared) {
    cache.watch((recordId, version) => {
      dropping = shared.drop([{ name: recordId, version }, { name: LISTS }]);
    });
  }
  const readUpstream = withRetry(gate.pass, { clock, random, budget, observer });
  const ledger = createByteLedger();
  const onGiven = (flight: Flight) => ledger.hold(flight.payer, flight.bytes);
  const read = withSharedFlights(
    shared && maxAgeMs > 0
      ? withSharedBodies(readUpstream, { store: shared, cache, clock, observer, onGiven })
      : readUpstream,
    { observer, cache },
  );

  function exchangeUnlessDown(flights: readonly Flight[], signal: Signal, token: string) {
    return breaker.execute(flights.length, () => exchange(flights, signal, token));
  }

  /** One HTTP call, whatever becomes of it; only a fault of ours throws. */
  async function exchange(flights: readonly Flight[], signal: Signal, token: string): Promise<readonly Outcome[]> {
    const payers = new Set(flights.map(({ payer }) => payer));
    for (const payer of payers) payer.httpCalls += 1;
    const left = cache.leave();
    for (const flight of flights) {
      flight.payer.requests += 1;
      flight.left = left;
    }
    const isDemand = flights.some(({ isRetry }) => !isRetry);
    const startedMs = clock.now();
    const watched = observer.exchange?.(flights);
    const end = (outcomes: readonly Outcome[]) => {
      watched?.end(outcomes, clock.now() - startedMs);
      return outcomes;
    };
    try {
      const { outcomes, bytes } = await send(flights, signal, {
        ...watched?.headers,
        authorization: `Bearer ${token}`,
      });
      const isRefused =
        flights.length > 1 && outcomes[0]?.error !== undefined && outcomes[0].error === outcomes[1]?.error;
      budget.note({ isDemand, isAnswered: outcomes.some(({ error }) => !error?.details.retryable) });
      const exchange = { isRefused, bytes };
      return end(outcomes.map((outcome) => ({ ...outcome, exchange })));
    } catch (reason) {
      if (!(reason instanceof GraphError) && !signal.aborted) throw reason;
      budget.note({ isDemand, isAnswered: false });
      const exchange = {
        isRefused: flights.length > 1,
        ...(signal.aborted && { leftAfterMs: clock.now() - startedMs }),
      };
      const outcome = { error: toGraphError(reason), exchange };
      return end(flights.map(() => outcome));
    }
  }

  async function send(
    flights: readonly Flight[],
    signal: Signal,
    given: Readonly<Record<string, string>>,
  ): Promise<{ readonly outcomes: readonly Outcome[]; readonly bytes: number }> {
    const [first] = flights as readonly [Flight];
    const { method, path, headers, body } = toHttpRequest(flights);
    const versionRoot = versionRoots[first.request.version ?? 'v1.0'];
    const answer = await transport.send(
      {
        method,
        path: versionRoot.pathname + path,
        headers: { ...given, ...headers, 'client-request-id': first.requestId },
        ...(body !== undefined && { body }),
        exactMoney: flights.some(({ request }) => request.exactMoney),
      },
      signal,
    );
    for (const flight of flights) {
      flight.bytes = answer.bytes / flights.length;
      ledger.hold(flight.payer, flight.bytes);
    }
    const outcome = toOutcome(answer.status, answer.headers, answer.body);
    const isBatch = flights.length > 1 && !outcome.error;
    return {
      outcomes: isBatch
        ? toBatchOutcomes(outcome.body, flights.length, answer.headers['date'])
        : flights.map(() => outcome),
      bytes: answer.bytes,
    };
  }

  function toLimitError({ meter }: Operation): GraphError | undefined {
    if (meter.bytes >= capacity.operationBytes) {
      return new GraphError('RESULT_TRUNCATED', 'The operation has read as much from Microsoft Graph as one may.');
    }
    if (ledger.heldBytes() < capacity.heldBytes) return undefined;
    const message = 'The operations under way hold as much as this gateway can; come back when some have ended.';
    return new GraphError('OVERLOADED', message, { retryable: true, retryAfterMs: FULL_RETRY_AFTER_MS });
  }

  const exchangeAlone: Exchange = async ({ method, path, body }, signal) => {
    const token = await tokens.token(signal);
    const answer = await transport.send(
      {
        method,
        path: versionRoots['v1.0'].pathname + path,
        headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      },
      signal,
    );
    if (answer.status === 401) tokens.discard(token);
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    const { 'retry-after': retryAfter, date } = answer.headers;
    throw toStatusError(answer.status, {
      retryable: isRetryableStatus(answer.status),
      retryAfterMs: toRetryAfterMs(retryAfter, typeof date === 'string' ? date : undefined, clock.now()),
    });
  };

  return {
    readAll(requests, operation) {
      const { meter } = operation;
      meter.wanted += requests.length;
      if (meter.sources) for (const { url } of requests) meter.sources.add(toSource(url));
      return Promise.all(
        requests.map((request) => {
          const error = toLimitError(operation);
          return error ? Promise.resolve(error) : read(request, operation);
        }),
      );
    },
    release: (meter) => ledger.release(meter),
    heldBytes: () => ledger.heldBytes(),
    toRelativeUrl: (nextLink, version = 'v1.0') => toRelativeUrl(nextLink, versionRoots[version]),
    gate,
    breaker,
    subscriptions: createSubscriptions(exchangeAlone, (link) => toRelativeUrl(link, versionRoots['v1.0'])),
    records: {
      watch: (onChange) => cache.watch(onChange),
      watchDropAll: (onDropAll) => cache.watchDropAll(onDropAll),
      dropAll: (given) => cache.dropAll(given),
      noteChange(recordId, version) {
        cache.noteChange(recordId, version);
        return dropping;
      },
    },
    close() {
      cache.clear();
      return transport.close();
    },
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
