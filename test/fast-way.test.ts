import { createHash } from 'node:crypto';
import { request as sendRequest } from 'node:http';
import fc from 'fast-check';
import type { DocumentNode } from 'graphql';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { toCapacity } from '../src/capacity.ts';
import { systemClock } from '../src/clock.ts';
import { createPlanBook } from '../src/execution/plan-book.ts';
import type { Gateway } from '../src/gateway.ts';
import { createMetrics } from '../src/metrics.ts';
import { schema } from '../src/schema/index.ts';
import type { HttpServer } from '../src/server.ts';
import { startHttpServer } from '../src/server.ts';
import { showcase } from '../src/simulator/showcase.ts';
import type { TestGateway } from './support/gateway.ts';
import { GRAPHQL_URL, openGateway } from './support/gateway.ts';
import { drawQuestion, toOperation } from './support/random-question.ts';
import type { SimulatedGateway } from './support/simulator.ts';
import { openSimulatedGateway } from './support/simulator.ts';
import type { StubAnswer, StubGraph } from './support/stub-graph.ts';
import { startStubGraph } from './support/stub-graph.ts';

/** Whichever way a request takes, status, headers and body are the same. */

vi.setConfig({ testTimeout: 120_000 });

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };
const requestId = '6f1b9f0e-6c0a-4a53-9f57-0d3a5d1b9c11';
const metrics = createMetrics({ ofProcess: false });

let fast: SimulatedGateway;
let slow: SimulatedGateway;
const servers: HttpServer[] = [];

beforeAll(async () => {
  const shared = { clock, beta: true, createRequestId: () => requestId };
  fast = await openSimulatedGateway({ clock }, { ...shared, metrics });
  // A plugin from outside, whatever it does, keeps everything on Yoga's way.
  slow = await openSimulatedGateway({ clock }, { ...shared, plugins: [{}] });
  for (const { gateway } of [fast, slow]) {
    servers.push(await startHttpServer(gateway.listener, { host: '127.0.0.1', port: 0, clock: systemClock }));
  }
});

afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop(0)));
  await Promise.all([fast.close(), slow.close()]);
});

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Received {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

const HEADERS = { 'content-type': 'application/json' };

async function fetchFrom(
  { gateway }: { readonly gateway: Gateway },
  { method = 'POST', path = '', headers, body }: Sent,
) {
  const init = { method, headers: { ...HEADERS, ...headers }, ...(method === 'POST' && { body }) };
  const response = await gateway.fetch(`${GRAPHQL_URL}${path}`, init);
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
}

function sendTo({ url }: HttpServer, { method = 'POST', path = '', headers, body }: Sent): Promise<Received> {
  return new Promise((resolve, reject) => {
    const all = { ...HEADERS, 'content-length': String(Buffer.byteLength(body)), ...headers };
    const request = sendRequest(`${url}/graphql${path}`, { method, headers: all }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { date, ...rest } = response.headers;
        expect(date).toBeDefined();
        resolve({ status: response.statusCode, headers: rest, body: Buffer.concat(chunks).toString() });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function expectSame(sent: Sent): Promise<Received> {
  const [ofFast, ofSlow] = await Promise.all([fetchFrom(fast, sent), fetchFrom(slow, sent)]);
  expect(ofFast).toEqual(ofSlow);
  const [fastServer, slowServer] = servers as [HttpServer, HttpServer];
  const [bySocket, bySlowSocket] = await Promise.all([sendTo(fastServer, sent), sendTo(slowServer, sent)]);
  expect(bySocket).toEqual(bySlowSocket);
  expect(bySocket.body).toBe(ofFast.body);
  return bySocket;
}

/** Which of two fields fails first is a matter of time. */
function toOrdered(received: Awaited<ReturnType<typeof fetchFrom>> | undefined) {
  const { errors = [], ...rest } = JSON.parse(received?.body ?? '{}') as { errors?: { path: unknown }[] };
  const ordered = errors.map((error) => JSON.stringify(error)).sort();
  return { ...received, body: { ...rest, errors: ordered } };
}

async function countFast(of = metrics): Promise<number> {
  return Number(/^gateway_fast_answers_total (\d+)/m.exec((await of.read()).text)?.[1]);
}

const accept = fc.constantFrom(
  undefined,
  '*/*',
  'application/json',
  'application/graphql-response+json',
  'application/graphql-response+json,application/json;q=0.9',
  'application/json, multipart/mixed',
  'multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json;q=0.9',
  'text/html,application/xhtml+xml,*/*;q=0.8',
  'Application/JSON',
  'application/json; charset=utf-8',
  'application/json; charset=latin1',
  'application/*',
  'text/html',
  'text/event-stream',
  '',
);
const header = fc.record(
  {
    accept,
    'content-type': fc.constantFrom(
      'application/json',
      'application/json; charset=utf-8',
      'application/json-seq',
      'text/plain',
      'application/graphql',
    ),
    'x-request-id': fc.constantFrom('0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9', 'not a guid', ''),
    'content-encoding': fc.constantFrom('gzip', 'identity'),
  },
  { requiredKeys: [] },
);
const plainHeader = fc.record({
  accept: fc.constantFrom('*/*', 'application/json', 'application/graphql-response+json'),
});
const toHeaders = (drawn: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(drawn).filter((entry): entry is [string, string] => entry[1] !== undefined));

const goodQuery = fc
  .array(
    fc.gen().map((gen) => drawQuestion(gen)),
    { minLength: 1, maxLength: 2 },
  )
  .map((questions) => toOperation(questions));

/** Documents with fragments, directives, variables and operations by name. */
const shaped = fc.record({
  query: fc.constantFrom(
    'query A($id: ID!, $with: Boolean!) { callRecord(id: $id) { ...R sessions @include(if: $with) { id } } } fragment R on CallRecord { id type @skip(if: $with) }',
    'query A($id: ID!, $n: Int = 2) { a: callRecord(id: $id) { sessions(first: $n) { id caller { ... on ParticipantEndpoint { name } __typename } } } } query B { __typename }',
    'query A($id: ID!) { callRecord(id: $id) { id } callRecord(id: $id) { participants { id } } }',
    'query A($id: ID!) { callRecord(id: $id) { constructor: id toString: type then: version } }',
    'query A($id: ID!) { callRecord(id: $id) { __proto__: id } }',
    'query A($id: ID!, $n: Int) { callRecord(id: $id) { id participants(first: $n) { id } } }',
    'query A($from: DateTime) { callRecords(first: 3, filter: { from: $from }) { nodes { id } } }',
    'query A { __schema { queryType { name } } }',
    'query A { callRecords(first: 1000) { nodes { id } } }',
    'query A { callRecord(id: "nonsense") { id } }',
    'query A { callRecord(id: "00000000-0000-0000-0000-000000000000") { id } }',
    'query A { callRecords(first: 2) { nodes { id ... @defer { sessions { id } } } } }',
    'query A { nothing }',
    'mutation A { nothing }',
    'subscription A { nothing }',
    'query A {',
    '',
    '{ __typename }',
    'fragment R on CallRecord { id }',
  ),
  variables: fc.option(
    fc.record(
      {
        id: fc.constantFrom<unknown[]>(showcase.meeting, showcase.peerToPeer, 'x', 7, null),
        with: fc.constantFrom<unknown[]>(true, false, 'true', null),
        n: fc.constantFrom<unknown[]>(1, 3, 0, -1, 1.5, '2', null),
        from: fc.constantFrom<unknown[]>('2026-06-10T00:00:00Z', 'yesterday', 5),
      },
      { requiredKeys: [] },
    ),
    { nil: undefined },
  ),
  operationName: fc.constantFrom(undefined, null, 'A', 'B', 'C', ''),
  extensions: fc.constantFrom(undefined, null, {}, { persistedQuery: { version: 1 } }),
});

const junk = fc.oneof(
  fc.constantFrom(
    '',
    '{',
    'null',
    '[]',
    '"{}"',
    '7',
    '{}',
    '[{"query":"{ __typename }"}]',
    '\uFEFF{"query":"{ __typename }"}',
  ),
  fc.json(),
  fc
    .record({ query: fc.constantFrom<unknown[]>('{ __typename }', 7, null, ['{ __typename }'], {}) })
    .map((body) => JSON.stringify(body)),
  fc
    .record(
      {
        query: fc.constant('{ __typename }'),
        variables: fc.constantFrom<unknown[]>([], 'x', 7, {}, null),
        operationName: fc.constantFrom<unknown[]>(7, {}, null, ''),
        extensions: fc.constantFrom<unknown[]>([], 'x', {}, null),
        id: fc.constantFrom<unknown[]>('x', null),
        __proto__: fc.constantFrom<unknown[]>({ x: 1 }),
      },
      { requiredKeys: ['query'] },
    )
    .map((body) => JSON.stringify(body)),
);

describe('both ways answer alike', () => {
  it('what is plain and good, which takes the fast way', async () => {
    let asked = 0;
    const before = await countFast();
    await fc.assert(
      fc.asyncProperty(goodQuery, plainHeader, async (query, headers) => {
        const { status, body } = await expectSame({ headers, body: JSON.stringify({ query }) });
        expect(status).toBe(200);
        if (!body.includes('"errors"')) asked += 2;
      }),
      { numRuns: 60 },
    );
    expect(asked).toBeGreaterThan(100);
    expect((await countFast()) - before).toBe(asked);
  });

  it('whatever a document, its variables and its operation are', async () => {
    await fc.assert(
      fc.asyncProperty(shaped, header, async (body, headers) => {
        await expectSame({ headers: toHeaders(headers), body: JSON.stringify(body) });
      }),
      { numRuns: 300 },
    );
  });

  it('whatever a body is', async () => {
    await fc.assert(
      fc.asyncProperty(junk, header, async (body, headers) => {
        await expectSame({ headers: toHeaders(headers), body });
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['another method', { method: 'PUT', body: '{"query":"{ __typename }"}' }],
    ['a query behind the path', { path: '?query=%7B__typename%7D', body: '{"query":"{ __typename }"}' }],
    ['a path below', { path: '/x', body: '{"query":"{ __typename }"}' }],
    [
      'a body beyond a megabyte',
      { body: JSON.stringify({ query: '{ __typename }', variables: { x: 'x'.repeat(1_000_001) } }) },
    ],
  ])('%s', async (_what, sent) => {
    await expectSame(sent);
  });
});

/** An answer but for what it has cost. */
const withoutCost = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer, (key, value: unknown) => (key === 'cost' ? undefined : value)));

describe('both ways answer alike over a Graph that fails', () => {
  /** Which requests fail, and how: the same ones for both. */
  let seed = 0;
  const stubs: StubGraph[] = [];
  let pair: readonly [TestGateway, TestGateway];

  const toOutcome = (url: string): StubAnswer | undefined => {
    const dice = createHash('sha256').update(`${seed} ${url}`).digest();
    if (dice.readUInt8(0) > 50) return undefined;
    return [{ status: 403 }, { status: 404 }, { status: 400 }, { body: [] }, { body: { value: 'nothing' } }][
      dice.readUInt8(1) % 5
    ];
  };

  beforeAll(async () => {
    const { baseUrl, accessToken } = fast.simulator;
    for (let count = 0; count < 2; count += 1) {
      const stub = await startStubGraph(async ({ url, headers }) => {
        const fault = toOutcome(url);
        if (fault) return fault;
        const { prefer } = headers;
        const response = await fetch(`${baseUrl}/v1.0${url}`, {
          headers: { authorization: `Bearer ${accessToken}`, ...(prefer && { prefer }) },
        });
        const text = await response.text();
        return { status: response.status, body: JSON.parse(text.replaceAll(baseUrl, stub.baseUrl)) as unknown };
      });
      stubs.push(stub);
    }
    const [ofFast, ofSlow] = stubs as [StubGraph, StubGraph];
    const shared = { clock, createRequestId: () => requestId };
    pair = [
      openGateway({ baseUrl: ofFast.baseUrl, ...shared }),
      openGateway({ baseUrl: ofSlow.baseUrl, ...shared, plugins: [{}] }),
    ];
  });
  afterAll(() => Promise.all([...pair, ...stubs].map((each) => each.close())));

  const queries = fc.oneof(
    goodQuery,
    fc.constantFrom(
      `{ callRecord(id: "${showcase.townHall}") { id sessions { id } participants { id } } }`,
      '{ callRecords(first: 130) { nodes { id type sessions(first: 1) { id } } } }',
      `{ a: callRecord(id: "${showcase.meeting}") { quality { verdict } } b: callRecord(id: "${showcase.pstnCall}") { summary { participantCount } } }`,
    ),
  );

  it('and ask the same of it', async () => {
    let failed = 0;
    await fc.assert(
      fc.asyncProperty(queries, fc.nat(1_000_000), async (query, drawn) => {
        seed = drawn;
        for (const { requests } of stubs) requests.length = 0;
        const sent = { body: JSON.stringify({ query }) };
        const [ofFast, ofSlow] = await Promise.all(pair.map(({ gateway }) => fetchFrom({ gateway }, sent)));
        const [urls = [], slowUrls = []] = stubs.map(({ requests }) => requests.map(({ url }) => url).sort());
        if (!ofFast?.body.includes('"errors"')) {
          expect(toOrdered(ofFast)).toEqual(toOrdered(ofSlow));
          expect(urls).toEqual(slowUrls);
          return;
        }
        failed += 1;
        // What was under way when the plan gave up can be a request more than Yoga would have come to; never one less.
        expect(withoutCost(toOrdered(ofFast))).toEqual(withoutCost(toOrdered(ofSlow)));
        expect(slowUrls.filter((url) => !urls.includes(url))).toEqual([]);
        expect(urls.length - slowUrls.length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 80 },
    );
    expect(failed).toBeGreaterThan(20);
  });
});

describe('the fast way', () => {
  it('takes an empty name of an operation for what Yoga takes it', async () => {
    await expectSame({ body: JSON.stringify({ query: '{ __typename }' }) });
    const { status } = await expectSame({ body: JSON.stringify({ query: '{ __typename }', operationName: '' }) });
    expect(status).toBe(400);
  });

  it('is taken by those too who had to wait for a place', async () => {
    const own = createMetrics({ ofProcess: false });
    const few = await openSimulatedGateway(
      { clock },
      { clock, metrics: own, capacity: { ...toCapacity(4e9), operations: 2 } },
    );
    const answers = await Promise.all(
      Array.from({ length: 9 }, () => few.query('{ callRecords(first: 2) { nodes { id } } }')),
    );
    expect(answers.filter(({ errors }) => errors)).toEqual([]);
    expect(await countFast(own)).toBe(9);
    await few.close();
  });

  it('answers 503 at once when there is no place even to wait', async () => {
    const few = await openSimulatedGateway({ clock }, { clock, capacity: { ...toCapacity(4e9), operations: 1 } });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        fetchFrom(few, { body: JSON.stringify({ query: '{ callRecords(first: 2) { nodes { id } } }' }) }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 503, 503, 503]);
    await few.close();
  });
});

describe('plans', () => {
  it('are let go of before they take more room than they may', () => {
    const book = createPlanBook(schema, 1_000);
    const fields = Array.from({ length: 100 }, (_, index) => `f${index}: __typename`).join(' ');
    const documents = Array.from({ length: 30 }, () => parse(`{ ${fields} }`));
    const first = documents[0] as DocumentNode;
    const plan = book.open(first, undefined, {})?.plan;
    expect(book.open(first, undefined, {})?.plan).toBe(plan);
    for (const document of documents) book.open(document, undefined, {});
    expect(book.open(first, undefined, {})?.plan).not.toBe(plan);
  });
});
