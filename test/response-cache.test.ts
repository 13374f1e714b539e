import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditLine } from '../src/audit.ts';
import { toCapacity } from '../src/capacity.ts';
import type { CostedAnswer, TestGateway, TestGatewayOptions } from './support/gateway.ts';
import { GRAPHQL_URL, openGateway } from './support/gateway.ts';
import type { ManualClock } from './support/manual-clock.ts';
import { createManualClock } from './support/manual-clock.ts';
import type { StubAnswer, StubGraph } from './support/stub-graph.ts';
import { startStubGraph } from './support/stub-graph.ts';

const MAX_AGE_MS = 30_000;
const toId = (index: number) => `11111111-2222-4333-8444-00000000000${index}`;
const id = toId(1);
const RECORD = `query One { callRecord(id: "${id}") { version joinWebUrl } }`;
const LIST = 'query Many($first: Int!) { callRecords(first: $first) { nodes { id version } } }';

let clock: ManualClock;
let version: number;
let answer: (url: string) => StubAnswer | Promise<StubAnswer>;
let graph: StubGraph;
let gateway: TestGateway;
const lines: AuditLine[] = [];
const metrics = () => gateway.gateway.fetch('http://gateway.test/metrics').then((response) => response.text());

beforeEach(async () => {
  clock = createManualClock(Date.parse('2026-06-15T12:00:00Z'));
  version = 1;
  lines.length = 0;
  answer = (url) => {
    const toBody = (recordId: string) => ({ id: recordId, version, joinWebUrl: 'https://example.com/' });
    const [, recordId] = /callRecords\/([\w-]+)/.exec(url) ?? [];
    return { body: recordId ? toBody(recordId) : { value: [toBody(id)] } };
  };
  graph = await startStubGraph(({ url }) => answer(url));
  open();
});
afterEach(async () => {
  await gateway.close();
  await graph.close();
});

function open(options: Partial<TestGatewayOptions> = {}) {
  gateway = openGateway({
    baseUrl: graph.baseUrl,
    clock,
    responseMaxAgeMs: MAX_AGE_MS,
    audit: (line) => void lines.push(line),
    ...options,
  });
}

async function send(query: string, variables?: object, requestId?: string) {
  const response = await gateway.gateway.fetch(GRAPHQL_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(requestId && { 'x-request-id': requestId }) },
    body: JSON.stringify({ query, variables }),
  });
  return { headers: response.headers, text: await response.text() };
}

describe('a whole answer', () => {
  it('is given again, to the letter, for no request, with its age and an id of its own', async () => {
    const first = await send(RECORD);
    expect(first.headers.get('age')).toBeNull();
    await clock.advance(MAX_AGE_MS - 1);
    const second = await send(RECORD, undefined, toId(9));
    expect(second.text).toBe(
      first.text.replace(/"cost":.*$/, '"cost":{"requested":0,"upstreamRequests":0,"waitedMs":0}}}'),
    );
    expect(second.headers.get('age')).toBe('29');
    expect(second.headers.get('x-request-id')).toBe(toId(9));
    expect(graph.requests).toHaveLength(1);
    expect(await metrics()).toContain('gateway_cached_answers_total 1');
  });

  it('is made anew when it is older, and is then gone', async () => {
    await send(RECORD);
    await clock.advance(MAX_AGE_MS);
    await send(RECORD);
    expect(graph.requests).toHaveLength(2);
    await clock.advance(2 * MAX_AGE_MS);
    expect(clock.waitingCount()).toBe(0);
  });

  it('is written down each time', async () => {
    await send(RECORD);
    await send(RECORD);
    expect(lines.map((line) => [line.class, line.records, line.operation?.name])).toEqual([
      ['joinLink', [id], 'One'],
      ['joinLink', [id], 'One'],
    ]);
    expect(lines[0]?.requestId).not.toBe(lines[1]?.requestId);
  });

  it('is for the same document and variables', async () => {
    await send(LIST, { first: 1 });
    await send(LIST, { first: 1 });
    await send(LIST, { first: 2 });
    await send(LIST.replace('Many', 'Others'), { first: 1 });
    expect(graph.requests).toHaveLength(3);
  });

  it.each([
    '{ rateLimit { application { used } } %s }',
    '{ ...F %s } fragment F on Query { ... { rateLimit { __typename } } }',
  ])('with %s is not kept', async (query) => {
    const whole = query.replace('%s', `callRecord(id: "${id}") { version }`);
    await send(whole);
    await send(whole);
    expect(graph.requests).toHaveLength(2);
  });

  it('with an error is not kept', async () => {
    answer = () => ({ status: 403 });
    expect((await gateway.ask(RECORD)).errors).toHaveLength(1);
    answer = () => ({ body: { id, version: 3 } });
    expect((await gateway.ask(RECORD)).data.callRecord.version).toBe(3);
  });

  it('takes no more room than it may', async () => {
    await gateway.close();
    open({ capacity: { ...toCapacity(4e9), responseBytes: 4_000 } });
    const ask = (index: number) => send(`{ a${index}: callRecord(id: "${id}") { version } }`);
    for (let index = 0; index < 20; index += 1) await ask(index);
    await ask(19);
    expect(graph.requests).toHaveLength(20);
    await ask(0);
    expect(graph.requests).toHaveLength(21);
  });
});

