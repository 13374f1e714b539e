import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../src/clock.ts';
import { showcase } from '../src/simulator/showcase.ts';
import { toTruth } from '../src/simulator/truth.ts';
import { readFixture } from './support/fixture.ts';
import { openGateway } from './support/gateway.ts';
import type { SimulatedGateway } from './support/simulator.ts';
import { openSimulatedGateway } from './support/simulator.ts';
import { startStubGraph } from './support/stub-graph.ts';

/** The five reports, and what joins them to call records, against the simulator's known truth. */

const DAY_MS = 86_400_000;
const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };
const truth = toTruth(1, nowMs);
const ago = (days: number) => new Date(nowMs - days * DAY_MS).toISOString();

let gateway: SimulatedGateway;
let beta: SimulatedGateway;

beforeAll(async () => {
  gateway = await openSimulatedGateway({ clock });
  beta = await openSimulatedGateway({ clock }, { beta: true });
});

afterAll(async () => {
  await gateway.close();
  await beta.close();
});

beforeEach(() => {
  gateway.calls.length = beta.calls.length = 0;
});

const countRequests = ({ calls }: SimulatedGateway) =>
  calls.reduce((sum, { items }) => sum + Math.max(items.length, 1), 0);

async function readForward(report: string, from: string, to: string, first: number): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  for (;;) {
    const { data, errors } = await gateway.query(
      `query ($from: DateTime!, $to: DateTime!, $first: Int, $after: String) {
        ${report}(from: $from, to: $to, first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
      { from, to, first, after },
    );
    expect(errors).toBeUndefined();
    ids.push(...data[report].nodes.map(({ id }: { id: string }) => id));
    after = data[report].pageInfo.endCursor;
    if (!data[report].pageInfo.hasNextPage) return ids;
  }
}

test.each([
  ['pstnCalls', 700],
  ['pstnCalls', 10_000],
  ['directRoutingCalls', 333],
  ['directRoutingCalls', 5_000],
])(
  '%s over 118 days, %i rows at a time: every row once, across pages of 1000 and pieces of 90 days',
  async (report, first) => {
    const [from, to] = [ago(118), ago(0)];
    const ids = await readForward(report, from, to, first);
    expect(ids.length).toBeGreaterThan(1_900);
    expect(new Set(ids).size).toBe(ids.length);
    // The same rows as in windows of a week each.
    const weekly: string[] = [];
    for (let day = 118; day > 0; day -= 7)
      weekly.push(...(await readForward(report, ago(day), ago(Math.max(day - 7, 0)), 10_000)));
    expect(weekly.toSorted()).toEqual(ids.toSorted());
  },
);

test('a small page of a long window costs one request, a large one reads its pieces at the same time', async () => {
  await gateway.query(`{ pstnCalls(from: "${ago(300)}", to: "${ago(0)}", first: 10) { nodes { id } } }`);
  expect(countRequests(gateway)).toBeLessThanOrEqual(3);
  gateway.calls.length = 0;
  await gateway.query(`{ pstnCalls(from: "${ago(118)}", to: "${ago(0)}", first: 10000) { nodes { id } } }`);
  expect(gateway.calls[0]?.items).toHaveLength(2);
});

test('beta has its own reports and members, asked of beta alone; without it they are refused by name', async () => {
  const window = `from: "${ago(60)}", to: "${ago(0)}"`;
  const query = `{
    smsMessages(${window}, first: 3) { nodes { smsId sentDateTime callCharge currency } }
    pstnBlockedUsers(${window}) { nodes { userBlockMode blockReason } }
    pstnDialoutReport(${window}) { nodes { totalCalls totalCallCharge currency totalCallSeconds } }
    pstnCalls(${window}, first: 3) { nodes { otherPartyCountryCode } } }`;
  const { data, errors } = await beta.query(query);
  expect(errors).toBeUndefined();
  for (const [name, { nodes }] of Object.entries(data as Record<string, { nodes: unknown[] }>)) {
    expect(nodes.length, name).toBeGreaterThan(0);
  }
  expect(beta.calls.map(({ url }) => url)).toEqual(['/beta/$batch']);
  const refused = await gateway.query(query);
  expect(refused.errors?.map(({ path, extensions }) => [path?.[0], extensions['code']])).toEqual([
    ['smsMessages', 'BAD_USER_INPUT'],
    ['pstnBlockedUsers', 'BAD_USER_INPUT'],
    ['pstnDialoutReport', 'BAD_USER_INPUT'],
  ]);
  expect(refused.errors?.[0]?.message).toContain('GRAPH_BETA=on');
});

test('v1.0 and beta never share a batch', async () => {
  await beta.query(`{ callRecords(first: 1) { nodes { id } } other: callRecord(id: "${showcase.meeting}") { id }
    pstnCalls(from: "${ago(5)}", to: "${ago(0)}") { nodes { id } } smsMessages(from: "${ago(5)}", to: "${ago(0)}") { nodes { id } } }`);
  expect(beta.calls.map(({ url }) => url).sort()).toEqual(['/beta/$batch', '/v1.0/$batch']);
});

test('sums of dial-out over more than 90 days are those of the pieces, to the last digit', async () => {
  const fields =
    '{ nodes { userId usageLocation destinationContext currency totalCalls totalCallSeconds totalCallCharge } }';
  const { data } = await beta.query(`{
    whole: pstnDialoutReport(from: "${ago(118)}", to: "${ago(0)}", first: 1000) ${fields}
    pstnCalls(from: "${ago(118)}", to: "${ago(0)}", first: 10000) { nodes { callType charge connectionCharge currency } } }`);
  const { data: small } = await beta.query(
    `{ a: pstnDialoutReport(from: "${ago(118)}", to: "${ago(0)}", first: 1) { nodes { userId } pageInfo { hasNextPage endCursor } } }`,
  );
  const dialled = data.pstnCalls.nodes.filter(({ callType }: { callType: string }) => callType === 'conf_out');
  const calls = data.whole.nodes.reduce((sum: number, { totalCalls }: { totalCalls: number }) => sum + totalCalls, 0);
  expect(calls).toBe(dialled.length);
  const keys = data.whole.nodes.map((row: object) => JSON.stringify(Object.values(row).slice(0, 4)));
  expect(new Set(keys).size).toBe(keys.length);
  expect(small.a).toMatchObject({ nodes: [{ userId: data.whole.nodes[0].userId }], pageInfo: { hasNextPage: true } });
});

test.each([
  ['getPstnCalls.v1.json', 'pstnCalls'],
  ['getPstnCalls.beta.json', 'pstnCalls'],
  ['getDirectRoutingCalls.v1.json', 'directRoutingCalls'],
  ['getDirectRoutingCalls.beta.json', 'directRoutingCalls'],
  ['getSmsLog.beta.json', 'smsMessages'],
  ['getPstnBlockedUsersLog.beta.json', 'pstnBlockedUsers'],
  ['getPstnOnlineMeetingDialoutReport.beta.json', 'pstnDialoutReport'],
])('the documented rows of %s come through: year one is null, money is text', async (name, report) => {
  const body = readFixture(name);
  delete body['@odata.nextLink'];
  const graph = await startStubGraph(() => ({ body }));
  const stubbed = openGateway({ baseUrl: graph.baseUrl, beta: name.includes('.beta.') });
  const rows = body['value'] as Readonly<Record<string, unknown>>[];
  const { data, errors } = await stubbed.query(
    `{ ${report}(from: "2024-11-01T00:00:00Z", to: "2024-12-01T00:00:00Z", first: ${rows.length}) { nodes { ${Object.keys(rows[0] as object).join(' ')} } } }`,
  );
  await stubbed.close();
  await graph.close();
  expect(errors).toBeUndefined();
  const toExpected = ([member, value]: [string, unknown]) => {
    if (value === '0001-01-01T00:00:00Z') return [member, null];
    if (member === 'callDurationSource' || member === 'userBlockMode') return [member, String(value).toUpperCase()];
    return [member, /charge$/i.test(member) ? String(value) : value];
  };
  expect(data[report].nodes).toEqual(rows.map((row) => Object.fromEntries(Object.entries(row).map(toExpected))));
});

interface CostRow {
  readonly userId: string | null;
  readonly callType: string;
  readonly startDateTime: string;
  readonly currency: string | null;
}

describe('joins', () => {
  const byId = new Map(truth.map((call) => [call.id, call]));

  test('50 records with their direct routing rows: the list and one report', async () => {
    const { data, errors } = await gateway.query(
      '{ callRecords(first: 60) { nodes { id directRoutingCalls { id correlationId } } } }',
    );
    expect(errors).toBeUndefined();
    let rowCount = 0;
    for (const { id, directRoutingCalls } of data.callRecords.nodes) {
      const ids = directRoutingCalls.map((row: { id: string }) => row.id).sort();
      expect(ids, id).toEqual(byId.get(id)?.directRoutingRowIds.toSorted());
      rowCount += ids.length;
    }
    expect(rowCount).toBeGreaterThan(0);
    expect(countRequests(gateway)).toBe(2);
  });

  test('records with their PSTN rows: the known ones, each with the basis of its match, for one report', async () => {
    const { data, errors } = await gateway.query(
      '{ callRecords(first: 60) { nodes { id pstnCalls { basis row { id } } } } }',
    );
    expect(errors).toBeUndefined();
    let rowCount = 0;
    for (const { id, pstnCalls } of data.callRecords.nodes) {
      const ids = pstnCalls.map(({ row }: { row: { id: string } }) => row.id).sort();
      expect(ids, id).toEqual(byId.get(id)?.pstnRowIds.toSorted());
      rowCount += ids.length;
    }
    expect(rowCount).toBeGreaterThan(0);
    expect(
      gateway.calls
        .flatMap(({ url, items }) => [url, ...items.map((item) => item.url)])
        .filter((url) => url.includes('getPstnCalls')),
    ).toHaveLength(1);
  });

  test('50 rows with their records cost the report and 50 records', async () => {
    const { data, errors } = await gateway.query(
      `{ directRoutingCalls(from: "${ago(25)}", to: "${ago(0)}", first: 40) { nodes { correlationId callRecord { id version } } } }`,
    );
    expect(errors).toBeUndefined();
    const ids = new Set<string>();
    for (const { correlationId, callRecord } of data.directRoutingCalls.nodes) {
      expect(callRecord, `${correlationId} ${byId.has(correlationId)}`).toMatchObject({ id: correlationId });
      ids.add(correlationId);
    }
    expect(ids.size).toBeGreaterThan(20);
    expect(countRequests(gateway)).toBe(1 + ids.size);
  });
});

test.each(['pstnCalls', 'directRoutingCalls'])(
  '%s: a row at a seam of two pieces comes once, one at the very end not at all, whether or not Graph counts ends in',
  async (report) => {
    const from = '2026-01-01T00:00:00.0000000Z';
    const seam = '2026-04-01T00:00:00.0000000Z';
    const to = '2026-05-01T00:00:00.0000000Z';
    for (const isInclusive of [true, false]) {
      const graph = await startStubGraph(({ url }) => {
        const [, start = '', end = ''] = /fromDateTime=([^,]+),toDateTime=([^)]+)\)/.exec(url) ?? [];
        const rows = [from, seam, to].map((startDateTime) => ({
          id: startDateTime,
          startDateTime,
          duration: 2_000_000_000,
          charge: 0.1,
          currency: 'EUR',
        }));
        return {
          body: {
            value: rows.filter(({ startDateTime: at }) => at >= start && (isInclusive ? at <= end : at < end)),
          },
        };
      });
      const stubbed = openGateway({ baseUrl: graph.baseUrl });
      const window = `from: "${from}", to: "${to}"`;
      const { data, errors } = await stubbed.query(
        `{ ${report}(${window}) { nodes { id } } pstnCosts(${window}, groupBy: DAY) { key callCount total } all: pstnCosts(${window}, groupBy: USER) { durationSeconds total } }`,
      );
      const first = await stubbed.query(
        `{ ${report}(${window}, first: 1) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
      );
      const { endCursor } = first.data[report].pageInfo;
      const rest = await stubbed.query(`{ ${report}(${window}, after: "${endCursor}") { nodes { id } } }`);
      await stubbed.close();
      await graph.close();
      expect(errors).toBeUndefined();
      expect(data[report].nodes).toEqual([{ id: from }, { id: seam }]);
      expect([...first.data[report].nodes, ...rest.data[report].nodes]).toEqual(data[report].nodes);
      expect(data.pstnCosts).toEqual([
        { key: '2026-01-01', callCount: 1, total: '0.1' },
        { key: '2026-04-01', callCount: 1, total: '0.1' },
      ]);
      expect(data.all).toEqual([{ durationSeconds: 4_000_000_000, total: '0.2' }]);
    }
  },
);

