import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createSharedStore } from '../../src/redis/shared-store.ts';
import type { TestGateway, TestGatewayOptions } from '../support/gateway.ts';
import { openGateway } from '../support/gateway.ts';
import { useRedis } from '../support/redis-room.ts';
import { until } from '../support/until.ts';
import type { StubAnswer, StubGraph } from '../support/stub-graph.ts';
import { startStubGraph } from '../support/stub-graph.ts';

const id = '11111111-2222-4333-8444-000000000001';
const RECORD = `{ callRecord(id: "${id}") { version sessions { id } } }`;
const LIST = '{ callRecords(first: 1) { nodes { id version } } }';
const HOUR_MS = 3_600_000;

const redis = useRedis();
let graph: StubGraph;
let version: number;
let answer: (url: string) => StubAnswer | Promise<StubAnswer>;
const gateways: TestGateway[] = [];

beforeEach(async () => {
  version = 1;
  const endDateTime = new Date(systemClock.now() - 48 * HOUR_MS).toISOString();
  answer = (url) => {
    const body = { id, version, endDateTime, sessions: [{ id: `s${version}` }] };
    return { body: url.includes(id) ? body : { value: [body] } };
  };
  graph = await startStubGraph(({ url }) => answer(url));
});

afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.close();
  await graph.close();
});

async function replica(options: Partial<TestGatewayOptions> = {}) {
  const connection = await redis.connect();
  const shared = createSharedStore({ connection, clock: systemClock, createId: randomUUID, waitMs: 500 });
  const gateway = openGateway({
    baseUrl: graph.baseUrl,
    maxAgeMs: 60_000,
    settledMaxAgeMs: () => HOUR_MS,
    shared,
    ...options,
  });
  gateways.push(gateway);
  return { gateway, connection, shared };
}

const versionOf = async ({ gateway }: { readonly gateway: TestGateway }) =>
  (await gateway.ask(RECORD)).data.callRecord.version as number;

/** Until what was sent without waiting for it has been taken. */
const settle = ({ connection }: Awaited<ReturnType<typeof replica>>) => connection.client.ping();

describe('What one replica has read', () => {
  it('is for the others, for nothing', async () => {
    const [a, b] = [await replica(), await replica()];
    const first = await a.gateway.ask(RECORD);
    await settle(a);
    const second = await b.gateway.ask(RECORD);
    expect(second.data).toEqual(first.data);
    expect(second.extensions.cost.upstreamRequests).toBe(0);
    expect(graph.requests).toHaveLength(1);
  });

  it('is gone for all of them once one notes a change', async () => {
    const [a, b, c] = [await replica(), await replica(), await replica()];
    await versionOf(a);
    await settle(a);
    version = 2;
    await b.gateway.graph.records.noteChange(id, 2);
    expect(await versionOf(c)).toBe(2);
    await settle(c);
    expect(await versionOf(b)).toBe(2);
    expect(graph.requests).toHaveLength(2);
  });

  it('is not kept where another notes a change meanwhile', async () => {
    const [a, b, c] = [await replica(), await replica(), await replica()];
    const old = await answer(id);
    let go: () => void = () => undefined;
    answer = () => new Promise((resolve) => (go = () => resolve(old)));
    const under = versionOf(a);
    await expect.poll(() => graph.requests.length).toBe(1);
    await b.gateway.graph.records.noteChange(id, 2);
    go();
    expect(await under).toBe(1);
    await settle(a);
    answer = () => ({ body: { id, version: 2, sessions: [] } });
    expect(await versionOf(c)).toBe(2);
  });

  it('is dropped by each who is told of a change, but for what is of the version that it is told', async () => {
    const { shared } = await replica();
    const begin = async () => (await shared.read([])).since as number;
    const put = (key: string, of: number | undefined, since: number) =>
      shared.put({ key, text: key, lifeMs: HOUR_MS, tags: [{ name: id, version: of }], since });
    const kept = async (...keys: string[]) => (await shared.read(keys)).texts;
    const drop = () => shared.drop([{ name: id, version: 2 }]);
    await drop();
    const before = await begin();
    put('of no version', undefined, before);
    put('of the version', 2, before);
    expect(await kept('of no version', 'of the version')).toEqual(['of no version', 'of the version']);
    await drop();
    put('begun before', undefined, before);
    put('of the version, begun before', 2, before);
    expect(await kept('of no version', 'of the version', 'begun before', 'of the version, begun before')).toEqual([
      undefined,
      'of the version',
      undefined,
      'of the version, begun before',
    ]);
    await shared.drop([{ name: id, version: 1 }]);
    expect(await kept('of the version')).toEqual(['of the version']);
  });

  it('stays when the same replica is told the same again', async () => {
    const [a, b] = [await replica(), await replica({ maxAgeMs: 0, responseMaxAgeMs: 60_000 })];
    await a.gateway.graph.records.noteChange(id, 1);
    await versionOf(b);
    await settle(b);
    await a.gateway.graph.records.noteChange(id, 1);
    const c = await replica({ maxAgeMs: 0, responseMaxAgeMs: 60_000 });
    await versionOf(c);
    expect(graph.requests).toHaveLength(1);
    await c.gateway.graph.records.noteChange(id, 1);
    await versionOf(await replica({ maxAgeMs: 0, responseMaxAgeMs: 60_000 }));
    expect(graph.requests).toHaveLength(2);
  });

  it('is waited for by the others while it is read', async () => {
    const [a, b] = [await replica(), await replica()];
    const body = await answer(id);
    let go: () => void = () => undefined;
    answer = () => new Promise((resolve) => (go = () => resolve(body)));
    const both = [versionOf(a), versionOf(b)];
    await expect.poll(() => graph.requests.length).toBe(1);
    // Both have asked by now: one has claimed it.
    await Promise.all([settle(a), settle(b)]);
    go();
    expect(await Promise.all(both)).toEqual([1, 1]);
    expect(graph.requests).toHaveLength(1);
  });

  it('is asked for together, as it is read in one batch', async () => {
    const a = await replica();
    const toId = (index: number) => `11111111-2222-4333-8444-00000000010${index}`;
    const fields = [1, 2, 3, 4, 5].map((index) => `r${index}: callRecord(id: "${toId(index)}") { version }`);
    answer = () => ({ body: { id, version: 1 } });
    await a.gateway.ask(`{ ${fields.join(' ')} }`);
    expect(graph.calls.map(({ line }) => line)).toEqual(['POST /$batch']);
  });

  it('is read by another where reading it has failed', async () => {
    const [a, b] = [await replica(), await replica()];
    answer = () => ({ status: 403 });
    expect((await a.gateway.ask(RECORD)).errors).toHaveLength(1);
    await settle(a);
    answer = () => ({ body: { id, version: 3, sessions: [] } });
    expect(await versionOf(b)).toBe(3);
  });

  it('keeps the digits of money', async () => {
    const charge = '123456789012345.12';
    const day = new Date(systemClock.now()).toISOString().slice(0, 10);
    const REPORT = `{ pstnCalls(from: "${day}T00:00:00Z", to: "${day}T23:59:59Z") { nodes { charge } } }`;
    const json = `{"value":[{"id":"x","startDateTime":"${day}T01:00:00Z","charge":${charge}}]}`;
    await graph.close();
    graph = await startStubGraph(
      () => ({ status: 404 }),
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(json);
        return true;
      },
    );
    const [a, b] = [await replica(), await replica()];
    const first = await a.gateway.ask(REPORT);
    await settle(a);
    const second = await b.gateway.ask(REPORT);
    expect(first.data.pstnCalls.nodes).toEqual([{ charge }]);
    expect(second.data).toEqual(first.data);
    expect(second.extensions.cost.upstreamRequests).toBe(0);
  });
});

