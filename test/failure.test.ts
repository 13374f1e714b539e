import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { readFixture } from './support/fixture.ts';
import { createManualClock } from './support/manual-clock.ts';
import type { TestGateway, TestGatewayOptions } from './support/gateway.ts';
import { GRAPHQL_URL, openGateway } from './support/gateway.ts';
import type { Answer, StubGraph } from './support/stub-graph.ts';
import { startStubGraph } from './support/stub-graph.ts';

let graph: StubGraph;
let gateway: TestGateway;

async function start(answer: Answer, options: Partial<TestGatewayOptions> = {}): Promise<void> {
  graph = await startStubGraph(answer);
  gateway = openGateway({ baseUrl: graph.baseUrl, ...options });
}

afterEach(async () => {
  await gateway.close();
  await graph.close();
});

function toId(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

const listOf = (count: number) => ({
  value: Array.from({ length: count }, (_, index) => ({ id: toId(index), version: 1 })),
});

test('a record that is not there is null, and no error', async () => {
  await start(() => ({ status: 404 }));
  expect(await gateway.query(`{ callRecord(id: "${toId(1)}") { id sessions { id } participants { id } } }`)).toEqual({
    data: { callRecord: null },
  });
});

test('a 403 says UPSTREAM_FORBIDDEN, is not tried again, and shows nothing of the upstream', async () => {
  await start(() => ({ status: 403, headers: { 'request-id': 'a-request-id' } }));
  const answer = await gateway.query(`{ callRecord(id: "${toId(1)}") { id } }`);
  expect(answer).toEqual({
    data: { callRecord: null },
    errors: [
      {
        message: expect.any(String) as string,
        path: ['callRecord'],
        locations: [{ line: 1, column: 3 }],
        extensions: {
          code: 'UPSTREAM_FORBIDDEN',
          retryable: false,
          upstream: { status: 403, requestId: 'a-request-id', attempts: 1 },
        },
      },
    ],
  });
  expect(JSON.stringify(answer)).not.toMatch(/upstream text|127\.0\.0\.1|callRecords/);
  expect(graph.requests).toHaveLength(1);
});

test('one failing record of fifty costs one error and no other data', async () => {
  await start(({ url }) => {
    if (/callRecords(\?|$)/.test(url)) return { body: listOf(50) };
    return url.includes(toId(23)) ? { status: 403 } : { body: { value: [{ id: 's' }] } };
  });
  const { data, errors } = await gateway.query('{ callRecords(first: 50) { nodes { id sessions { id } } } }');
  const nodes = data.callRecords.nodes as { sessions: unknown }[];
  expect(nodes.filter(({ sessions }) => sessions)).toHaveLength(49);
  expect(nodes[23]?.sessions).toBeNull();
  expect(errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
    [['callRecords', 'nodes', 23, 'sessions'], 'UPSTREAM_FORBIDDEN'],
  ]);
});

test('participants that fail do not take the sessions or the record with them', async () => {
  await start(({ url }) =>
    url.includes('participants_v2') ? { status: 403 } : { body: { id: toId(1), version: 2, sessions: [{ id: 's' }] } },
  );
  const { data, errors } = await gateway.query(
    `{ callRecord(id: "${toId(1)}") { version sessions { id } participants { id } } }`,
  );
  expect(data).toEqual({ callRecord: { version: 2, sessions: [{ id: 's' }], participants: null } });
  expect(errors?.map(({ path }) => path)).toEqual([['callRecord', 'participants']]);
});

test('sessions of a listed record that Graph no longer has: an error that says so, not silence', async () => {
  await start(({ url }) => (/callRecords(\?|$)/.test(url) ? { body: listOf(1) } : { status: 404 }));
  const { data, errors } = await gateway.query('{ callRecords { nodes { id sessions { id } } } }');
  expect(data.callRecords.nodes[0].sessions).toBeNull();
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
});

