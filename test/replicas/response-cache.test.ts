import { afterEach, beforeEach, expect, test } from 'vitest';
import { REDIS_SERVER } from '../support/redis-server.ts';
import { requirePart } from '../support/required-part.ts';
import { until } from '../support/until.ts';
import type { ReplicaProcess } from './replica.ts';
import type { SimulatedReplicas } from './simulated-replicas.ts';
import { openSimulatedReplicas } from './simulated-replicas.ts';
import type { Subscriber } from './subscriber.ts';
import { startSubscriber } from './subscriber.ts';

const LONG_MS = 60_000;

let stage: SimulatedReplicas | undefined;
let subscribers: readonly Subscriber[] = [];

beforeEach((context) => requirePart(context, REDIS_SERVER, 'redis-server'));
afterEach(async () => {
  await Promise.all(subscribers.map((subscriber) => subscriber.stop()));
  await stage?.close();
}, LONG_MS);

interface Answer<T> {
  readonly data: T;
  readonly errors?: unknown;
  readonly extensions: { readonly cost: { readonly requested: number; readonly upstreamRequests: number } };
}

async function ask<T>({ url }: ReplicaProcess, query: string): Promise<Answer<T>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as Answer<T>;
}

test(
  'an answer that one replica has made is given by the other, and by neither once the record is notified to have changed',
  async () => {
    // Nothing but whole answers is kept.
    const env = { RESPONSE_CACHE_SECONDS: '60', CACHE_SECONDS: '0', CACHE_SETTLED_SECONDS: '0' };
    stage = await openSimulatedReplicas({ isNotified: true, env });
    const { simulator, calls, replicas } = stage;
    const [one, other] = replicas as [ReplicaProcess, ReplicaProcess];
    subscribers = replicas.map(({ url }) => startSubscriber(url, false));
    const untilTold = (id: string, version: number) =>
      until(
        () =>
          subscribers.every((subscriber) =>
            subscriber.received().some((it) => it.callRecordId === id && it.version === version),
          ),
        20_000,
      );
    await until(async () => {
      const all = await Promise.all(replicas.map((replica) => replica.status()));
      return all.every(({ live }) => live.subscribers === 1);
    });

    const { id, version } = simulator.control.endCall();
    await untilTold(id, version);
    const record = `{ callRecord(id: "${id}") { version sessions { id } } }`;
    const list = '{ callRecords(first: 5) { nodes { id version } } }';
    type OfRecord = { callRecord: { version: number; sessions: unknown[] } };
    type OfList = { callRecords: { nodes: { id: string; version: number }[] } };
    /** How many requests reach Graph meanwhile, the keeper's for its subscription left out. */
    const count = async (work: () => Promise<unknown>) => {
      const before = calls.length;
      await work();
      return calls.slice(before).filter(({ url }) => url.includes('callRecords') || url.includes('$batch')).length;
    };

    const first = await ask<OfRecord>(one, record);
    const firstList = await ask<OfList>(one, list);
    expect(first.data.callRecord.version).toBe(version);
    expect(firstList.data.callRecords.nodes).toContainEqual({ id, version });
    expect([first, firstList].map(({ extensions }) => extensions.cost.upstreamRequests)).toEqual([1, 1]);

    const requests = await count(async () => {
      const second = await ask<OfRecord>(other, record);
      const secondList = await ask<OfList>(other, list);
      expect([second.data, secondList.data]).toEqual([first.data, firstList.data]);
      expect([second, secondList].map(({ extensions }) => extensions.cost.upstreamRequests)).toEqual([0, 0]);
    });
    expect(requests).toBe(0);

    const raised = simulator.control.raiseVersion(id).version;
    expect(raised).toBe(version + 1);
    await untilTold(id, raised);
    for (const replica of [other, one]) {
      expect((await ask<OfRecord>(replica, record)).data.callRecord.version).toBe(raised);
      expect((await ask<OfList>(replica, list)).data.callRecords.nodes).toContainEqual({ id, version: raised });
    }
    // What the one has read again is the other's again.
    expect(await count(() => Promise.all(replicas.map((replica) => ask(replica, record))))).toBe(0);
  },
  LONG_MS,
);
