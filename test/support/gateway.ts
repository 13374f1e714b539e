import type { Capacity } from '../../src/capacity.ts';
import { toCapacity } from '../../src/capacity.ts';
import type { Clock } from '../../src/clock.ts';
import { systemClock } from '../../src/clock.ts';
import type { Gateway, GatewayOptions } from '../../src/gateway.ts';
import { createGateway } from '../../src/gateway.ts';
import type { TokenProvider } from '../../src/graph/auth.ts';
import { createTokenSource, fixedToken } from '../../src/graph/auth.ts';
import { createGraphClient } from '../../src/graph/client.ts';
import type { GraphClient } from '../../src/graph/client.ts';
import type { GraphObserver } from '../../src/graph/observer.ts';
import { observeAll } from '../../src/graph/observer.ts';
import type { ThrottleStore } from '../../src/graph/throttle-store.ts';
import { createMemoryThrottleStore } from '../../src/graph/throttle-store.ts';
import type { Live } from '../../src/live/live.ts';
import { createMetrics } from '../../src/metrics.ts';
import { tell, toldLog } from './told.ts';

export interface TestGatewayOptions extends Partial<Omit<GatewayOptions, 'capacity'>> {
  readonly baseUrl: string;
  readonly accessToken?: string;
  /** Where tokens come from instead of `accessToken`. */
  readonly provider?: TokenProvider;
  /** Longest silence of Graph, in milliseconds of real time. */
  readonly silenceTimeoutMs?: number;
  /** Who counts what Graph allows; without limits unless told. */
  readonly throttleStore?: ThrottleStore;
  readonly capacity?: Capacity;
  readonly observer?: GraphObserver;
  /** Most requests in a batch. */
  readonly batchSize?: number;
  /** How old an answer of Graph may be that is given again; 0 unless told. */
  readonly maxAgeMs?: number;
  /** Makes the feed of changes over the gateway's client. */
  readonly toLive?: (graph: GraphClient) => Live;
  /** The same for calls that ended long ago. */
  readonly settledMaxAgeMs?: () => number;
}

export interface GraphQLAnswer {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test asked for, it knows the shape of
  readonly data?: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

export interface CostedAnswer extends GraphQLAnswer {
  readonly extensions: {
    readonly cost: { readonly requested: number; readonly upstreamRequests: number; readonly waitedMs: number };
  };
}

export interface TestGateway {
  readonly gateway: Gateway;
  readonly graph: GraphClient;
  /** The answer without its cost. */
  query(query: string, variables?: Readonly<Record<string, unknown>>): Promise<GraphQLAnswer>;
  /** The answer with its cost. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<CostedAnswer>;
  close(): Promise<void>;
}

export const GRAPHQL_URL = 'http://gateway.test/graphql';

/** A gateway in this process, over a Graph that speaks HTTP at `baseUrl`. */
export function openGateway(given: TestGatewayOptions): TestGateway {
  const {
    baseUrl,
    accessToken = 'test-token',
    provider,
    silenceTimeoutMs,
    throttleStore,
    observer,
    batchSize,
    maxAgeMs,
    toLive,
    settledMaxAgeMs,
    ...options
  } = given;
  const { capacity = toCapacity(4 * 1024 ** 3), metrics = createMetrics({ ofProcess: false }) } = options;
  const clock: Clock = options.clock ?? systemClock;
  const graph = createGraphClient({
    baseUrl,
    tokens: createTokenSource(provider ?? fixedToken(accessToken), { clock }),
    clock,
    random: () => 0,
    capacity: { ...capacity, ...(silenceTimeoutMs && { silenceMs: silenceTimeoutMs }) },
    observer: observeAll(observer ? [metrics.observer, observer] : [metrics.observer]),
    throttleStore: throttleStore ?? createMemoryThrottleStore({ enforced: false }),
    ...(batchSize && { batchSize }),
    ...(maxAgeMs && { maxAgeMs }),
    ...(given.shared && { shared: given.shared }),
    ...(settledMaxAgeMs && { settledMaxAgeMs }),
  });
  const live = toLive?.(graph);
  const gateway = createGateway({
    graph,
    ...(live && { live }),
    log: toldLog(),
    beta: false,
    operationTimeoutMs: 30_000,
    cursorSecret: 'a secret of the tests',
    createRequestId: () => crypto.randomUUID(),
    isReady: () => true,
    tabs: [],
    ...options,
    capacity,
    metrics,
    clock,
  });
  const ask: TestGateway['ask'] = async (query, variables) => {
    const response = await gateway.fetch(GRAPHQL_URL, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as CostedAnswer;
    if (answer.errors) tell(JSON.stringify(answer.errors));
    return answer;
  };
  return {
    gateway,
    graph,
    ask,
    async query(query, variables) {
      const { data, errors } = await ask(query, variables);
      return { ...(data !== undefined && { data }), ...(errors && { errors }) };
    },
    async close() {
      await gateway.stopSubscriptions();
      await live?.stop();
      tell((await metrics.read()).text);
      await graph.close();
    },
  };
}
