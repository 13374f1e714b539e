import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { showcase } from '../../src/simulator/showcase.ts';
import type { GuardedGateway } from '../support/guarded.ts';
import { openGuardedGateway } from '../support/guarded.ts';

vi.setConfig({ testTimeout: 60_000 });

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };
const oid = showcase.person;
const UNKNOWN = 'deadbeef-0000-4000-8000-000000000000';
const LIST = '{ callRecords(first: 10) { nodes { id participants { id } } } }';
let guarded: GuardedGateway;
let ownIds: readonly string[];
let otherIds: readonly string[];

beforeAll(async () => {
  guarded = await openGuardedGateway({ clock });
  const everybody = await guarded.askAs(['admin'], '{ callRecords(first: 200) { nodes { id participants { id } } } }');
  const nodes = everybody.data.callRecords.nodes as { id: string; participants: { id: string }[] }[];
  const isOwn = ({ participants }: (typeof nodes)[number]) => participants.some(({ id }) => id === oid);
  ownIds = nodes.filter(isOwn).map(({ id }) => id);
  otherIds = nodes.filter((node) => !isOwn(node)).map(({ id }) => id);
  expect([ownIds.length > 3, otherIds.length > 3]).toEqual([true, true]);
});
afterAll(() => guarded.close());
beforeEach(() => {
  guarded.calls.length = 0;
});

const asSelf = (query: string, variables?: Readonly<Record<string, unknown>>) =>
  guarded.askAs(['self'], query, variables, { oid });
const urls = () => guarded.calls.map(({ url }) => decodeURIComponent(url));

