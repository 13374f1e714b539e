import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../src/clock.ts';
import { toTruth } from '../src/simulator/truth.ts';
import type { SimulatedGateway } from './support/simulator.ts';
import { openSimulatedGateway } from './support/simulator.ts';

/** Questions over many calls, against what the simulator's plan knows. */

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };
const truth = toTruth(1, nowMs);

let gateway: SimulatedGateway;

beforeAll(async () => {
  gateway = await openSimulatedGateway({ clock }, { clock });
});

afterAll(() => gateway.close());

beforeEach(() => {
  gateway.calls.length = 0;
});

const countRequests = () => gateway.calls.reduce((sum, { items }) => sum + Math.max(items.length, 1), 0);

describe('filters that the gateway applies', () => {
  async function readAll(filter: string, first: number, maxRead: number): Promise<string[]> {
    const ids: string[] = [];
    let after: string | null = null;
    for (;;) {
      const { data, errors } = await gateway.query(
        `query ($first: Int, $after: String, $maxRead: Int) { callRecords(filter: { ${filter} }, first: $first, after: $after, maxRead: $maxRead) {
          nodes { id } pageInfo { hasNextPage endCursor } } }`,
        { first, after, maxRead },
      );
      expect(errors).toBeUndefined();
      ids.push(...data.callRecords.nodes.map(({ id }: { id: string }) => id));
      after = data.callRecords.pageInfo.endCursor;
      if (!data.callRecords.pageInfo.hasNextPage) return ids;
    }
  }

  test.each([
    ['failedOnly: true', (call: (typeof truth)[number]) => call.failedSessionCount > 0],
    ['minDurationSeconds: 1800', (call: (typeof truth)[number]) => call.end - call.start >= 18_000_000_000n],
  ])('%s: the calls of the plan, each once, whatever the page and the bound', async (filter, belongs) => {
    const expected = truth.filter(belongs).map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(10);
    for (const [first, maxRead] of [
      [7, 60],
      [1000, 5000],
      [10, 33],
    ] as const) {
      expect((await readAll(filter, first, maxRead)).toSorted()).toEqual(expected.toSorted());
    }
  });

  test('type and modality cost no more than the list', async () => {
    const { data } = await gateway.query(
      '{ callRecords(filter: { type: PEER_TO_PEER, modality: VIDEO }, first: 20, maxRead: 120) { nodes { type modalities } } }',
    );
    expect(data.callRecords.nodes.length).toBeGreaterThan(0);
    for (const { type, modalities } of data.callRecords.nodes) {
      expect(type).toBe('PEER_TO_PEER');
      expect(modalities).toContain('VIDEO');
    }
    expect(countRequests()).toBeLessThanOrEqual(2);
  });

  test('a verdict is that of the call', async () => {
    const { data } = await gateway.query(
      '{ callRecords(filter: { verdict: POOR }, first: 5) { nodes { quality { verdict reasons { metric } } } } }',
    );
    expect(data.callRecords.nodes).toHaveLength(5);
    for (const { quality } of data.callRecords.nodes) {
      expect(quality.verdict).toBe('POOR');
      expect(quality.reasons.length).toBeGreaterThan(0);
    }
  });
});

describe('callQualitySummary', () => {
  const FIELDS =
    'recordsRead callCount complete poorCallCount goodCallCount unclassifiedCallCount poorCallPercentage groups { key name callCount poorCallCount poorStreamCount goodStreamCount unclassifiedStreamCount poorPercentage }';

  test('costs the list and a request for each record, and says when the bound cut it', async () => {
    const { data, errors } = await gateway.query(`{ callQualitySummary(groupBy: DAY, maxRecords: 40) { ${FIELDS} } }`);
    expect(errors).toBeUndefined();
    expect(data.callQualitySummary).toMatchObject({ recordsRead: 40, complete: false });
    const behindTheFirstPage = gateway.calls.filter(({ items }) => items.length < 2).length - 1;
    expect(countRequests()).toBe(1 + 40 + behindTheFirstPage);
    expect(gateway.calls[1]?.items).toHaveLength(20);
  });

  test('with a filter of the gateway it says how many were read and how many are left, and orders by percentage', async () => {
    const { data, errors } = await gateway.query(
      `{ callQualitySummary(groupBy: SUBNET, maxRecords: 60, filter: { verdict: POOR }) { recordsRead callCount complete poorCallCount
        groups(orderBy: POOR_PERCENTAGE, minStreamCount: 10) { poorPercentage poorStreamCount goodStreamCount } } }`,
    );
    expect(errors).toBeUndefined();
    const { recordsRead, callCount, complete, poorCallCount, groups } = data.callQualitySummary;
    expect({ recordsRead, complete }).toEqual({ recordsRead: 60, complete: false });
    expect(callCount).toBe(poorCallCount);
    expect(callCount).toBeLessThan(60);
    const shares = groups.map(({ poorPercentage }: { poorPercentage: number }) => poorPercentage);
    expect(shares.length).toBeGreaterThan(1);
    expect(shares).toEqual(shares.toSorted((a: number, b: number) => b - a));
    for (const { poorStreamCount: poor, goodStreamCount: good } of groups)
      expect(poor + good).toBeGreaterThanOrEqual(10);
  });

  test('a whole window is complete, and its figures add up', async () => {
    const from = new Date(nowMs - 3 * 86_400_000).toISOString();
    const { data, errors } = await gateway.query(
      `{ day: callQualitySummary(filter: { from: "${from}" }, groupBy: DAY, maxRecords: 400) { ${FIELDS} }
         user: callQualitySummary(filter: { from: "${from}" }, groupBy: USER, maxRecords: 400) { ${FIELDS} }
         subnet: callQualitySummary(filter: { from: "${from}" }, groupBy: SUBNET, maxRecords: 400) { ${FIELDS} } }`,
    );
    expect(errors).toBeUndefined();
    const inWindow = truth.filter(({ start }) => start >= BigInt(nowMs - 3 * 86_400_000) * 10_000n);
    const { day, user, subnet } = data;
    expect(day).toMatchObject({ recordsRead: inWindow.length, complete: true });
    expect(day.poorCallCount + day.goodCallCount + day.unclassifiedCallCount).toBe(inWindow.length);
    expect(day.poorCallPercentage).toBeCloseTo((100 * day.poorCallCount) / (day.poorCallCount + day.goodCallCount));
    expect(
      day.groups.reduce((sum: number, { poorCallCount }: { poorCallCount: number }) => sum + poorCallCount, 0),
    ).toBe(day.poorCallCount);
    for (const group of [...user.groups, ...subnet.groups, ...day.groups]) {
      const { poorStreamCount: poor, goodStreamCount: good, poorPercentage } = group;
      if (poor + good === 0) expect(poorPercentage).toBeNull();
      else expect(poorPercentage).toBeCloseTo((100 * poor) / (poor + good));
    }
    const known = new Set(inWindow.flatMap(({ participants }) => participants.map(({ id }) => id)));
    for (const { key } of user.groups) if (key !== null) expect(known).toContain(key);
  });
});
