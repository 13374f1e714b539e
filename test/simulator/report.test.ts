import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccessToken } from '../../src/simulator/token.ts';
import { connect, open, readAll, startMs, type Json, type Reply } from './simulator-client.ts';

const list = '/communications/callRecords';
const from = '2026-06-01';
const to = '2026-08-30';
const betaOnly = ['getSmsLog', 'getPstnBlockedUsersLog', 'getPstnOnlineMeetingDialoutReport'];
const timeOf = {
  getPstnCalls: 'startDateTime',
  getDirectRoutingCalls: 'startDateTime',
  getSmsLog: 'sentDateTime',
  getPstnBlockedUsersLog: 'blockDateTime',
} as const;
const dated = Object.entries(timeOf);

let client: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  client = await open();
});
afterAll(() => client.close());

const toPath = (name: string, first = from, last = to) => `${list}/${name}(fromDateTime=${first},toDateTime=${last})`;
const toBetaUrl = (path: string) => `${client.baseUrl}/beta${path}`;
const ask = (path: string): Promise<Reply> => client.get(path);
const askBeta = (path: string): Promise<Reply> => client.get(toBetaUrl(path));
const readBeta = async (name: string, first = from, last = to): Promise<Json[]> =>
  (await readAll(client, toBetaUrl(toPath(name, first, last)))).items;

/** Ticks of 100 ns; a text of any number of fractional digits. */
function toTicks(text: string): bigint {
  const [, seconds = '', fraction = ''] = /^(.{19})(?:\.(\d+))?Z$/.exec(text) ?? [];
  return BigInt(Date.parse(`${seconds}Z`)) * 10_000n + BigInt(fraction.padEnd(7, '0'));
}
function toText(ticks: bigint): string {
  const seconds = new Date(Number(ticks / 10_000n)).toISOString().slice(0, 19);
  return `${seconds}.${(ticks % 10_000_000n).toString().padStart(7, '0')}Z`;
}

describe('a report', () => {
  it('is called by either name, in any order, with days or instants, encoded or not', async () => {
    const wanted = (await ask(toPath('getPstnCalls'))).body.value;
    expect(wanted.length).toBe(1000);
    for (const call of [
      `microsoft.graph.callRecords.getPstnCalls(fromDateTime=${from},toDateTime=${to})`,
      `getPstnCalls(toDateTime=${to},fromDateTime=${from})`,
      `getPstnCalls(fromDateTime=${from}T00:00:00Z,toDateTime=${to}T00:00:00.0000000Z)`,
      `getPstnCalls(fromDateTime=${from}T02:00:00+02:00,toDateTime=${to}T00:00:00-00:00)`,
      `getPstnCalls(fromDateTime=${from}T02%3A00%3A00%2B02%3A00,toDateTime=${to}T00%3A00%3A00Z)`,
      `getPstnCalls%28fromDateTime%3D${from}%2CtoDateTime%3D${to}%29`,
    ]) {
      const { status, body } = await ask(`${list}/${call}`);
      expect([call, status]).toEqual([call, 200]);
      expect(body.value).toEqual(wanted);
    }
  });

  it.each([
    ['', 'Expression expected'],
    ['fromDateTime=,toDateTime=', "Expression expected at position 13 in 'fromDateTime=,toDateTime='."],
    [
      `fromDateTime=${from},toDateTime=`,
      "Expression expected at position 35 in 'fromDateTime=2026-06-01,toDateTime='.",
    ],
    [`fromDateTime=${from}`, 'toDateTime'],
    [`from=${from},to=${to}`, "'from'"],
    [`fromDateTime=${from},fromDateTime=${to}`, 'only once'],
    [`fromDateTime=${from},toDateTime=${to},top=5`, "'top'"],
    [`fromDateTime='${from}',toDateTime=${to}`, 'not a date'],
    [`fromDateTime=2026-06-31,toDateTime=${to}`, 'not a date'],
    [`fromDateTime=${from}T00:00:00,toDateTime=${to}`, 'not a date'],
    [`fromDateTime=${to},toDateTime=${from}`, 'after'],
  ])('refuses the parameters %s', async (parameters, mentions) => {
    const { status, body } = await ask(`${list}/getPstnCalls(${parameters})`);
    expect(status).toBe(400);
    expect(body.error.code).toBe('BadRequest');
    expect(body.error.message).toContain(mentions);
  });

  it.each([
    '$filter=id eq 1',
    '$top=5',
    '$select=id',
    '$count=true',
    '$skiptoken=x',
    'format=json',
    '$skip=0',
    '$skip=7',
  ])('refuses the option %s', async (option) => {
    expect((await ask(`${toPath('getPstnCalls')}?${option}`)).status).toBe(400);
  });

  it.each([`${list}/getPstnCalls`, `${toPath('getPstnCalls')}/$count`, `${list}/getCalls(fromDateTime=${from})`])(
    'is not %s',
    async (path) => {
      expect((await ask(path)).status).toBe(400);
    },
  );

  it('takes 90 days and not a tick more', async () => {
    for (const name of Object.keys(timeOf)) {
      expect((await askBeta(toPath(name))).status).toBe(200);
      expect((await askBeta(toPath(name, from, `${to}T00:00:00.0000001Z`))).status).toBe(406);
    }
  });

  it('is in v1.0 only where Graph has it there', async () => {
    for (const name of betaOnly) {
      const { status, body } = await ask(toPath(name));
      expect([status, body.error.code]).toEqual([405, 'Request_BadRequest']);
      expect((await askBeta(toPath(name))).status).toBe(200);
    }
    expect((await client.send('POST', toPath('getPstnCalls'))).status).toBe(405);
  });

  it('is open to either permission, records to the higher one only', async () => {
    const authorization = (role: string) => ({
      authorization: `Bearer ${createAccessToken({ now: startMs, roles: [role] })}`,
    });
    const low = authorization('CallRecord-PstnCalls.Read.All');
    expect((await client.get(toPath('getPstnCalls'), low)).status).toBe(200);
    expect((await client.get(toPath('getPstnCalls'), authorization('CallRecords.Read.All'))).status).toBe(200);
    expect((await client.get(toPath('getPstnCalls'), authorization('User.Read.All'))).status).toBe(403);
    expect((await client.get(list, low)).status).toBe(403);
    expect((await client.get(`${list}/any/sessions`, low)).status).toBe(403);
  });

  it('comes in a batch of its version too', async () => {
    const send = (version: string) =>
      client.send('POST', `${client.baseUrl}/${version}/$batch`, {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          requests: ['getSmsLog', 'getPstnCalls'].map((name) => ({ id: name, method: 'GET', url: toPath(name) })),
        }),
      });
    const outcomes = async (version: string) =>
      Object.fromEntries(
        (await send(version)).body.responses.map(({ id, status, body }: Json) => [
          id,
          [status, body['@odata.context']?.replace(client.baseUrl, '')],
        ]),
      );
    const toContext = (version: string, type: string) =>
      `/${version}/$metadata#Collection(microsoft.graph.callRecords.${type})`;
    expect(await outcomes('beta')).toEqual({
      getSmsLog: [200, toContext('beta', 'smsLogRow')],
      getPstnCalls: [200, toContext('beta', 'pstnCallLogRow')],
    });
    expect(await outcomes('v1.0')).toEqual({
      getSmsLog: [405, undefined],
      getPstnCalls: [200, toContext('v1.0', 'pstnCallLogRow')],
    });
  });
});

