import { describe, expect, it } from 'vitest';
import { showcase } from '../../src/simulator/showcase.ts';
import { createAccessToken } from '../../src/simulator/token.ts';
import { deliver, openEndpoint, sendJson, subscribe, type Endpoint } from './endpoint.ts';
import { connect, readAll, startMs, type Json } from './simulator-client.ts';

const list = '/communications/callRecords';

async function open() {
  const client = await connect();
  const endpoint = await openEndpoint();
  await subscribe(client, endpoint);
  return { client, endpoint };
}

const idsOf = (endpoint: Endpoint): string[] => endpoint.items().map(({ resourceData }): string => resourceData.id);

describe('a call that ends now', () => {
  it('is listed, found and filtered like any other', async () => {
    const { client } = await open();
    const { id } = client.control.endCall({ kind: 'meeting', participantId: showcase.person });
    const { items } = await readAll(client, list);
    expect(items).toHaveLength(401);
    const starts = items.map(({ startDateTime }) => startDateTime as string);
    expect(starts).toEqual([...starts].sort().reverse());
    expect(items.find((item) => item.id === id)).toMatchObject({ version: 1, type: 'groupCall' });
    const { body } = await client.get(`${list}/${id}?$expand=sessions($expand=segments)`);
    expect(body.sessions.length).toBeGreaterThan(1);
    expect(body.endDateTime < new Date(startMs).toISOString()).toBe(true);
    const byPerson = await readAll(client, `${list}?$filter=participants_v2/any(p:p/id eq '${showcase.person}')`);
    expect(byPerson.items.map((item) => item.id as string)).toContain(id);
    const since = await readAll(client, `${list}?$filter=startDateTime ge ${body.startDateTime}`);
    expect(since.items.map((item) => item.id as string)).toContain(id);
  });

  it('has its rows in the reports', async () => {
    const { client } = await open();
    const report = '/communications/callRecords/getPstnCalls(fromDateTime=2026-09-16,toDateTime=2026-09-17)';
    const direct = report.replace('getPstnCalls', 'getDirectRoutingCalls');
    const count = async () =>
      (await readAll(client, report)).items.length + (await readAll(client, direct)).items.length;
    const before = await count();
    for (let turn = 0; turn < 5; turn += 1) client.control.endCall({ kind: 'pstn' });
    expect(await count()).toBe(before + 5);
  });

  it.each(['peerToPeer', 'meeting', 'pstn', 'callQueue', 'townHall'] as const)(
    '%s: has someone in it on demand, and can be read whole',
    async (kind) => {
      const { client } = await open();
      const { id } = client.control.endCall({ kind, participantId: showcase.person });
      const { items } = await readAll(client, `${list}/${id}/participants_v2`);
      expect(items.map((item) => item.id as string)).toContain(showcase.person);
      expect((await readAll(client, `${list}/${id}/sessions?$expand=segments`)).items.length).toBeGreaterThan(0);
    },
  );

  it('is refused for somebody nobody knows', async () => {
    const { client } = await open();
    expect(() => client.control.endCall({ participantId: 'nobody' })).toThrow(RangeError);
  });
});

/** Enumerations have no null. */
const isEmpty = (value: Json) => value === null || value === 'unknown' || (Array.isArray(value) && value.length === 0);

/** How much was empty in one body and is not in another. */
function toFilled(before: Json, after: Json): number {
  if (isEmpty(before) && !isEmpty(after)) return 1;
  if (typeof before !== 'object' || before === null) return 0;
  return Object.keys(before).reduce((sum, name) => sum + toFilled(before[name], after[name]), 0);
}

/** Whether whatever a body had it still has. */
function keeps(before: Json, after: Json): boolean {
  if (isEmpty(before)) return true;
  if (typeof before !== 'object') return before === after;
  return Object.keys(before).every((name) => after !== null && keeps(before[name], after[name]));
}