test('a list that breaks off on its second page keeps the first and says so', async () => {
  await start(({ url }) => {
    if (url.includes('$skiptoken')) return { status: 403 };
    const nextLink = `${graph.baseUrl}/v1.0/communications/callRecords/${toId(1)}/sessions?$skiptoken=2`;
    return { body: { id: toId(1), sessions: [{ id: 'a' }, { id: 'b' }], 'sessions@odata.nextLink': nextLink } };
  });
  const { data, errors } = await gateway.query(`{ callRecord(id: "${toId(1)}") { sessions { id } } }`);
  expect(data.callRecord.sessions).toEqual([{ id: 'a' }, { id: 'b' }]);
  expect(errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
    [['callRecord', 'sessions'], 'UPSTREAM_FORBIDDEN'],
  ]);
});

test('pages that lead back to each other end with what was read and PAGINATION_LOOP', async () => {
  await start(({ url }) => {
    const page = url.includes('skiptoken=A') ? 'B' : 'A';
    const nextLink = `${graph.baseUrl}/v1.0/communications/callRecords/${toId(1)}/sessions?$skiptoken=${page}`;
    const sessions = [{ id: page }];
    return url.includes('skiptoken')
      ? { body: { value: sessions, '@odata.nextLink': nextLink } }
      : { body: { id: toId(1), sessions, 'sessions@odata.nextLink': nextLink } };
  });
  const { data, errors } = await gateway.query(`{ callRecord(id: "${toId(1)}") { sessions { id } } }`);
  expect(data.callRecord.sessions.length).toBeGreaterThan(1);
  expect(errors?.[0]?.extensions['code']).toBe('PAGINATION_LOOP');
});

test('first stops the reading early', async () => {
  await start(({ url }) => {
    const at = Number(/skiptoken=(\d+)/.exec(url)?.[1] ?? 0);
    const nextLink = `${graph.baseUrl}/v1.0/communications/callRecords/${toId(1)}/sessions?$skiptoken=${at + 2}`;
    const sessions = [{ id: `${at}` }, { id: `${at + 1}` }];
    return at
      ? { body: { value: sessions, '@odata.nextLink': nextLink } }
      : { body: { id: toId(1), sessions, 'sessions@odata.nextLink': nextLink } };
  });
  const { data } = await gateway.query(`{ callRecord(id: "${toId(1)}") { sessions(first: 5) { id } } }`);
  expect(data.callRecord.sessions.map(({ id }: { id: string }) => id)).toEqual(['0', '1', '2', '3', '4']);
  expect(graph.requests).toHaveLength(3);
});

test('at the deadline what is done is returned, the rest is DEADLINE_EXCEEDED, and the upstream call is cut', async () => {
  const clock = createManualClock(Date.parse('2026-03-01T00:00:00Z'));
  let cut = 0;
  graph = await startStubGraph(
    () => ({ body: listOf(2) }),
    (request, response) => {
      if (!request.url?.includes('/sessions')) return false;
      response.once('close', () => cut++);
      return true;
    },
  );
  gateway = openGateway({ baseUrl: graph.baseUrl, clock, operationTimeoutMs: 5_000 });
  const answer = gateway.query(
    '{ callRecords { nodes { version } } other: callRecords(first: 1) { nodes { id sessions { id } } } }',
  );
  await expect.poll(() => graph.calls.some(({ line }) => line.includes('/sessions'))).toBe(true);
  await clock.advance(4_999);
  expect(cut).toBe(0);
  await clock.advance(1);
  const { data, errors } = await answer;
  expect(data.callRecords.nodes).toEqual([{ version: 1 }, { version: 1 }]);
  expect(data.other.nodes).toEqual([{ id: toId(0), sessions: null }]);
  expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['DEADLINE_EXCEEDED']);
  await expect.poll(() => cut).toBe(1);
});

test('a caller who leaves cuts the upstream call', async () => {
  let cut = 0;
  graph = await startStubGraph(
    () => ({}),
    (_request, response) => {
      response.once('close', () => cut++);
      return true;
    },
  );
  gateway = openGateway({ baseUrl: graph.baseUrl });
  const caller = new AbortController();
  const answer = gateway.gateway.fetch(GRAPHQL_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ callRecords { nodes { id } } }' }),
    signal: caller.signal,
  });
  answer.catch(() => undefined);
  await expect.poll(() => graph.calls.length).toBe(1);
  caller.abort();
  await expect.poll(() => cut).toBe(1);
});

