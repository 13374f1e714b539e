import { afterEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createManualClock } from '../support/manual-clock.ts';
import type { TestGateway, TestGatewayOptions } from '../support/gateway.ts';
import { GRAPHQL_URL, openGateway } from '../support/gateway.ts';
import type { Answer, RawAnswer, StubGraph } from '../support/stub-graph.ts';
import { startStubGraph } from '../support/stub-graph.ts';

/** What several operations share, and what an outage costs. */

let graph: StubGraph;
let gateway: TestGateway;

async function start(answer: Answer, options: Partial<TestGatewayOptions> = {}, rawAnswer?: RawAnswer): Promise<void> {
  graph = await startStubGraph(answer, rawAnswer);
  gateway = openGateway({ baseUrl: graph.baseUrl, ...options });
}

afterEach(async () => {
  await gateway.close();
  await graph.close();
});

const toId = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const RECORD = `{ callRecord(id: "${toId(1)}") { version sessions { id } } }`;
const record = { id: toId(1), version: 1, sessions: [{ id: 'a' }] };

/** An answer that comes when the test says. */
function createDoor() {
  let open: () => void = () => undefined;
  let seen: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const asked = new Promise<void>((resolve) => (seen = resolve));
  return { opened, asked, open: () => open(), seen: () => seen() };
}

function ask(query: string, signal?: AbortSignal): Promise<Response> {
  return gateway.gateway.fetch(GRAPHQL_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    ...(signal && { signal }),
  });
}

test('F32: the same record wanted by 200 operations at once is read once, and only one of them bears the cost', async () => {
  const door = createDoor();
  await start(async () => {
    await door.opened;
    return { body: record };
  });
  const answers = Promise.all(Array.from({ length: 200 }, () => gateway.ask(RECORD)));
  await expect.poll(() => graph.requests.length).toBe(1);
  // Every operation has joined once the gateway has come to rest.
  await new Promise((resolve) => systemClock.schedule(300, () => resolve(undefined)));
  door.open();
  const all = await answers;
  expect(graph.requests).toHaveLength(1);
  for (const { data, errors } of all) {
    expect(errors).toBeUndefined();
    expect(data.callRecord).toEqual({ version: 1, sessions: [{ id: 'a' }] });
  }
  const costs = all.map(({ extensions }) => extensions.cost);
  expect(costs.reduce((sum, { upstreamRequests }) => sum + upstreamRequests, 0)).toBe(1);
  expect(costs.every(({ requested }) => requested === 1)).toBe(true);
});

test('F32: by 30 aliases of one operation as well, with whatever selections', async () => {
  await start(() => ({ body: record }));
  const aliases = Array.from({ length: 30 }, (_, index) => `a${index}: callRecord(id: "${toId(1)}") { version }`);
  const { errors, extensions } = await gateway.ask(`{ ${aliases.join(' ')} }`);
  expect(errors).toBeUndefined();
  expect(graph.requests).toHaveLength(1);
  expect(extensions.cost).toEqual({ requested: 1, upstreamRequests: 1, waitedMs: 0 });
});

test('F21: one of two callers leaves: the other gets the answer; both leave: Graph sees the connection cut', async () => {
  const door = createDoor();
  let cutCount = 0;
  await start(
    () => ({ body: record }),
    {},
    (_request, response) => {
      response.once('close', () => (cutCount += response.writableFinished ? 0 : 1));
      void door.opened.then(() => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify(record));
      });
      door.seen();
      return true;
    },
  );
  const [first, second] = [new AbortController(), new AbortController()];
  const left = ask(RECORD, first.signal).catch(() => 'left');
  const stays = ask(RECORD, second.signal);
  await door.asked;
  first.abort();
  await left;
  expect(cutCount).toBe(0);
  door.open();
  expect(await (await stays).json()).toMatchObject({ data: { callRecord: { version: 1 } } });
  expect(graph.calls).toHaveLength(1);

  await gateway.close();
  await graph.close();
  const shut = createDoor();
  cutCount = 0;
  await start(
    () => ({ body: record }),
    {},
    (_request, response) => {
      response.once('close', () => (cutCount += 1));
      shut.seen();
      return true;
    },
  );
  const controllers = [new AbortController(), new AbortController()];
  const gone = controllers.map(({ signal }) => ask(RECORD, signal).catch(() => 'left'));
  await shut.asked;
  for (const controller of controllers) controller.abort();
  await Promise.all(gone);
  await expect.poll(() => cutCount, { timeout: 1_000 }).toBe(1);
  expect(graph.calls).toHaveLength(1);
});

const START_MS = Date.parse('2026-03-02T09:00:00Z');

/** Lets the clock go on, a little after each turn of the machine, until everything is settled. */
async function settle<T>(clock: ReturnType<typeof createManualClock>, work: Promise<T>): Promise<T> {
  let isSettled = false;
  void work.finally(() => (isSettled = true)).catch(() => undefined);
  while (!isSettled) {
    await new Promise((resolve) => systemClock.schedule(2, () => resolve(undefined)));
    await clock.advance(20);
  }
  return work;
}

test('F23: an outage under 200 clients at once costs at most 1.2 tries for each, and 3', async () => {
  const clock = createManualClock(START_MS);
  await start(() => ({ status: 503 }), { clock });
  const queries = Array.from({ length: 200 }, (_, index) => `{ callRecord(id: "${toId(index)}") { version } }`);
  const answers = await settle(clock, Promise.all(queries.map((query) => gateway.ask(query))));
  expect(graph.calls.length).toBeLessThanOrEqual(1.2 * 200 + 3);
  for (const { data, errors } of answers) {
    expect(data).toEqual({ callRecord: null });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
    expect(errors?.[0]?.extensions['retryAfterSeconds']).toBeGreaterThan(0);
  }
  const spent = answers.reduce((sum, { extensions }) => sum + extensions.cost.upstreamRequests, 0);
  expect(spent).toBe(graph.requests.length);
});

test('F23: one after the other as well; then Graph is left alone until one request finds that it is back', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START_MS });
  try {
    const clock = createManualClock(START_MS);
    let isDown = true;
    await start(() => (isDown ? { status: 503 } : { body: record }), { clock });
    for (let index = 0; index < 40; index += 1) {
      await settle(clock, gateway.ask(`{ callRecord(id: "${toId(index)}") { version } }`));
    }
    const triesDown = graph.calls.length;
    expect(triesDown).toBeLessThanOrEqual(1.2 * 40 + 3);
    expect(triesDown).toBe(10);
    expect(gateway.graph.breaker.state()).toBe('open');
    isDown = false;
    const { errors } = await settle(clock, gateway.ask(RECORD));
    expect(errors?.[0]?.message).toContain('left alone');
    expect(graph.calls).toHaveLength(triesDown);
    vi.setSystemTime(START_MS + 5_001);
    expect(await settle(clock, gateway.query(RECORD))).toEqual({
      data: { callRecord: { version: 1, sessions: [{ id: 'a' }] } },
    });
    expect(gateway.graph.breaker.state()).toBe('closed');
  } finally {
    vi.useRealTimers();
  }
});
