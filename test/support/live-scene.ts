import { onTestFinished } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { systemClock } from '../../src/clock.ts';
import type { GraphClient } from '../../src/graph/client.ts';
import type { RecordChange } from '../../src/live/change.ts';
import type { Live, Shared } from '../../src/live/live.ts';
import { toLive } from '../../src/live-parts.ts';
import { createMetrics } from '../../src/metrics.ts';
import { startHttpServer } from '../../src/server.ts';
import type { Simulator, SimulatorOptions } from '../../src/simulator/server.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { GRAPHQL_URL, openGateway } from './gateway.ts';
import type { GraphDoor } from './graph-door.ts';
import { openGraphDoor } from './graph-door.ts';
import { ownParts } from './live.ts';
import type { ManualClock } from './manual-clock.ts';
import { createManualClock } from './manual-clock.ts';
import { readServerSentEvents } from './server-sent-events.ts';
import { toldLog } from './told.ts';

export interface ToldChange extends Pick<RecordChange, 'version'> {
  readonly kind: string;
  readonly callRecordId: string;
}

export interface LiveGateway {
  readonly live: Live;
  readonly shared: Shared;
  /** What a subscriber that was there from the start was told. */
  readonly told: readonly ToldChange[];
  /** Where Graph posts changes. */
  readonly notificationUrl: string;
  get(path: string): Promise<Response>;
  /** The value of a figure; undefined where it is not there. */
  metric(name: string): Promise<number | undefined>;
  stop(): Promise<void>;
}

export interface LiveGatewayOptions {
  readonly shared?: Shared;
  readonly participantIds?: readonly string[];
  readonly sweepMs?: number;
  /** How often the subscription is looked after. */
  readonly checkMs?: number;
  /** Where Graph reaches it; where it listens unless told. */
  readonly notificationUrl?: string;
}

