import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Role } from '../../src/access/role.ts';
import { appRoles } from '../../src/access/role.ts';
import { systemClock } from '../../src/clock.ts';
import { showcase } from '../../src/simulator/showcase.ts';
import { toFullSelection } from '../support/full-selection.ts';
import { GRAPHQL_URL } from '../support/gateway.ts';
import type { GuardedGateway } from '../support/guarded.ts';
import { openGuardedGateway } from '../support/guarded.ts';

/** Somebody who may not see a telephone number tries to find it out all the same. */

vi.setConfig({ testTimeout: 60_000 });

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };
const oid = showcase.person;
const WINDOW = 'from: "2026-05-20T00:00:00Z", to: "2026-06-15T12:00:00Z"';
const attackers: readonly Role[] = ['self', 'support', 'engineer', 'reports'];

let guarded: GuardedGateway;
let whole: GuardedGateway;
/** Numbers that Graph shows whole, with the records that they are in. */
let numbers: readonly string[];
let number = '';
let recordId = '';

beforeAll(async () => {
  whole = await openGuardedGateway({ clock, gateway: { masksAllPhones: false } });
  guarded = await openGuardedGateway({ clock });
  const { data } = await whole.askAs(
    ['admin'],
    '{ callRecords(first: 200) { nodes { id participants { id identity { phone { id } } } } } }',
  );
  const found = new Map<string, string>();
  for (const { id, participants } of data.callRecords.nodes as { id: string; participants: { id: string }[] }[]) {
    for (const participant of participants) if (/^\+\d{8,}$/.test(participant.id)) found.set(participant.id, id);
  }
  numbers = [...found.keys()];
  [[number, recordId] = ['', '']] = [...found];
  expect(numbers.length).toBeGreaterThan(3);
});
afterAll(() => Promise.all([guarded.close(), whole.close()]));

const askAs = async (role: Role, query: string, variables?: Readonly<Record<string, unknown>>) => {
  const { data, errors } = await guarded.askAs([role], query, variables, { oid });
  return { data: data as unknown, errors };
};

/** A number with its digits changed behind the part that is shown. */
const toWrong = (text: string) =>
  text.replace(/\d{3}$/, (digits) => String((Number(digits) + 111) % 1000).padStart(3, '0'));