describe('Redis away', () => {
  it('leaves each replica to itself, and is used again when it is back', async () => {
    const [a, b] = [await replica(), await replica()];
    await redis.server.kill();
    expect([await versionOf(a), await versionOf(b)]).toEqual([1, 1]);
    expect(graph.requests).toHaveLength(2);
    await redis.server.start();
    await Promise.all([until(() => a.connection.isUp()), until(() => b.connection.isUp())]);
    await a.gateway.graph.records.noteChange(id, undefined);
    await b.gateway.graph.records.noteChange(id, undefined);
    await versionOf(a);
    await settle(a);
    await versionOf(b);
    expect(graph.requests).toHaveLength(3);
  });

  it('is told of what has changed meanwhile before anything is taken from it', async () => {
    const [a, b, c] = [await replica(), await replica(), await replica()];
    await versionOf(a);
    await settle(a);
    version = 2;
    b.connection.client.disconnect(true);
    await expect.poll(() => b.connection.isUp()).toBe(false);
    await b.gateway.graph.records.noteChange(id, 2);
    await until(() => b.connection.isUp());
    await settle(b);
    expect(await versionOf(c)).toBe(2);
  });

  it('that only hangs costs no more than a moment', async () => {
    const connection = await redis.connect();
    const shared = createSharedStore({ connection, clock: systemClock, createId: randomUUID });
    redis.server.freeze(true);
    const startedMs = systemClock.now();
    for (let index = 0; index < 5; index += 1) {
      expect(await shared.obtain(`key${index}`)).toEqual({});
      expect((await shared.read(['key'])).since).toBeUndefined();
    }
    // One wait of 75 ms, after which it is left alone for a second.
    expect(systemClock.now() - startedMs).toBeLessThan(700);
    redis.server.freeze(false);
  });
});

describe('A whole answer', () => {
  const options = { maxAgeMs: 0, responseMaxAgeMs: 60_000 };

  it('of one replica is given by another, and is gone for all once one notes a change', async () => {
    const [a, b, c] = [await replica(options), await replica(options), await replica(options)];
    const first = await a.gateway.ask(LIST);
    await settle(a);
    expect((await b.gateway.ask(LIST)).data).toEqual(first.data);
    expect(graph.requests).toHaveLength(1);
    version = 2;
    await a.gateway.graph.records.noteChange(id, 2);
    expect((await c.gateway.ask(LIST)).data.callRecords.nodes[0].version).toBe(2);
  });

  it('that one has made of its copy from before is gone once that one is told of the change too', async () => {
    const both = { responseMaxAgeMs: 60_000 };
    const [a, b, c] = [await replica(both), await replica(both), await replica(both)];
    const versionAs = async ({ gateway }: typeof a, alias: string) =>
      (await gateway.ask(`{ ${alias}: callRecord(id: "${id}") { version } }`)).data[alias].version as number;
    await versionAs(b, 'first');
    version = 2;
    await a.gateway.graph.records.noteChange(id, 2);
    expect(await versionAs(b, 'second')).toBe(1);
    await settle(b);
    await b.gateway.graph.records.noteChange(id, 2);
    expect(await versionAs(c, 'second')).toBe(2);
  });

  it.each([
    ['make cursors and pseudonyms otherwise', { cursorSecret: 'another secret' }],
    ['mask telephone numbers otherwise', { masksAllPhones: true }],
    ['read reports from elsewhere', { beta: true }],
    ['are of another build', { build: 'another' }],
  ])('is not shared by those who %s', async (_name, other) => {
    const [a, b] = [await replica(options), await replica({ ...options, ...other })];
    await a.gateway.ask(LIST);
    await settle(a);
    await b.gateway.ask(LIST);
    expect(graph.requests).toHaveLength(2);
  });
});