test('a charge that is no number costs its field, and the sum', async () => {
  const rows = [{ id: 'a', startDateTime: '2026-04-01T00:00:00Z', charge: 'abc', currency: 'EUR' }];
  const graph = await startStubGraph(() => ({ body: { value: rows } }));
  const stubbed = openGateway({ baseUrl: graph.baseUrl });
  const window = 'from: "2026-04-01T00:00:00Z", to: "2026-04-02T00:00:00Z"';
  const { data, errors } = await stubbed.query(
    `{ pstnCalls(${window}) { nodes { id charge } } pstnCosts(${window}, groupBy: DAY) { total } }`,
  );
  await stubbed.close();
  await graph.close();
  expect(data).toEqual({ pstnCalls: { nodes: [{ id: 'a', charge: null }] }, pstnCosts: null });
  expect(errors?.map(({ extensions }) => extensions['code'])).toEqual([
    'UPSTREAM_INVALID_RESPONSE',
    'UPSTREAM_INVALID_RESPONSE',
  ]);
  expect(JSON.stringify(errors)).not.toContain('abc');
});

test('a window of all time asks only for what can be there, a few pieces at a time', async () => {
  const graph = await startStubGraph(() => ({ body: { value: [] } }));
  const stubbed = openGateway({ baseUrl: graph.baseUrl, clock });
  const { data, errors } = await stubbed.query(
    `{ pstnCalls(from: "0001-01-02T00:00:00Z", to: "9999-12-31T00:00:00Z", first: 1) { nodes { id } }
       pstnCosts(from: "1900-01-01T00:00:00Z", to: "1999-12-31T00:00:00Z", groupBy: DAY) { key } }`,
  );
  await stubbed.close();
  await graph.close();
  expect(errors).toBeUndefined();
  expect(data).toEqual({ pstnCalls: { nodes: [] }, pstnCosts: [] });
  expect(graph.requests.length).toBeLessThanOrEqual(44);
  expect(graph.calls.length).toBeLessThanOrEqual(9);
});