export interface LiveScene {
  readonly clock: ManualClock;
  readonly simulator: Simulator;
  readonly control: Simulator['control'];
  readonly door: GraphDoor;
  /** A gateway with a subscriber, once it has subscribed as far as it can. */
  open(options?: LiveGatewayOptions): Promise<LiveGateway>;
  /** Moves time on; whatever is on a socket arrives in no time. */
  advance(ms: number): Promise<void>;
  /** Lets everything arrive that is on a socket. */
  settle(): Promise<void>;
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
/** In office hours. */
const START_MS = Date.parse('2026-09-16T14:20:30.250Z');
/** How long the simulator waits for answers; it waits for nothing else as long. */
const POST_TIMEOUT_MS = 10_000;
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Gateways on sockets over the simulator, all by one clock that stands still unless told to move; it lives as long as the test. */
export async function openLiveScene(options: Partial<SimulatorOptions> = {}): Promise<LiveScene> {
  const clock = createManualClock(START_MS);
  let underWay = 0;
  let reading = 0;
  const opened: LiveGateway[] = [];

  /** Tells the posts that wait for an answer. */
  const clockOfSimulator: Clock = {
    now: () => clock.now(),
    schedule(delayMs, fn) {
      if (delayMs !== POST_TIMEOUT_MS) return clock.schedule(delayMs, fn);
      underWay += 1;
      let isOver = false;
      const end = () => {
        if (!isOver) underWay -= 1;
        isOver = true;
      };
      const cancel = clock.schedule(delayMs, () => {
        end();
        fn();
      });
      return () => {
        end();
        cancel();
      };
    },
  };
  const simulator = await startSimulator({ clock: clockOfSimulator, ...options });
  const door = await openGraphDoor(simulator.baseUrl, clock);
  const isBusy = () => underWay > door.waitingCount();

  async function settle(): Promise<void> {
    const untilMs = systemClock.now() + 10_000;
    for (let calm = 0; calm < 4; calm = isBusy() ? 0 : calm + 1) {
      if (systemClock.now() > untilMs) throw new Error(`${underWay} requests are not answered`);
      await turn();
    }
  }

  function watched(graph: GraphClient): GraphClient {
    const counted = async <Result>(call: Promise<Result>): Promise<Result> => {
      underWay += 1;
      try {
        return await call;
      } finally {
        underWay -= 1;
      }
    };
    const { subscriptions } = graph;
    return {
      ...graph,
      async readAll(...args) {
        reading += 1;
        try {
          return await graph.readAll(...args);
        } finally {
          reading -= 1;
        }
      },
      subscriptions: {
        list: (...args) => counted(subscriptions.list(...args)),
        get: (...args) => counted(subscriptions.get(...args)),
        create: (...args) => counted(subscriptions.create(...args)),
        renew: (...args) => counted(subscriptions.renew(...args)),
        reauthorize: (...args) => counted(subscriptions.reauthorize(...args)),
        remove: (...args) => counted(subscriptions.remove(...args)),
      },
    };
  }

  async function open(given: LiveGatewayOptions = {}): Promise<LiveGateway> {
    const metrics = createMetrics({ ofProcess: false });
    const shared = given.shared ?? ownParts(clock);
    const leaving = new AbortController();
    let live: Live | undefined;
    const gateway = openGateway({
      baseUrl: door.baseUrl,
      accessToken: simulator.accessToken,
      clock,
      metrics,
      observer: {
        exchange() {
          underWay += 1;
          return { end: () => (underWay -= 1) };
        },
      },
      toLive(graph) {
        const { participantIds = [], sweepMs = HOUR_MS } = given;
        live = toLive(
          {
            notificationUrl: undefined,
            participantIds,
            sweepMs,
            logSize: 1_000,
            subscriptions: { perCaller: 1, total: 1 },
          },
          {
            graph: watched(graph),
            shared,
            clock,
            random: () => 0.5,
            createRequestId: () => crypto.randomUUID(),
            secret: 'a secret of the tests that gateways share',
            log: toldLog(),
            metrics: metrics.live,
            ...(given.checkMs && { checkMs: given.checkMs }),
          },
        );
        return live;
      },
    });
    const server = await startHttpServer(gateway.gateway.listener, { host: '127.0.0.1', port: 0, clock: systemClock });
    const told: ToldChange[] = [];
    const response = await gateway.gateway.fetch(GRAPHQL_URL, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { callRecordChanged { kind version callRecordId } }' }),
      signal: leaving.signal,
    });
    void (async () => {
      for await (const { data } of readServerSentEvents(response)) {
        const change = (data as { data?: { callRecordChanged?: ToldChange } } | undefined)?.data?.callRecordChanged;
        if (change) told.push(change);
      }
    })().catch(() => undefined);
    await settle();
    const notificationUrl = given.notificationUrl ?? server.url;
    live?.start(notificationUrl);
    await settle();
    let stopped: Promise<void> | undefined;
    const one: LiveGateway = {
      live: live as Live,
      shared,
      told,
      notificationUrl: `${notificationUrl}/notifications/call-records`,
      get: (path) => gateway.gateway.fetch(`http://gateway.test${path}`),
      async metric(name) {
        const text = await (await one.get('/metrics')).text();
        const value = new RegExp(`^${name.replace(/[{}"]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1];
        return value === undefined ? undefined : Number(value);
      },
      stop: () =>
        (stopped ??= (async () => {
          leaving.abort();
          await gateway.close();
          await server.stop(0);
        })()),
    };
    opened.push(one);
    return one;
  }

  onTestFinished(async () => {
    door.refuse = () => undefined;
    for (const gateway of opened) await gateway.stop();
    await door.close();
    await simulator.close();
  });
  return {
    clock,
    simulator,
    control: simulator.control,
    door,
    open,
    settle,
    async advance(ms) {
      const untilMs = clock.now() + ms;
      await settle();
      while (clock.msToNext() <= untilMs - clock.now()) {
        await clock.advanceToNext();
        if (underWay || reading) await settle();
      }
      await clock.advance(untilMs - clock.now());
    },
  };
}

/** (record, version) of each change, in order. */
export const toVersions = (changes: readonly ToldChange[]) =>
  changes.map(({ callRecordId, version }) => `${callRecordId} ${version}`);
