import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditLine } from '../../src/audit.ts';
import { systemClock } from '../../src/clock.ts';
import { showcase } from '../../src/simulator/showcase.ts';
import type { GuardedGateway } from '../support/guarded.ts';
import { openGuardedGateway } from '../support/guarded.ts';

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };
const oid = '44444444-aaaa-4bbb-8ccc-000000000004';
const lines: AuditLine[] = [];
let guarded: GuardedGateway;

beforeAll(async () => {
  guarded = await openGuardedGateway({ clock, gateway: { audit: (line) => void lines.push(line) } });
});
afterAll(() => guarded.close());
beforeEach(() => {
  lines.length = 0;
});

const toShort = () => lines.map((line) => [line.class ?? line.path ?? line.code, line.decision]);

describe('The audit log', () => {
  it('has a line for each class of personal data that was asked for, with who, what and of which records', async () => {
    const query = `query Who { callRecord(id: "${showcase.meeting}") { id joinWebUrl participants { identity { user { displayName } } } sessions { caller { ... on ParticipantEndpoint { name } } } } }`;
    await guarded.askAs(['support'], query);
    expect(toShort().sort()).toEqual([
      ['advanced', 'hide'],
      ['joinLink', 'hide'],
      ['name', 'mask'],
    ]);
    expect(lines[0]).toMatchObject({
      event: 'access',
      time: '2026-06-15T12:00:00.000Z',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      viewer: { kind: 'user', id: oid },
      roles: ['support'],
      operation: { name: 'Who', hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      records: [showcase.meeting],
      recordCount: 1,
    });
  });

  it('has none for what is nobody in particular', async () => {
    await guarded.askAs(['engineer'], '{ callRecords(first: 3) { nodes { id type } } }');
    expect(lines).toEqual([]);
  });

  it('has the keys of groups, which no field of theirs gives out', async () => {
    await guarded.askAs(['engineer'], '{ callQualitySummary(groupBy: SUBNET, maxRecords: 1) { groups { key } } }');
    expect(toShort()).toEqual([['advanced', 'show']]);
  });

  it('has a line for each refusal', async () => {
    await guarded.askAs(
      ['support'],
      '{ a: pstnCalls(from: "2026-06-01T00:00:00Z", to: "2026-06-02T00:00:00Z") { nodes { id } } }',
    );
    await guarded.askAs(['reports'], '{ callQualitySummary(groupBy: USER) { callCount } }');
    await guarded.send('{ __typename }');
    await guarded.askAs([], '{ __typename }');
    expect(toShort()).toEqual([
      ['a', 'forbidden'],
      ['callQualitySummary', 'forbidden'],
      ['UNAUTHENTICATED', 'forbidden'],
      ['FORBIDDEN', 'forbidden'],
    ]);
  });

  it('has who it was, where somebody is known and has no role', async () => {
    await guarded.askAs([], '{ __typename }');
    expect(lines).toMatchObject([{ event: 'refusal', code: 'FORBIDDEN', viewer: { kind: 'user', id: oid } }]);
  });

  it('has the ids of records that somebody asked for who took part in none of them', async () => {
    await guarded.askAs(['self'], `{ callRecord(id: "${showcase.meeting}") { id } }`);
    expect(lines).toMatchObject([{ decision: 'hide', records: [showcase.meeting], viewer: { id: oid } }]);
  });

  it('goes on in further lines where there are many records', async () => {
    await guarded.askAs(['engineer'], '{ callRecords(first: 250) { nodes { joinWebUrl } } }');
    expect(lines.map(({ records, recordCount }) => [records?.length, recordCount])).toEqual([
      [200, 250],
      [50, 250],
    ]);
  });

  it('has never a value', async () => {
    const query = `{ callRecord(id: "${showcase.pstnCall}") { participants { id identity { user { displayName userPrincipalName } phone { id } } } sessions { caller { ... on ParticipantEndpoint { name } } } } }`;
    const { data } = await guarded.askAs(['admin'], query);
    const text = JSON.stringify(lines);
    expect(lines.length).toBeGreaterThan(2);
    JSON.stringify(data, (_name, value: unknown) => {
      if (typeof value === 'string' && value.length > 4) expect(text).not.toContain(value);
      return value;
    });
  });

  it('cannot keep anybody from their answer', async () => {
    const failing = await openGuardedGateway({
      clock,
      gateway: {
        audit() {
          throw new Error('the disk is full');
        },
      },
    });
    const { errors } = await failing.askAs(['admin'], `{ callRecord(id: "${showcase.meeting}") { joinWebUrl } }`);
    expect(errors).toBeUndefined();
    await failing.close();
  });
});