describe('the next version', () => {
  it('says more than the one before, and nothing else', async () => {
    const { client } = await open();
    const { id } = client.control.endCall({ kind: 'meeting' });
    const read = async (): Promise<Json> => (await client.get(`${list}/${id}/sessions?$expand=segments`)).body.value;
    const readRecord = async (): Promise<Json> => (await client.get(`${list}/${id}`)).body;
    const bodies = [await read()];
    const records = [await readRecord()];
    for (const version of [2, 3]) {
      await client.clock.advance(1000);
      expect(client.control.raiseVersion(id)).toMatchObject({ id, version });
      bodies.push(await read());
      records.push(await readRecord());
    }
    const [first, second, third] = bodies;
    expect(toFilled(first, second)).toBeGreaterThan(5);
    expect(toFilled(second, third)).toBeGreaterThan(0);
    expect([keeps(first, second), keeps(second, third)]).toEqual([true, true]);
    expect(records.map(({ version }) => version as number)).toEqual([1, 2, 3]);
    const times = records.map(({ lastModifiedDateTime }) => lastModifiedDateTime as string);
    expect(times).toEqual([...new Set(times)].sort());
  });

  it('can be that of a record of the start', async () => {
    const { client, endpoint } = await open();
    const { body } = await client.get(`${list}/${showcase.meeting}`);
    const before = (await client.get(`${list}/${showcase.meeting}/sessions`)).body.value;
    client.control.raiseVersion(showcase.meeting);
    await deliver(client);
    expect(idsOf(endpoint)).toEqual([showcase.meeting]);
    const { version, lastModifiedDateTime, ...rest } = (await client.get(`${list}/${showcase.meeting}`)).body;
    expect(version).toBe(body.version + 1);
    expect(lastModifiedDateTime > body.lastModifiedDateTime).toBe(true);
    expect(body).toMatchObject(rest);
    const after = (await client.get(`${list}/${showcase.meeting}/sessions`)).body.value;
    expect(toFilled(before, after)).toBeGreaterThan(0);
  });

  it('of nothing is refused', async () => {
    const { client } = await open();
    expect(() => client.control.raiseVersion('none')).toThrow(RangeError);
  });
});

describe('what goes wrong on demand', () => {
  it('a record that cannot be read yet', async () => {
    const { client, endpoint } = await open();
    client.control.hideNext(1, 5000);
    const { id } = client.control.endCall();
    const other = client.control.endCall();
    await deliver(client);
    expect(idsOf(endpoint)).toEqual([id, other.id]);
    const listed = async () => (await readAll(client, list)).items.map((item) => item.id as string);
    expect((await client.get(`${list}/${id}`)).status).toBe(404);
    expect(await listed()).not.toContain(id);
    expect((await client.get(`${list}/${other.id}`)).status).toBe(200);
    await client.clock.advance(5000);
    expect((await client.get(`${list}/${id}`)).status).toBe(200);
    expect(await listed()).toContain(id);
  });

  it('notifications that are lost', async () => {
    const { client, endpoint } = await open();
    client.control.loseNext(2);
    const ids = [1, 2, 3].map(() => client.control.endCall().id);
    await deliver(client);
    expect(idsOf(endpoint)).toEqual(ids.slice(2));
  });

  it('notifications that are repeated', async () => {
    const { client, endpoint } = await open();
    client.control.repeatNext(1);
    const [first = '', second = ''] = [1, 2].map(() => client.control.endCall().id);
    await deliver(client);
    expect(idsOf(endpoint)).toEqual([first, second, first]);
    expect(endpoint.deliveries).toHaveLength(2);
  });

  it('notifications in another order', async () => {
    const { client, endpoint } = await open();
    client.control.reorderNext(3);
    const ids = [1, 2, 3].map(() => client.control.endCall().id);
    await deliver(client);
    expect(idsOf(endpoint)).toEqual(ids.reverse());
    client.control.reorderNext(3);
    const { id } = client.control.endCall();
    await client.clock.advance(60_000);
    await deliver(client);
    expect(idsOf(endpoint).at(-1)).toBe(id);
  });

  it('subscriptions that are gone without a word', async () => {
    const { client, endpoint } = await open();
    expect(client.control.dropSubscriptions()).toBe(1);
    expect((await client.get('/subscriptions')).body.value).toEqual([]);
    client.control.endCall();
    await deliver(client);
    expect(endpoint.deliveries).toEqual([]);
  });

  it('notifications that are not Graph’s', async () => {
    const { client, endpoint } = await open();
    endpoint.answer = (response) => void response.writeHead(203).end();
    expect(await client.control.forge()).toBe(203);
    expect(await client.control.forge({ clientState: 'secret', recordId: 'x' })).toBe(203);
    expect(await client.control.forge({ body: '{' })).toBe(203);
    const [first, second, third] = endpoint.deliveries.map(({ text }) => text);
    expect(JSON.parse(first ?? '')).toMatchObject({ value: [{ clientState: 'forged', changeType: 'created' }] });
    expect(JSON.parse(second ?? '')).toMatchObject({ value: [{ clientState: 'secret', resourceData: { id: 'x' } }] });
    expect(third).toBe('{');
    endpoint.answer = (response) => void response.destroy();
    expect(await client.control.forge()).toBe(0);
    client.control.dropSubscriptions();
    await expect(client.control.forge()).rejects.toThrow(RangeError);
  });
});

