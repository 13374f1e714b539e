import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditLine } from '../../src/audit.ts';
import type { Role } from '../../src/access/role.ts';
import { roles } from '../../src/access/role.ts';
import { systemClock } from '../../src/clock.ts';
import { showcase } from '../../src/simulator/showcase.ts';
import type { GuardedGateway } from '../support/guarded.ts';
import { openGuardedGateway } from '../support/guarded.ts';

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };
const [one, other] = ['44444444-aaaa-4bbb-8ccc-000000000004', '55555555-aaaa-4bbb-8ccc-000000000005'];
const lines: AuditLine[] = [];
let guarded: GuardedGateway;
let bare: GuardedGateway;

const QUERIES = [
  `{ callRecord(id: "${showcase.meeting}") { id joinWebUrl participants { id identity { user { id displayName userPrincipalName } phone { id } } } sessions { caller { ... on ParticipantEndpoint { name userAgent { headerValue } } } segments { media { callerNetwork { subnet } callerDevice { captureDeviceName } } } } } }`,
  '{ callRecords(first: 5) { nodes { id organizer { id } } } }',
  '{ viewer { id kind roles hiddenFields callRecords(first: 2) { nodes { id } } } }',
  '{ callQualitySummary(maxRecords: 3, groupBy: SUBNET) { callCount groups { key } } }',
  `{ callRecords(first: 2, filter: { participantId: "${one}" }) { nodes { id } } }`,
];

beforeEach(async () => {
  lines.length = 0;
  guarded = await openGuardedGateway({
    clock,
    gateway: { responseMaxAgeMs: 60_000, audit: (line) => void lines.push(line) },
  });
  bare = await openGuardedGateway({ clock });
});
afterEach(async () => {
  await guarded.close();
  await bare.close();
});

const viewers: {
  readonly of: readonly Role[];
  readonly oid: string;
  readonly idtyp?: string;
  readonly tid?: string;
}[] = [
  ...roles.flatMap((role) => [one, other].map((oid) => ({ of: [role], oid: oid }))),
  { of: ['self', 'support'], oid: one },
  { of: ['self', 'reports'], oid: other },
];

describe('Whole answers that are given again', () => {
  it(
    'are what each caller would have been answered by themselves, whoever has asked before',
    { timeout: 60_000 },
    async () => {
      for (const query of QUERIES) {
        for (let round = 0; round < 2; round += 1) {
          for (const { of, oid } of viewers) {
            const { data, errors } = await guarded.askAs(of, query, {}, { oid });
            const own = await bare.askAs(of, query, {}, { oid });
            expect({ data, errors }, `${of.join()} ${oid} ${query}`).toEqual({ data: own.data, errors: own.errors });
          }
        }
      }
    },
  );

  const asked = async (of: readonly Role[], oid: string | undefined, query: string) => {
    const before = guarded.calls.length;
    const { errors } = await guarded.askAs(of, query, {}, { oid });
    expect(errors).toBeUndefined();
    return guarded.calls.length - before;
  };

  it('are for all with the same roles where nothing was decided by who they are', async () => {
    const [record = '', list = ''] = QUERIES;
    const summary = '{ callQualitySummary(groupBy: DAY, maxRecords: 60) { callCount } }';
    for (const [role, query] of [
      ['admin', record],
      ['engineer', list],
      ['reports', summary],
    ] as const) {
      expect(await asked([role], one, query)).toBeGreaterThan(0);
      expect(await asked([role], other, query), `${role} ${query}`).toBe(0);
    }
  });

  it('are for nobody else where something was', async () => {
    for (const [role, query] of [
      ['self', QUERIES[1]],
      ['support', QUERIES[0]],
      ['admin', QUERIES[4]],
    ] as const) {
      expect(await asked([role], one, query as string)).toBeGreaterThan(0);
      expect(await asked([role], one, query as string)).toBe(0);
      expect(await asked([role], other, query as string), `${role} ${query}`).toBeGreaterThan(0);
    }
  });

  it('are written down for whoever gets them', async () => {
    const query = `{ callRecord(id: "${showcase.meeting}") { joinWebUrl } }`;
    await guarded.askAs(['admin'], query, {}, { oid: one });
    await guarded.askAs(['admin'], query, {}, { oid: other });
    expect(lines.map(({ viewer, records }) => [viewer?.id, records])).toEqual([
      [one, [showcase.meeting]],
      [other, [showcase.meeting]],
    ]);
  });

  it('have what is withheld written down, and cost those who do not see costs what they always do', async () => {
    const query = `{ callRecord(id: "${showcase.meeting}") { id } }`;
    const first = await guarded.askAs(['self'], query);
    const second = await guarded.askAs(['self'], query);
    expect(second).toEqual(first);
    expect(lines.map(({ decision, records }) => [decision, records])).toEqual([
      ['hide', [showcase.meeting]],
      ['hide', [showcase.meeting]],
    ]);
  });
});
