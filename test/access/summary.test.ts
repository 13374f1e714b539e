import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { LEAST_CALLS } from '../../src/schema/small-group.ts';
import type { GuardedGateway } from '../support/guarded.ts';
import { openGuardedGateway } from '../support/guarded.ts';

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };
let guarded: GuardedGateway;

beforeAll(async () => {
  guarded = await openGuardedGateway({ clock });
});
afterAll(() => guarded.close());

interface Group {
  readonly key: string;
  readonly callCount: number;
}

const GROUPS = '{ callQualitySummary(groupBy: PLATFORM, maxRecords: 20) { callCount groups { key callCount } } }';

it('whoever sees figures alone sees no group of a few calls', async () => {
  const everything = await guarded.askAs(['engineer'], GROUPS);
  const all = everything.data.callQualitySummary.groups as Group[];
  expect(all.some(({ callCount }) => callCount < LEAST_CALLS)).toBe(true);
  const figures = await guarded.askAs(['reports'], GROUPS);
  expect(figures.data.callQualitySummary.groups).toEqual(all.filter(({ callCount }) => callCount >= LEAST_CALLS));
  expect(figures.data.callQualitySummary.callCount).toBe(20);
});

it('nor figures of a few calls, at the end or on the way', async () => {
  const few = `{ callQualitySummary(groupBy: DAY, maxRecords: ${LEAST_CALLS - 1}) { callCount } }`;
  const { data, errors } = await guarded.askAs(['reports'], few);
  expect([data, errors?.[0]?.extensions['code']]).toEqual([{ callQualitySummary: null }, 'FORBIDDEN']);
  const progress = `{ callQualitySummary(groupBy: DAY, maxRecords: ${LEAST_CALLS - 1}) { progress { callCount } } }`;
  const steps = await guarded.askAs(['reports'], progress);
  expect(steps.data).toEqual({ callQualitySummary: { progress: [] } });
});

it('nor how many there were by what it cost', async () => {
  const query = (maxRecords: number, filter: string) =>
    `{ callQualitySummary(groupBy: DAY, maxRecords: ${maxRecords}, filter: { ${filter} }) { callCount } rateLimit { caller { used } upstreamRequests application { used } } }`;
  const none = await guarded.askAs(['reports'], query(10, 'from: "2000-01-01T00:00:00Z", to: "2000-01-02T00:00:00Z"'));
  const some = await guarded.askAs(['reports'], query(10, 'from: "2026-06-15T00:00:00Z"'));
  expect(none.extensions.cost).toEqual(some.extensions.cost);
  expect([some.data.rateLimit.upstreamRequests, some.data.rateLimit.application]).toEqual([null, null]);
});

it('nor single calls in the rows of reports', async () => {
  const window = 'from: "2026-06-10T00:00:00Z", to: "2026-06-15T12:00:00Z"';
  for (const report of ['pstnCalls', 'directRoutingCalls']) {
    const { data, errors } = await guarded.askAs(['reports'], `{ ${report}(${window}) { nodes { id } } }`);
    expect([data, errors?.[0]?.extensions['code']]).toEqual([{ [report]: null }, 'FORBIDDEN']);
  }
});

it('nor costs of a few calls', async () => {
  const query =
    '{ pstnCosts(from: "2026-05-20T00:00:00Z", to: "2026-06-15T12:00:00Z", groupBy: DAY) { key callCount } }';
  const all = (await guarded.askAs(['engineer'], query)).data.pstnCosts as Group[];
  const figures = (await guarded.askAs(['reports'], query)).data.pstnCosts as Group[];
  expect(all.some(({ callCount }) => callCount < LEAST_CALLS)).toBe(true);
  expect(figures).toEqual(all.filter(({ callCount }) => callCount >= LEAST_CALLS));
});

it('nor asks for the calls of one person', async () => {
  const query =
    '{ callQualitySummary(groupBy: DAY, filter: { participantId: "00000000-0000-4000-8000-000000000001" }) { callCount } }';
  guarded.calls.length = 0;
  expect((await guarded.askAs(['reports'], query)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  expect(guarded.calls).toEqual([]);
});