describe.each(attackers)('As %s', (role) => {
  it('whatever is selected, no number is in the answer', async () => {
    const record = toFullSelection('CallRecord', ['callRecord']);
    const queries = [
      `{ callRecord(id: "${recordId}") ${record} }`,
      `{ callRecord(id: "${showcase.pstnCall}") ${record} }`,
      `{ callRecords(first: 60) { edges { cursor } pageInfo { startCursor endCursor } nodes { organizer { id identity { phone { id displayName } user { id displayName } } } participants { id identity { phone { id displayName } guest { id } } } sessions { caller { ... on ParticipantEndpoint { associatedIdentity { id displayName } } } } attendance { participantId identity { id displayName } } } } }`,
      `{ pstnCalls(${WINDOW}) { edges { cursor } nodes ${toFullSelection('PstnCallLogRow')} } }`,
      `{ directRoutingCalls(${WINDOW}) { nodes ${toFullSelection('DirectRoutingLogRow', ['callRecord'])} } }`,
    ];
    for (const query of queries) {
      const text = JSON.stringify(await askAs(role, query));
      for (const each of numbers) expect(text).not.toContain(each.slice(1));
    }
  });

  it.each([
    ['the filter of the list', 'query ($n: String) { callRecords(filter: { participantId: $n }) { nodes { id } } }'],
    [
      'the filter of figures',
      'query ($n: String) { callQualitySummary(groupBy: DAY, filter: { participantId: $n }) { callCount } }',
    ],
    [
      'attendance',
      `query ($n: String) { callRecord(id: "${showcase.pstnCall}") { attendance(participantId: $n) { joinedAt } } }`,
    ],
  ])('%s answers a right guess as a wrong one', async (_name, query) => {
    guarded.calls.length = 0;
    const right = await askAs(role, query, { n: number });
    const spent = guarded.calls.length;
    guarded.calls.length = 0;
    expect(await askAs(role, query, { n: toWrong(number) })).toEqual(right);
    expect(guarded.calls.length).toBe(spent);
    expect(JSON.stringify(right)).not.toContain(number.slice(1));
  });

  it('numbers are no groups', async () => {
    for (const groupBy of ['USER', 'SUBNET', 'DEVICE']) {
      const text = JSON.stringify(
        await askAs(role, `{ callQualitySummary(groupBy: ${groupBy}, maxRecords: 100) { groups { key name } } }`),
      );
      for (const each of numbers) expect(text).not.toContain(each.slice(1));
      if (role !== 'engineer') expect(text).toContain('FORBIDDEN');
    }
  });

  it('a cursor tells nothing, and is not to be made', async () => {
    const { data } = await guarded.askAs([role], '{ callRecords(first: 1) { edges { cursor } } }', undefined, { oid });
    const cursors = ((data.callRecords?.edges ?? []) as { cursor: string }[]).map(({ cursor }) => cursor);
    for (const cursor of cursors)
      expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/callRecords|participant/);
    const { errors } = await askAs(
      role,
      `{ callRecords(after: "${Buffer.from(`{"page":"/users"}`).toString('base64url')}") { nodes { id } } }`,
    );
    expect(errors?.[0]?.extensions['code']).toMatch(/^(BAD_USER_INPUT|FORBIDDEN)$/);
  });

  it('errors have no number in their path or message', async () => {
    const query = `{ callRecord(id: "${number}") { id } a: callRecord(id: "${recordId}'") { id } }`;
    const { errors } = await askAs(role, query);
    expect(errors?.length).toBe(2);
    expect(JSON.stringify(errors)).not.toContain(number.slice(1));
  });

  it('answers in parts are masked like whole ones', async () => {
    const token = await guarded.issuer.sign({ roles: [appRoles[role]], oid });
    const response = await guarded.gateway.fetch(GRAPHQL_URL, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'multipart/mixed', authorization: `Bearer ${token}` },
      body: JSON.stringify({
        query: `{ callRecord(id: "${recordId}") { id ... @defer { participants { id identity { phone { id } } } attendance { participantId identity { id } } } } }`,
      }),
    });
    const text = await response.text();
    for (const each of numbers) expect(text).not.toContain(each.slice(1));
  });
});

it('the same attacks find the number where it may be seen', async () => {
  const { data } = await whole.askAs(
    ['admin'],
    'query ($n: String) { callRecords(filter: { participantId: $n }) { nodes { id } } }',
    { n: number },
  );
  expect((data.callRecords.nodes as { id: string }[]).map(({ id }) => id)).toContain(recordId);
  const { data: record } = await whole.askAs(['admin'], `{ callRecord(id: "${recordId}") { participants { id } } }`);
  expect(JSON.stringify(record)).toContain(number);
});

it('the link to a meeting does not name who has organised it', async () => {
  const query = `{ callRecord(id: "${showcase.meeting}") { joinWebUrl organizer { id } } }`;
  const { data: all } = await whole.askAs(['admin'], query);
  const { organizer, joinWebUrl } = all.callRecord as { organizer: { id: string }; joinWebUrl: string };
  expect(decodeURIComponent(joinWebUrl)).toContain(organizer.id);
  const { data: attendees } = await whole.askAs(
    ['admin'],
    `{ callRecord(id: "${showcase.meeting}") { participants { id } } }`,
  );
  const other = (attendees.callRecord.participants as { id: string }[]).find(({ id }) => id !== organizer.id)?.id;
  const { data } = await guarded.askAs(['self'], query, undefined, { oid: other });
  expect(data.callRecord.joinWebUrl).toMatch(/^https:\/\/teams\.microsoft\.com\//);
  expect(decodeURIComponent(JSON.stringify(data))).not.toContain(organizer.id);
});

it('numbers that Graph has put into names are masked as well', async () => {
  const { data } = await guarded.askAs(
    ['engineer'],
    `{ callRecord(id: "${recordId}") { participants { identity { phone { id } } } } }`,
  );
  const shown = (data.callRecord.participants as { identity: { phone: { id: string } | null } | null }[]).flatMap(
    ({ identity }) => identity?.phone?.id ?? [],
  );
  expect(shown.length).toBeGreaterThan(0);
  for (const each of shown) expect(each).toMatch(/^\+\d+\*{3}$/);
});