test('a value that a field cannot hold costs that field, and is quoted neither in the answer nor in the log', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line) => void lines.push(line) });
  await start(() => ({ body: { id: toId(1), version: 2, sessions: [{ id: 's', isTest: 'canary' }] } }), { log });
  const answer = await gateway.query(`{ callRecord(id: "${toId(1)}") { version sessions { id isTest } } }`);
  expect(answer.data).toEqual({ callRecord: { version: 2, sessions: [{ id: 's', isTest: null }] } });
  expect(answer.errors).toMatchObject([
    { path: ['callRecord', 'sessions', 0, 'isTest'], extensions: { code: 'UPSTREAM_INVALID_RESPONSE' } },
  ]);
  expect(JSON.stringify(answer) + lines.join('')).not.toContain('canary');
});

test.each([
  ['an id that is no GUID', '{ callRecord(id: "../../users") { id } }', 'Argument "id"'],
  ['first 0', '{ callRecords(first: 0) { nodes { id } } }', 'Argument "first"'],
  ['first 1001', '{ callRecords(first: 1001) { nodes { id } } }', 'Argument "first"'],
  [
    'a window turned round',
    '{ callRecords(filter: { from: "2026-03-02T00:00:00Z", to: "2026-03-01T00:00:00Z" }) { nodes { id } } }',
    'filter.from',
  ],
  ['an empty participant', '{ callRecords(filter: { participantId: "" }) { nodes { id } } }', 'filter.participantId'],
  ['a made-up cursor', '{ callRecords(after: "abc") { nodes { id } } }', 'Argument "after"'],
  ['a date without a zone', '{ callRecords(filter: { from: "2026-03-02" }) { nodes { id } } }', 'RFC 3339'],
])('bad input is BAD_USER_INPUT, names its argument and costs no request: %s', async (_name, query, named) => {
  await start(() => ({ body: listOf(1) }));
  const { errors } = await gateway.query(query);
  expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
  expect(errors?.[0]?.message).toContain(named);
  expect(graph.requests).toHaveLength(0);
});

test.each([
  ['{ callRecord(', 'GRAPHQL_PARSE_FAILED'],
  ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
  ['query ($first: Int!) { callRecords(first: $first) { nodes { id } } }', 'BAD_USER_INPUT'],
])('errors of GraphQL itself have a code: %s', async (query, code) => {
  await start(() => ({ body: listOf(1) }));
  expect((await gateway.query(query)).errors?.map(({ extensions }) => extensions['code'])).toEqual([code]);
});

test('half a character in a variable is BAD_USER_INPUT too', async () => {
  await start(() => ({ body: listOf(1) }));
  const query = 'query ($id: String) { callRecords(filter: { participantId: $id }) { nodes { id } } }';
  const { errors } = await gateway.query(query, { id: '\ud800' });
  expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
  expect(graph.requests).toHaveLength(0);
});

test('fragments that spread fragments twice over cost their number, not its power', async () => {
  await start(() => ({ body: { id: toId(1), version: 2 } }));
  const levels = Array.from({ length: 60 }, (_, n) => `fragment F${n} on CallRecord { ...F${n + 1} ...F${n + 1} }`);
  const query = `{ callRecord(id: "${toId(1)}") { ...F0 } } ${levels.join(' ')} fragment F60 on CallRecord { version }`;
  expect(await gateway.query(query)).toEqual({ data: { callRecord: { version: 2 } } });
});

test.each([
  ['callRecords', { value: [{ id: toId(1) }, { version: 2 }, { id: toId(2) }] }, '{ callRecords { nodes { id } } }'],
  [
    'sessions',
    { id: toId(1), sessions: [{ id: toId(1) }, { isTest: true }, { id: '' }, { id: toId(2) }] },
    `{ callRecord(id: "${toId(1)}") { sessions { id } } }`,
  ],
])('an item of %s without an id is left out, with an error beside the others', async (field, body, query) => {
  await start(() => ({ body }));
  const { data, errors } = await gateway.query(query);
  const list = field === 'sessions' ? data.callRecord.sessions : data.callRecords.nodes;
  expect(list).toEqual([{ id: toId(1) }, { id: toId(2) }]);
  expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['UPSTREAM_INVALID_RESPONSE']);
});

