import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showcase } from '../../src/simulator/showcase.ts';
import { connect, open, readAll, type Json } from './simulator-client.ts';

const list = '/communications/callRecords';
const seven = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/;

let client: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  client = await open();
});
afterAll(() => client.close());

const get = async (url: string): Promise<Json> => {
  const { status, body } = await client.get(`${list}/${url}`);
  expect(status).toBe(200);
  return body;
};

describe('one record', () => {
  it('has its organizer without being asked, and neither sessions nor participants', async () => {
    const body = await get(showcase.meeting);
    expect(body.organizer_v2.identity.user.userPrincipalName).toMatch(/@contoso\.com$/);
    expect(body).not.toHaveProperty('sessions');
    expect(body).not.toHaveProperty('participants_v2');
    expect(body['@odata.context']).toBe(`${client.baseUrl}/v1.0/$metadata#communications/callRecords/$entity`);
    for (const member of ['startDateTime', 'endDateTime', 'lastModifiedDateTime']) expect(body[member]).toMatch(seven);
  });

  it('is empty where members were retired', async () => {
    const body = await get(`${showcase.meeting}?$expand=sessions`);
    expect(body).toMatchObject({ organizer: null, participants: null });
    for (const { caller } of body.sessions) expect(caller.identity).toBeNull();
  });

  it('keeps to $select, with its key', async () => {
    const { '@odata.context': context, ...members } = await get(`${showcase.meeting}?$select=type,version`);
    expect(context).toContain('callRecords(type,version)/$entity');
    expect(Object.keys(members).sort()).toEqual(['id', 'type', 'version']);
  });

  it('expands beside $select, at both levels', async () => {
    const body = await get(`${showcase.meeting}?$select=type&$expand=sessions($select=startDateTime;$expand=segments)`);
    expect(body).not.toHaveProperty('organizer_v2');
    expect(body).not.toHaveProperty('startDateTime');
    expect(body.sessions.length).toBeGreaterThan(2);
    for (const session of body.sessions) {
      expect(
        Object.keys(session)
          .filter((name) => !name.includes('@'))
          .sort(),
      ).toEqual(['id', 'segments', 'startDateTime']);
    }
  });

  it('says the same in all ways of asking', async () => {
    const expanded = await get(`${showcase.pstnCall}?$expand=sessions($expand=segments)`);
    const listed = await get(`${showcase.pstnCall}/sessions?$expand=segments`);
    expect(listed.value).toEqual(expanded.sessions);
    const participants = await get(`${showcase.pstnCall}?$expand=participants_v2`);
    expect((await get(`${showcase.pstnCall}/participants_v2`)).value).toEqual(participants.participants_v2);
  });

  it('spans its sessions, and lists what all of them used', async () => {
    for (const id of [showcase.meeting, showcase.callQueue, showcase.townHall]) {
      const body = await get(id);
      const { items } = await readAll(client, `${list}/${id}/sessions`);
      const starts = items.map(({ startDateTime }) => startDateTime as string).sort();
      const ends = items.map(({ endDateTime }) => endDateTime as string).sort();
      expect(starts[0]).toBe(body.startDateTime);
      expect(ends.at(-1)).toBe(body.endDateTime);
      expect(new Set(items.flatMap(({ modalities }) => modalities as string[]))).toEqual(new Set(body.modalities));
      for (const { startDateTime, endDateTime } of items) expect(startDateTime < endDateTime).toBe(true);
    }
  });
});

describe('the list', () => {
  it('is newest first, to the second, and never expanded', async () => {
    const { body } = await client.get(list);
    const starts = body.value.map((item: Json) => item.startDateTime as string);
    expect(starts).toEqual([...starts].sort().reverse());
    for (const item of body.value) {
      expect(item.startDateTime).toMatch(/:\d\dZ$/);
      expect(item).not.toHaveProperty('sessions');
      expect(item).not.toHaveProperty('participants_v2');
      expect(item.organizer_v2.id).toBeTypeOf('string');
    }
  });

  it('agrees with the single records', async () => {
    const { body } = await client.get(`${list}?$select=type,startDateTime,version,modalities`);
    for (const { startDateTime, ...item } of body.value.slice(0, 10)) {
      const single = await get(item.id);
      expect(single).toMatchObject(item);
      expect(single.startDateTime.slice(0, 19)).toBe(startDateTime.slice(0, 19));
    }
  });
});

describe('after 30 days', () => {
  it('a record is neither listed nor found', async () => {
    const own = await connect();
    const before = await readAll(own, list);
    const [newest] = before.items;
    const oldest = before.items.at(-1);
    await own.clock.advance(86_400_000);
    const after = await readAll(own, list);
    expect(after.items.length).toBeLessThan(before.items.length);
    expect(after.items).toEqual(before.items.slice(0, after.items.length));
    expect((await own.get(`${list}/${oldest.id}`)).status).toBe(404);
    expect((await own.get(`${list}/${newest.id}`)).status).toBe(200);
    await own.clock.advance(30 * 86_400_000);
    expect((await own.get(list)).body.value).toEqual([]);
  });
});