describe('Whoever sees their own calls only', () => {
  it('lists them with a filter that Graph applies', async () => {
    const { data, errors } = await asSelf(LIST);
    expect(errors).toBeUndefined();
    expect(data.callRecords.nodes.length).toBe(10);
    for (const { id } of data.callRecords.nodes as { id: string }[]) expect(otherIds).not.toContain(id);
    expect(urls()[0]).toContain(`$filter=participants_v2/any(p:p/id eq '${oid}')`);
  });

  it('cannot widen the list by a filter', async () => {
    const filtered = '($id: String) { callRecords(filter: { participantId: $id }) { nodes { id } } }';
    const { data, errors } = await asSelf(`query ${filtered}`, { id: '00000000-0000-4000-8000-000000000001' });
    expect([data.callRecords, errors?.[0]?.extensions['code']]).toEqual([null, 'FORBIDDEN']);
    expect(guarded.calls).toEqual([]);
    expect((await asSelf(`query ${filtered}`, { id: oid.toUpperCase() })).errors).toBeUndefined();
  });

  it('cannot go on from the cursor of a list of all', async () => {
    const page = '($after: String) { callRecords(first: 2, after: $after) { pageInfo { endCursor } nodes { id } } }';
    const { data } = await guarded.askAs(['admin'], `query ${page}`);
    const { errors } = await asSelf(`query ${page}`, { after: data.callRecords.pageInfo.endCursor });
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  it.each([
    ['alone', 'id type'],
    ['with its sessions', 'id sessions { id }'],
    ['with its participants', 'id participants { id }'],
    ['with both', 'id sessions { id } participants { id }'],
    ['with figures', 'id summary { participantCount }'],
  ])('gets a record of their own by id, %s, and of another what does not exist', async (_name, selection) => {
    const query = `query ($id: ID!) { callRecord(id: $id) { ${selection} } }`;
    const own = await asSelf(query, { id: ownIds[0] });
    expect(own).toMatchObject({ data: { callRecord: { id: ownIds[0] } } });
    const count = () => guarded.calls.reduce((sum, { items }) => sum + (items.length || 1), 0);
    guarded.calls.length = 0;
    const other = await asSelf(query, { id: otherIds[0] });
    const spent = count();
    guarded.calls.length = 0;
    const unknown = await asSelf(query, { id: UNKNOWN });
    expect(other).toEqual(unknown);
    expect(other.data).toEqual({ callRecord: null });
    expect(count()).toBe(spent);
  });

  it('cannot tell by what was just read whether a record is there', async () => {
    const caching = await openGuardedGateway({ clock, gateway: { maxAgeMs: 5_000 } });
    const spent = async (id: string | undefined) => {
      caching.calls.length = 0;
      const query =
        'query ($id: ID!) { callRecord(id: $id) { id sessions { id } } rateLimit { caller { used } application { used } } }';
      const answer = await caching.askAs(['self'], query, { id }, { oid });
      return { answer, requests: caching.calls.reduce((sum, { items }) => sum + (items.length || 1), 0) };
    };
    const first = [await spent(otherIds[0]), await spent(UNKNOWN)];
    const second = [await spent(otherIds[0]), await spent(UNKNOWN)];
    expect(first[0]).toEqual(first[1]);
    expect(second[0]).toEqual(second[1]);
    expect(first[0]?.answer.extensions.cost).toEqual(second[0]?.answer.extensions.cost);
    expect(second[0]?.requests).toBe(0);
    await caching.close();
  });

  it('is told the same cost of a large meeting of others as of none', async () => {
    const query = 'query ($id: ID!) { callRecord(id: $id) { id } }';
    const large = await guarded.askAs(['self'], query, { id: showcase.townHall }, { oid: UNKNOWN });
    expect(large).toEqual(await guarded.askAs(['self'], query, { id: UNKNOWN }, { oid: UNKNOWN }));
  });

  it('is found behind the first page of the participants', async () => {
    const townHall = await guarded.askAs(
      ['admin'],
      `{ callRecord(id: "${showcase.townHall}") { participants { id } } }`,
    );
    const participants = townHall.data.callRecord.participants as { id: string }[];
    const last = participants.at(-1)?.id as string;
    expect(participants.length).toBeGreaterThan(130);
    const query = `{ callRecord(id: "${showcase.townHall}") { id } }`;
    expect((await guarded.askAs(['self'], query, undefined, { oid: last })).data.callRecord?.id).toBe(
      showcase.townHall,
    );
    const stranger = await guarded.askAs(['self'], query, undefined, { oid: UNKNOWN });
    expect(stranger.data.callRecord).toBeNull();
  });

  it('makes figures of their own calls', async () => {
    const query = '{ callQualitySummary(groupBy: DAY, maxRecords: 60) { callCount } }';
    const { data } = await asSelf(query);
    const days = '{ viewer { callRecords(first: 60) { nodes { id } } } }';
    expect(data.callQualitySummary.callCount).toBe((await asSelf(days)).data.viewer.callRecords.nodes.length);
    expect(urls().some((url) => url.includes(`p/id eq '${oid}'`))).toBe(true);
  });

  it('reads no report', async () => {
    const query =
      '{ directRoutingCalls(from: "2026-06-01T00:00:00Z", to: "2026-06-15T00:00:00Z") { nodes { callRecord { id } } } }';
    expect((await asSelf(query)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    expect(guarded.calls).toEqual([]);
  });
});

describe('viewer.callRecords', () => {
  const query = '{ viewer { callRecords(first: 5) { nodes { id } } } }';

  it('are the calls of the caller, whatever else they may see', async () => {
    const [engineer, self] = [await guarded.askAs(['engineer'], query, undefined, { oid }), await asSelf(query)];
    expect(engineer.data).toEqual(self.data);
    expect(self.data.viewer.callRecords.nodes.length).toBe(5);
  });

  it('are no calls of a program', async () => {
    const { data, errors } = await guarded.askAs(['admin'], query, undefined, { scp: undefined, idtyp: 'app' });
    expect([data.viewer.callRecords, errors?.[0]?.extensions['code']]).toEqual([null, 'FORBIDDEN']);
  });
});
