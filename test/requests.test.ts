import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestGateway } from './support/gateway.ts';
import { openGateway } from './support/gateway.ts';
import type { StubGraph, StubRequest } from './support/stub-graph.ts';
import { startStubGraph } from './support/stub-graph.ts';

/**
 * Requests are the price of a query: how many round trips and how many requests each kind of query costs.
 * The stub stands in for a tenant of 120 records, each with 2 sessions.
 */
const TENANT_SIZE = 120;

let graph: StubGraph;
let gateway: TestGateway;

beforeAll(async () => {
  graph = await startStubGraph((request) => ({ body: answer(request) }));
  gateway = openGateway({ baseUrl: graph.baseUrl });
});

afterAll(async () => {
  await gateway.close();
  await graph.close();
});

beforeEach(() => {
  graph.requests.length = 0;
  graph.calls.length = 0;
});

function toId(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

function answer({ url, headers }: StubRequest): unknown {
  const { pathname, searchParams } = new URL(url, graph.baseUrl);
  const [id, relationship] = pathname.replace('/communications/callRecords', '').split('/').slice(1);
  if (!id) {
    const size = Number(/maxpagesize=(\d+)/.exec(headers['prefer'] ?? '')?.[1] ?? 60);
    const start = Number(searchParams.get('$skiptoken') ?? 0);
    const end = Math.min(start + size, TENANT_SIZE);
    const value = Array.from({ length: end - start }, (_, index) => ({ id: toId(start + index), version: 1 }));
    const nextLink = `${graph.baseUrl}/v1.0/communications/callRecords?$skiptoken=${end}`;
    return { value, ...(end < TENANT_SIZE && { '@odata.nextLink': nextLink }) };
  }
  const sessions = [
    { id: `${id}-1`, segments: [{ id: `${id}-s` }] },
    { id: `${id}-2`, segments: [] },
  ];
  const participants = [{ id: 'a' }, { id: 'b' }];
  if (relationship === 'sessions') return { value: sessions };
  if (relationship === 'participants_v2') return { value: participants };
  const expand = searchParams.get('$expand') ?? '';
  return {
    id,
    version: 7,
    organizer_v2: { id: 'a' },
    ...(expand.startsWith('sessions') && { sessions }),
    ...(expand.startsWith('participants_v2') && { participants_v2: participants }),
  };
}

/** Round trips and requests of one query that must not fail. */
async function costOf(query: string): Promise<{ httpCalls: number; requests: number }> {
  const [httpCalls, requests] = [graph.calls.length, graph.requests.length];
  const { errors } = await gateway.query(query);
  expect(errors).toBeUndefined();
  return { httpCalls: graph.calls.length - httpCalls, requests: graph.requests.length - requests };
}

const id = toId(1);

describe('one record costs one GET', () => {
  test.each([
    ['its own members', `{ callRecord(id: "${id}") { id version } }`],
    ['its organizer', `{ callRecord(id: "${id}") { organizer { id } } }`],
    ['with its sessions', `{ callRecord(id: "${id}") { version sessions { id } } }`],
    ['with its sessions and segments', `{ callRecord(id: "${id}") { sessions { id segments { id } } } }`],
    ['with its participants', `{ callRecord(id: "${id}") { version participants { id } } }`],
    [
      'wanted twice at different depths',
      `{ a: callRecord(id: "${id}") { version } b: callRecord(id: "${id}") { sessions { id } } }`,
    ],
    [
      'wanted 30 times',
      `{ ${Array.from({ length: 30 }, (_, n) => `a${n}: callRecord(id: "${id}") { version }`).join(' ')} }`,
    ],
  ])('%s', async (_name, query) => {
    expect(await costOf(query)).toEqual({ httpCalls: 1, requests: 1 });
    expect(graph.calls[0]?.line).toMatch(/^GET /);
  });
});

test('one record with sessions and participants: one batch of two', async () => {
  expect(await costOf(`{ callRecord(id: "${id}") { version sessions { id } participants { id } } }`)).toEqual({
    httpCalls: 1,
    requests: 2,
  });
});

test.each(['attendance { joinedAt }', 'summary { participantCount }', 'attendance { joinedAt } summary { isSettled }'])(
  '%s: one batch of two for a record; for each of a list one request for either',
  async (field) => {
    expect(await costOf(`{ callRecord(id: "${id}") { ${field} } }`)).toEqual({ httpCalls: 1, requests: 2 });
    expect(await costOf(`{ callRecords(first: 50) { nodes { ${field} } } }`)).toEqual({ httpCalls: 6, requests: 101 });
  },
);

test('what a filter has read is not read again for the selection', async () => {
  const query = '{ callRecords(filter: { failedOnly: false, verdict: UNCLASSIFIED }, first: 10) { nodes { id';
  const filtered = await costOf(`${query} } } }`);
  expect(await costOf(`${query} quality { verdict } sessions { id segments { id } } } } }`)).toEqual(filtered);
});

test('aliases of its collections add nothing', async () => {
  expect(
    await costOf(`{ callRecord(id: "${id}") {
      one: sessions(first: 1) { id } all: sessions { modalities }
      people: participants { id } one_: participants(first: 1) { identity { user { id } } } } }`),
  ).toEqual({ httpCalls: 1, requests: 2 });
});

test('the first 50 records of the list, each with sessions: the list, then batches of 20, 20 and 10', async () => {
  expect(await costOf('{ callRecords(first: 50) { nodes { id sessions { id } } } }')).toEqual({
    httpCalls: 4,
    requests: 51,
  });
  expect(graph.calls.slice(1).map(({ line }) => line)).toEqual(['POST /$batch', 'POST /$batch', 'POST /$batch']);
});

test('the list alone: one request for every 60 records, and none more for reading on', async () => {
  expect(await costOf('{ callRecords(first: 60) { nodes { id } } }')).toEqual({ httpCalls: 1, requests: 1 });
  graph.requests.length = graph.calls.length = 0;
  expect(await costOf('{ callRecords(first: 120) { nodes { id } } }')).toEqual({ httpCalls: 2, requests: 2 });
  graph.requests.length = graph.calls.length = 0;
  const page = await gateway.query('{ callRecords(first: 50) { pageInfo { endCursor hasNextPage } } }');
  const after = page.data.callRecords.pageInfo.endCursor as string;
  const next = await gateway.query(
    'query ($after: String) { callRecords(first: 50, after: $after) { nodes { id } } }',
    { after },
  );
  expect(next.data.callRecords.nodes[0].id).toBe(toId(50));
  expect(graph.requests).toHaveLength(2);
});

test('20 records by id in one document, each with sessions: one batch of 20', async () => {
  const aliases = Array.from(
    { length: 20 },
    (_, n) => `r${n}: callRecord(id: "${toId(n)}") { version sessions { id } }`,
  );
  expect(await costOf(`{ ${aliases.join(' ')} }`)).toEqual({ httpCalls: 1, requests: 20 });
});

describe('only what is read is asked for', () => {
  test.each([
    ['members of the record', '{ callRecord(id: "ID") { version } }', '?$select=id,version'],
    ['sessions', '{ callRecord(id: "ID") { sessions { isTest } } }', '?$select=id&$expand=sessions($select=id,isTest)'],
    [
      'segments through a fragment',
      '{ callRecord(id: "ID") { ...R } } fragment R on CallRecord { sessions { ... on Session { segments { id } } } }',
      '?$select=id&$expand=sessions($select=id;$expand=segments)',
    ],
    [
      'aliases add up',
      '{ callRecord(id: "ID") { a: sessions { isTest } b: sessions { modalities } } }',
      '?$select=id&$expand=sessions($select=id,isTest,modalities)',
    ],
    [
      'nothing that is skipped',
      '{ callRecord(id: "ID") { version sessions @skip(if: true) { id } } }',
      '?$select=id,version',
    ],
    [
      'nothing that is not included',
      '{ callRecord(id: "ID") { version ... @include(if: false) { sessions { segments { id } } } } }',
      '?$select=id,version',
    ],
    ['the organizer comes with the whole record', '{ callRecord(id: "ID") { organizer { id } } }', ''],
    ['__typename alone', '{ callRecord(id: "ID") { __typename } }', '?$select=id'],
  ])('%s', async (_name, query, expected) => {
    await costOf(query.replace('ID', id));
    expect(graph.requests.map(({ url }) => url)).toEqual([`/communications/callRecords/${id}${expected}`]);
  });

  test('variables decide as literals do', async () => {
    const query = `query ($with: Boolean!) { callRecord(id: "${id}") { version sessions @include(if: $with) { id } } }`;
    await gateway.query(query, { with: false });
    await gateway.query(query, { with: true });
    expect(graph.requests.map(({ url }) => url.includes('$expand'))).toEqual([false, true]);
  });

  test('a list that can be gone on with is read with all members, because its links keep the choice', async () => {
    await costOf('{ callRecords(first: 60) { nodes { version } } }');
    await costOf('{ callRecords(first: 60) { nodes { version } pageInfo { endCursor } } }');
    await costOf('{ callRecords(first: 60) { edges { cursor node { version } } } }');
    expect(graph.requests.map(({ url }) => url)).toEqual([
      '/communications/callRecords?$select=id,version',
      '/communications/callRecords',
      '/communications/callRecords',
    ]);
  });
});

test('every read prefers unknown enum members and carries the request id', async () => {
  await costOf(`{ a: callRecord(id: "${toId(1)}") { id } b: callRecord(id: "${toId(2)}") { id } }`);
  await costOf(`{ callRecord(id: "${id}") { id } }`);
  expect(graph.requests.map(({ headers }) => headers['prefer'])).toEqual(Array(3).fill('include-unknown-enum-members'));
  expect(graph.calls.map(({ headers }) => headers['client-request-id'])).toEqual([
    expect.stringMatching(/^[0-9a-f-]{36}$/),
    expect.stringMatching(/^[0-9a-f-]{36}$/),
  ]);
});