describe('the range', () => {
  it.each(dated)('of %s counts its beginning in, to the tick', async (name, time) => {
    const rows = await readBeta(name);
    const row = rows[Math.floor(rows.length / 2)];
    const at = toTicks(row[time]);
    const atStart = await readBeta(name, toText(at), to);
    const later = await readBeta(name, toText(at + 1n), to);
    expect(atStart).toContainEqual(row);
    expect(later).not.toContainEqual(row);
    expect(atStart.length).toBeGreaterThan(later.length);
  });

  it.each(dated)('of %s counts its end in, or does not', async (name, time) => {
    const rows = await readBeta(name);
    const row = rows[Math.floor(rows.length / 2)];
    const at = toTicks(row[time]);
    const found = async (end: bigint) => {
      const some = await readBeta(name, from, toText(end));
      return some.some((other) => JSON.stringify(other) === JSON.stringify(row));
    };
    expect(await found(at)).toBe(name !== 'getDirectRoutingCalls');
    expect(await found(at - 1n)).toBe(false);
    expect(await found(at + 1n)).toBe(true);
  });

  it.each(dated)('of %s orders rows by time', async (name, time) => {
    const times = (await readBeta(name)).map((row) => toTicks(row[time]));
    expect(times.length).toBeGreaterThan(5);
    expect(times).toEqual([...times].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0)));
  });
});

describe('paging', () => {
  it('goes by a thousand rows, each page with its own count', async () => {
    const first = await ask(toPath('getPstnCalls'));
    expect(first.body['@odata.count']).toBe(1000);
    expect(first.body['@odata.nextLink']).toBe(`${client.baseUrl}/v1.0${toPath('getPstnCalls')}?$skip=1000`);
    const { items, sizes } = await readAll(client, toPath('getPstnCalls'));
    expect(sizes.length).toBeGreaterThan(2);
    expect(sizes.slice(0, -1).every((size) => size === 1000)).toBe(true);
    expect(new Set(items.map(({ id }) => id as string)).size).toBe(items.length);
    const last = await ask(`${toPath('getPstnCalls')}?$skip=${(sizes.length - 1) * 1000}`);
    expect(last.body['@odata.count']).toBe(sizes.at(-1));
    expect(last.body).not.toHaveProperty('@odata.nextLink');
    expect((await ask(`${toPath('getPstnCalls')}?$skip=${sizes.length * 1000}`)).status).toBe(400);
  });

  it('keeps parameters, version and order over smaller pages, the dial-out sums included', async () => {
    const small = await connect({ reportPageSize: 4 });
    for (const name of [...Object.keys(timeOf), 'getPstnOnlineMeetingDialoutReport']) {
      const path = toPath(name, '2026-08-01', '2026-08-04T02:00:00+02:00');
      const whole = await readAll(client, toBetaUrl(path));
      const parts = await readAll(small, `${small.baseUrl}/beta${path}`);
      expect(parts.items).toEqual(whole.items);
      expect(parts.sizes.length).toBe(Math.max(1, Math.ceil(whole.items.length / 4)));
    }
  });
});