test('a page that is gone is UPSTREAM_UNAVAILABLE, not one more code', async () => {
  await start(({ url }) => {
    if (url.includes('$skiptoken')) return { status: 404 };
    const nextLink = `${graph.baseUrl}/v1.0/communications/callRecords/${toId(1)}/sessions?$skiptoken=2`;
    return { body: { id: toId(1), sessions: [{ id: 'a' }], 'sessions@odata.nextLink': nextLink } };
  });
  const { errors } = await gateway.query(`{ callRecord(id: "${toId(1)}") { sessions { id } } }`);
  expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['UPSTREAM_UNAVAILABLE']);
});

test('a wait that would pass the deadline is told in seconds', async () => {
  await start(() => ({ status: 429, headers: { 'retry-after': '120' } }));
  const { errors } = await gateway.query(`{ callRecord(id: "${toId(1)}") { id } }`);
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'UPSTREAM_THROTTLED',
    retryable: true,
    retryAfterSeconds: 120,
  });
});

test('a document too deep to walk is refused, and a long name is short in the log', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
  await start(() => ({ body: listOf(1) }), { log });
  for (const depth of [200, 1_000, 1_600, 20_000]) {
    const { errors } = await gateway.query(`${'{a'.repeat(depth)}${'}'.repeat(depth)}`);
    expect(errors?.[0]?.extensions['code']).toMatch(/^(LIMIT_EXCEEDED|GRAPHQL_PARSE_FAILED)$/);
  }
  lines.length = 1;
  await gateway.query(`query ${'A'.repeat(300_000)} { callRecords { nodes { id } } }`);
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['beyond a limit', 'operation']);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(1_000);
});

test.each([
  ['a date that is an object', { startDateTime: { a: 'canary' } }, 'startDateTime'],
  ['a list that is text', { modalities: 'canary' }, 'modalities'],
])('%s is a fault of the upstream', async (_name, member, field) => {
  await start(() => ({ body: { id: toId(1), version: 2, ...member } }));
  const answer = await gateway.query(`{ callRecord(id: "${toId(1)}") { version ${field} } }`);
  expect(answer.data).toEqual({ callRecord: { version: 2, [field]: null } });
  expect(answer.errors?.map(({ extensions }) => extensions['code'])).toEqual(['UPSTREAM_INVALID_RESPONSE']);
  expect(JSON.stringify(answer)).not.toContain('canary');
});

test.each([
  ['error-400-expandNotSupported.json', 400, 'UPSTREAM_INVALID_RESPONSE'],
  ['error-400-functionParameters.json', 400, 'UPSTREAM_INVALID_RESPONSE'],
  ['error-400-unsupportedSegment.json', 400, 'UPSTREAM_INVALID_RESPONSE'],
  ['error-401-invalidToken.json', 401, 'UPSTREAM_UNAUTHENTICATED'],
  ['error-404-callRecord-notFound.json', 404, undefined],
  ['error-404-emptyMessage.json', 404, undefined],
  ['error-generic.json', 416, 'UPSTREAM_INVALID_RESPONSE'],
])('the documented error %s with HTTP %i is told by its status, not by its text', async (name, status, code) => {
  const body = readFixture(name);
  await start(() => ({ status, body }));
  const answer = await gateway.query(`{ callRecord(id: "${toId(1)}") { id } }`);
  expect(answer.data).toEqual({ callRecord: null });
  expect(answer.errors?.[0]?.extensions['code']).toBe(code);
  const { message } = body['error'];
  if (message) expect(JSON.stringify(answer)).not.toContain(message);
});

test('a row whose correlation is no text costs no record its rows', async () => {
  await start(({ url }) => {
    if (!url.includes('getDirectRoutingCalls'))
      return { body: { id: toId(1), startDateTime: '2026-03-01T10:00:00Z', endDateTime: '2026-03-01T10:05:00Z' } };
    const rows = [7, null, {}, toId(1).toUpperCase()].map((correlationId, index) => ({
      id: `${index}`,
      correlationId,
    }));
    return { body: { value: rows } };
  });
  const { data, errors } = await gateway.query(`{ callRecord(id: "${toId(1)}") { directRoutingCalls { id } } }`);
  expect(errors).toBeUndefined();
  expect(data).toEqual({ callRecord: { directRoutingCalls: [{ id: '3' }] } });
});
