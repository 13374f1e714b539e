import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showcase } from '../../src/simulator/showcase.ts';
import { createTenant } from '../../src/simulator/tenant/tenant.ts';
import { toTruth } from '../../src/simulator/truth.ts';
import { open, readAll, startMs, type Json } from './simulator-client.ts';

interface Declaration {
  readonly properties: Readonly<Record<string, string>>;
  readonly base?: string;
}
const toTypes = (version: 'v1' | 'beta') =>
  (
    JSON.parse(readFileSync(new URL(`../fixtures/report-metadata.${version}.json`, import.meta.url), 'utf8')) as {
      readonly types: Readonly<Record<string, Declaration>>;
    }
  ).types;

const dayMs = 86_400_000;
const functions = {
  getPstnCalls: 'pstnCallLogRow',
  getDirectRoutingCalls: 'directRoutingLogRow',
  getSmsLog: 'smsLogRow',
  getPstnBlockedUsersLog: 'pstnBlockedUsersLogRow',
  getPstnOnlineMeetingDialoutReport: 'pstnOnlineMeetingDialoutReport',
} as const;
const windows = [
  [startMs - 120 * dayMs, startMs - 60 * dayMs],
  [startMs - 60 * dayMs + 1, startMs],
] as const;

let client: Awaited<ReturnType<typeof open>>;
const rows: Record<string, Json[]> = {};

const toPath = (name: string, fromMs: number, toMs: number) =>
  `/communications/callRecords/${name}(fromDateTime=${new Date(fromMs).toISOString()},toDateTime=${new Date(toMs).toISOString()})`;
async function read(version: string, name: string): Promise<Json[]> {
  const parts = await Promise.all(
    windows.map(([fromMs, toMs]) => readAll(client, `${client.baseUrl}/${version}${toPath(name, fromMs, toMs)}`)),
  );
  return parts.flatMap(({ items }) => items);
}
beforeAll(async () => {
  client = await open();
  for (const name of Object.keys(functions)) rows[name] = await read('beta', name);
});
afterAll(() => client.close());

const pstn = () => rows['getPstnCalls'] ?? [];
const direct = () => rows['getDirectRoutingCalls'] ?? [];

function declared(types: Readonly<Record<string, Declaration>>, name: string): string[] {
  const type = types[name];
  if (type === undefined) throw new Error(`${name} is not declared`);
  return [...Object.keys(type.properties), ...(type.base === undefined ? [] : declared(types, type.base))].sort();
}