describe('a change', () => {
  const list = () => gateway.ask(LIST, { first: 1 });

  it('ends the answers that rest on the record, and on lists', async () => {
    const other = `{ callRecord(id: "${toId(2)}") { version } }`;
    for (const query of [RECORD, other]) await send(query);
    await list();
    version = 2;
    await gateway.graph.records.noteChange(id.toUpperCase(), 2);
    expect((await gateway.ask(RECORD)).data.callRecord.version).toBe(2);
    expect((await list()).data.callRecords.nodes[0].version).toBe(2);
    expect((await gateway.ask(other)).data.callRecord.version).toBe(1);
  });

  it('ends the answer that there is no such record', async () => {
    answer = () => ({ status: 404 });
    expect((await gateway.ask(RECORD)).data.callRecord).toBeNull();
    answer = () => ({ body: { id, version: 1 } });
    await gateway.graph.records.noteChange(id, 1);
    expect((await gateway.ask(RECORD)).data.callRecord.version).toBe(1);
  });

  it.each([
    ['the record', RECORD, undefined, 'noteChange'],
    ['a list', LIST, { first: 1 }, 'noteChange'],
    ['the record, of whatever,', RECORD, undefined, 'dropAll'],
  ] as const)('while an answer is read from %s keeps it from being kept', async (_name, query, variables, change) => {
    let go: () => void = () => undefined;
    const good = answer;
    const body = (await good(query === RECORD ? `callRecords/${id}` : '')).body;
    answer = () => new Promise((resolve) => (go = () => resolve({ body })));
    const under = send(query, variables);
    await expect.poll(() => graph.requests.length).toBe(1);
    await gateway.graph.records[change](id, 2);
    answer = good;
    version = 2;
    go();
    await under;
    expect((await send(query, variables)).text).toContain('"version":2');
    expect(graph.requests).toHaveLength(2);
  });

  it('that a body shows ends answers as well', async () => {
    await gateway.close();
    open({ maxAgeMs: 1_000 });
    await send(RECORD);
    version = 2;
    await gateway.ask(`{ callRecord(id: "${id}") { version type } }`);
    expect((await gateway.ask(RECORD)).data.callRecord.version).toBe(2);
  });

  it('leaves no answer behind that was made of a list from before it', async () => {
    await gateway.close();
    open({ maxAgeMs: 5_000 });
    await gateway.graph.records.noteChange(toId(5), 1);
    await list();
    version = 2;
    await gateway.graph.records.noteChange(id, 2);
    // The list is young enough to be given, but not to be kept as an answer.
    expect((await list()).data.callRecords.nodes[0].version).toBe(1);
    await clock.advance(5_000);
    expect((await list()).data.callRecords.nodes[0].version).toBe(2);
  });
});

describe('answers without the cache', () => {
  it('are the same to the letter', async () => {
    const first = await send(LIST, { first: 1 });
    await gateway.close();
    open({ responseMaxAgeMs: 0 });
    expect((await send(LIST, { first: 1 })).text).toBe(first.text);
    expect((JSON.parse(first.text) as CostedAnswer).extensions.cost.upstreamRequests).toBe(1);
  });
});