test.each([
  ['USER', (row: CostRow) => row.userId],
  ['CALL_TYPE', (row: CostRow) => row.callType],
  ['DAY', (row: CostRow) => row.startDateTime.slice(0, 10)],
] as const)('costs by %s count every row under its key and currency', async (groupBy, toKey) => {
  const window = `from: "${ago(60)}", to: "${ago(0)}"`;
  const { data, errors } = await gateway.query(`{ pstnCosts(${window}, groupBy: ${groupBy}) { key currency callCount }
    pstnCalls(${window}, first: 10000) { nodes { userId callType startDateTime currency } } }`);
  expect(errors).toBeUndefined();
  const counts = new Map<string, number>();
  for (const row of data.pstnCalls.nodes as CostRow[]) {
    const key = JSON.stringify([toKey(row), row.currency]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  expect(
    new Map(
      data.pstnCosts.map(({ key, currency, callCount }: { key: string; currency: string; callCount: number }) => [
        JSON.stringify([key, currency]),
        callCount,
      ]),
    ),
  ).toEqual(counts);
});

test("a correlation id that is no GUID is Graph's fault, and never part of a URL", async () => {
  const graph = await startStubGraph(() => ({ body: { value: [{ id: 'a', correlationId: '../users' }] } }));
  const stubbed = openGateway({ baseUrl: graph.baseUrl });
  const { data, errors } = await stubbed.query(
    `{ directRoutingCalls(from: "${ago(2)}", to: "${ago(0)}") { nodes { correlationId callRecord { id } } } }`,
  );
  await stubbed.close();
  await graph.close();
  expect(data.directRoutingCalls.nodes).toEqual([{ correlationId: '../users', callRecord: null }]);
  expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['UPSTREAM_INVALID_RESPONSE']);
  expect(graph.requests).toHaveLength(1);
});

test('costs by destination are the sums of the rows, exactly', async () => {
  const window = `from: "${ago(118)}", to: "${ago(0)}"`;
  const { data, errors } = await gateway.query(`{
    pstnCosts(${window}, groupBy: DESTINATION) { key currency callCount durationSeconds charge connectionCharge total }
    pstnCalls(${window}, first: 10000) { nodes { destinationName currency duration charge connectionCharge } } }`);
  expect(errors).toBeUndefined();
  const rows = data.pstnCalls.nodes as {
    destinationName: string | null;
    currency: string | null;
    duration: number;
    charge: string;
    connectionCharge: string;
  }[];
  const micros = (text: string | null) => Math.round(Number(text ?? 0) * 1e6);
  expect(data.pstnCosts.length).toBeGreaterThan(3);
  for (const { key, currency, callCount, durationSeconds, total } of data.pstnCosts) {
    const own = rows.filter((row) => row.destinationName === key && row.currency === currency);
    expect(callCount).toBe(own.length);
    expect(durationSeconds).toBe(own.reduce((sum, { duration }) => sum + duration, 0));
    expect(micros(total)).toBe(
      own.reduce((sum, { charge, connectionCharge }) => sum + micros(charge) + micros(connectionCharge), 0),
    );
  }
});