describe('every row', () => {
  it.each(Object.entries(functions))('of %s has the members that beta declares, none empty in all', (name, type) => {
    const members = declared(toTypes('beta'), `graph.callRecords.${type}`);
    const found = rows[name] ?? [];
    expect(found.length).toBeGreaterThan(5);
    for (const row of found) expect(Object.keys(row as object).sort()).toEqual(members);
    expect(members.filter((member) => found.every((row) => row[member] === null))).toEqual([]);
  });

  it('of v1.0 is that of beta without what beta adds', async () => {
    for (const name of ['getPstnCalls', 'getDirectRoutingCalls'] as const) {
      const members = declared(toTypes('v1'), `graph.callRecords.${functions[name]}`);
      const pick = (row: Json) => Object.fromEntries(members.map((member) => [member, row[member]]));
      expect(await read('v1.0', name)).toEqual((rows[name] ?? []).map(pick));
    }
  });

  it('has an id of its own', () => {
    const ids = ['getPstnCalls', 'getDirectRoutingCalls', 'getSmsLog'].flatMap((name) =>
      (rows[name] ?? []).map(({ id }) => id as string),
    );
    expect(ids.length).toBeGreaterThan(4000);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('masks whoever is outside, and nobody else', () => {
    for (const { callType, callerNumber, calleeNumber } of [...pstn(), ...direct()]) {
      const [outside, inside] = /in(ucap)?$/i.test(callType)
        ? [callerNumber, calleeNumber]
        : [calleeNumber, callerNumber];
      expect(outside).toMatch(/^\+\d{5,10}\*{3}$/);
      expect(inside).toMatch(/^\+\d{9,14}$/);
    }
  });

  it('spans as many seconds as it says', () => {
    for (const row of [...pstn(), ...direct().filter(({ successfulCall }) => successfulCall as boolean)]) {
      expect(Date.parse(row.endDateTime) - Date.parse(row.startDateTime)).toBe(row.duration * 1000);
    }
  });

  it('lies no further back than 120 days, and a working day has many', () => {
    const perDay = (some: Json[]) => {
      const counts = new Map<string, number>();
      for (const { startDateTime } of some) {
        const day = (startDateTime as string).slice(0, 10);
        counts.set(day, (counts.get(day) ?? 0) + 1);
      }
      return counts.get('2026-07-15');
    };
    expect(perDay(pstn())).toBeGreaterThanOrEqual(30);
    expect(perDay(pstn())).toBeLessThanOrEqual(60);
    expect(perDay(direct())).toBeGreaterThanOrEqual(20);
    expect(perDay(direct())).toBeLessThanOrEqual(40);
    expect(new Date(startMs - 119 * dayMs).toISOString() > pstn()[0].startDateTime).toBe(true);
  });

  it('of a day stays the same while the day is past', () => {
    const toIds = (nowMs: number) =>
      createTenant(1, nowMs)
        .telephony.legs()
        .map(({ id, start }) => [id, start] as const)
        .filter(([, start]) => start >= BigInt(startMs - 80 * dayMs) * 10_000n)
        .filter(([, start]) => start < BigInt(startMs - 60 * dayMs) * 10_000n);
    expect(toIds(startMs).length).toBeGreaterThan(500);
    expect(toIds(startMs + 9 * dayMs + 12_345)).toEqual(toIds(startMs));
  });
});

describe('calling plans', () => {
  it('have calls of every type, charged where they go abroad', () => {
    const types = new Set(pstn().map(({ callType }) => callType as string));
    expect([...types].sort()).toEqual(
      'conf_in conf_out ucap_in ucap_out user_in user_out user_out_conf user_out_forwarding user_out_transfer'.split(
        ' ',
      ),
    );
    for (const row of pstn()) {
      expect(row.userId === null).toBe(row.callType.startsWith('ucap_'));
      expect(row.conferenceId !== null).toBe(row.callType.startsWith('conf_'));
      const isCharged = row.charge > 0 || row.connectionCharge > 0;
      const isAbroad = row.destinationContext === 'International' || row.callType === 'conf_out';
      expect(isCharged).toBe(isAbroad && row.duration > 0 && !row.callType.endsWith('_in'));
      expect(`${row.charge} ${row.connectionCharge}`).toMatch(/^\d+(\.\d{1,6})? \d+(\.\d{1,6})?$/);
    }
    expect(new Set(pstn().map(({ currency }) => currency as string))).toEqual(new Set(['GBP', 'USD', 'EUR']));
    const names = new Set(pstn().map(({ destinationName }) => destinationName as string));
    for (const name of ['Norway', 'India', 'Brazil', 'Germany']) expect(names).toContain(name);
  });

  it('are what the dial-out report sums up, over exactly the range asked for', async () => {
    for (const [fromMs, toMs] of [
      [startMs - 100 * dayMs, startMs - 40 * dayMs],
      [startMs - 25 * dayMs, startMs],
    ] as const) {
      const report = await readAll(
        client,
        `${client.baseUrl}/beta${toPath('getPstnOnlineMeetingDialoutReport', fromMs, toMs)}`,
      );
      const dialled = pstn().filter(({ callType, startDateTime }) => {
        const at = Date.parse(startDateTime);
        return callType === 'conf_out' && at >= fromMs && at < toMs;
      });
      expect(dialled.length).toBeGreaterThan(0);
      const sums: Record<string, [number, number, number]> = {};
      for (const row of dialled) {
        const key = [row.userId, row.usageCountryCode, row.destinationContext, row.currency].join();
        const [calls, micros, seconds] = sums[key] ?? [0, 0, 0];
        sums[key] = [calls + 1, micros + Math.round(row.charge * 1e6), seconds + (row.duration as number)];
      }
      expect(
        Object.fromEntries(
          report.items.map((row) => [
            [row.userId, row.usageLocation, row.destinationContext, row.currency].join(),
            [row.totalCalls, Math.round(row.totalCallCharge * 1e6), row.totalCallSeconds],
          ]),
        ),
      ).toEqual(sums);
    }
  });
});

describe('direct routing', () => {
  it('says of a failed call when and why, of others when they ended', () => {
    const failed = direct().filter(({ successfulCall }) => successfulCall === false);
    expect(new Set(failed.map(({ finalSipCode }) => finalSipCode as number))).toEqual(new Set([404, 486, 487, 503]));
    for (const row of direct()) {
      const [set, unset] = row.successfulCall ? ['endDateTime', 'failureDateTime'] : ['failureDateTime', 'endDateTime'];
      expect(row[unset]).toBe('0001-01-01T00:00:00Z');
      expect(row[set] >= row.startDateTime && row.startDateTime >= row.inviteDateTime).toBe(true);
      expect(row.finalSipCode === 0).toBe(row.successfulCall);
      expect(row.duration > 0).toBe(row.successfulCall);
      expect(row.startDateTime).toMatch(/T\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
  });
});

describe('rows and records', () => {
  const truth = toTruth(1, startMs);

  it('every call with a phone in it has rows on one side, every other none', () => {
    const byPstnId = new Map(pstn().map((row) => [row.id as string, row]));
    const byDirectId = new Map(direct().map((row) => [row.id as string, row]));
    for (const call of truth) {
      const phones = call.participants.filter(({ kind }) => kind === 'phone');
      const joins = phones.flatMap(({ presences }) => presences);
      const wanted = call.kind === 'callQueue' ? Math.min(1, joins.length) : joins.length;
      expect([call.id, call.pstnRowIds.length + call.directRoutingRowIds.length]).toEqual([call.id, wanted]);
      for (const id of call.directRoutingRowIds) expect(byDirectId.get(id)?.correlationId).toBe(call.id);
      const own = [
        ...call.pstnRowIds.map((id) => byPstnId.get(id)),
        ...call.directRoutingRowIds.map((id) => byDirectId.get(id)),
      ];
      for (const row of own) {
        const isIn = /in(ucap)?$/i.test(row.callType);
        const number = (isIn ? row.callerNumber : row.calleeNumber) as string;
        expect(phones.some(({ id }) => id.startsWith(number.slice(0, -3)) && id.length === number.length)).toBe(true);
        const start = BigInt(Date.parse(row.startDateTime)) * 10_000n;
        expect(start >= call.start - 10_000n && start <= call.end).toBe(true);
      }
    }
    expect(truth.filter(({ kind }) => kind === 'pstn').length).toBeGreaterThan(20);
  });

  it('every row of the last weeks has its record', async () => {
    const recent = direct().filter(({ startDateTime }) => Date.parse(startDateTime) > startMs - 25 * dayMs);
    expect(recent.length).toBeGreaterThan(20);
    for (const { correlationId, userId } of recent.slice(0, 12)) {
      const { status, body } = await client.get(
        `/communications/callRecords/${correlationId as string}?$expand=participants_v2`,
      );
      expect(status).toBe(200);
      if (userId !== null) expect(body.participants_v2.map(({ id }: Json) => id)).toContain(userId);
    }
  });

  it('the address in a row is the one that the record has', () => {
    const tenant = createTenant(1, startMs);
    const calls = truth.filter(({ kind, pstnRowIds }) => kind === 'pstn' && pstnRowIds.length > 0);
    let seen = 0;
    for (const { id, pstnRowIds } of calls) {
      const call = tenant.find(id);
      const row = pstn().find((other) => other.id === pstnRowIds[0]);
      if (call === undefined || row.clientLocalIpV4Address === null) continue;
      const media = tenant.segmentBodies(call, 0).flatMap((segment): Json[] => segment.media as Json);
      if (media.length === 0) continue;
      const addresses = media.flatMap(({ callerNetwork, calleeNetwork }) => [
        callerNetwork.ipAddress,
        calleeNetwork.ipAddress,
      ]);
      expect(addresses).toContain(row.clientLocalIpV4Address);
      seen += 1;
    }
    expect(seen).toBeGreaterThan(10);
  });

  it('the showcase has one of each', () => {
    expect(truth.find(({ id }) => id === showcase.pstnCall)?.pstnRowIds).toHaveLength(1);
    const trunkCall = truth.find(({ id }) => id === showcase.directRoutingCall);
    expect([trunkCall?.kind, trunkCall?.course, trunkCall?.directRoutingRowIds.length]).toEqual(['pstn', 'good', 1]);
  });
});