describe('the control by HTTP', () => {
  it('does the same', async () => {
    const { client, endpoint } = await open();
    const control = (name: string) => `${client.baseUrl}/simulator/${name}`;
    const made = await sendJson(client, 'POST', control('calls'), { count: 2, kind: 'pstn' });
    expect(made.body.value).toHaveLength(2);
    const [{ id }] = made.body.value;
    expect((await sendJson(client, 'POST', control('versions'), { id })).body).toMatchObject({ id, version: 2 });
    await deliver(client);
    const { body } = await client.get(control(`versions?since=${new Date(startMs).toISOString()}`));
    expect(body.value.map((entry: Json) => [entry.id, entry.version, entry.at])).toEqual([
      [made.body.value[0].id, 1, new Date(startMs).toISOString()],
      [made.body.value[1].id, 1, new Date(startMs).toISOString()],
      [id, 2, new Date(startMs).toISOString()],
    ]);
    expect((await client.get(control('versions'))).body.value).toHaveLength(403);
    expect((await client.get(control('subscriptions'))).body.value).toMatchObject([{ clientState: 'secret' }]);
    expect((await client.get(control('status'))).body).toEqual({ undelivered: 0 });
    for (const [name, asked] of [
      ['lose', {}],
      ['repeat', { count: 1 }],
      ['reorder', { count: 0 }],
      ['hide', { delayMs: 1 }],
    ] as const) {
      expect(await sendJson(client, 'POST', control(name), asked)).toMatchObject({ status: 200, body: {} });
    }
    expect((await client.send('POST', control('forge'))).body).toEqual({ status: 202 });
    const { length } = endpoint.deliveries;
    expect((await sendJson(client, 'POST', control('lifecycle'), { event: 'missed' })).body).toEqual({ count: 0 });
    expect((await client.send('POST', control('drop'))).body).toEqual({ count: 1 });
    expect(endpoint.deliveries).toHaveLength(length);
  });

  it.each<readonly [method: string, path: string, body: unknown, status: number]>([
    ['GET', 'nothing', undefined, 400],
    ['GET', 'versions?since=yesterday', undefined, 400],
    ['POST', 'nothing', {}, 400],
    ['POST', 'toString', {}, 400],
    ['DELETE', 'calls', undefined, 405],
    ['POST', 'calls', [], 400],
    ['POST', 'calls', { kind: 'chat' }, 400],
    ['POST', 'calls', { count: -1 }, 400],
    ['POST', 'calls', { count: 1.5 }, 400],
    ['POST', 'calls', { participantId: 'nobody' }, 404],
    ['POST', 'versions', {}, 400],
    ['POST', 'versions', { id: 7 }, 400],
    ['POST', 'versions', { id: 'none' }, 404],
    ['POST', 'hide', {}, 400],
    ['POST', 'hide', { delayMs: 9_000_001 }, 400],
    ['POST', 'lifecycle', { event: 'other' }, 400],
  ])('refuses %s %s with %j', async (method, path, body, status) => {
    const client = await connect();
    const url = `${client.baseUrl}/simulator/${path}`;
    const reply = body === undefined ? await client.send(method, url) : await sendJson(client, method, url, body);
    expect(reply.status).toBe(status);
  });

  it('wants the token that Graph wants', async () => {
    const client = await connect();
    const url = `${client.baseUrl}/simulator/versions`;
    expect((await fetch(url)).status).toBe(401);
    const token = createAccessToken({ now: startMs, roles: ['CallRecord-PstnCalls.Read.All'] });
    expect((await client.get(url, { authorization: `Bearer ${token}` })).status).toBe(403);
  });
});
