import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showcase } from '../../src/simulator/showcase.ts';
import { open, readAll, type Json } from './simulator-client.ts';

const list = '/communications/callRecords';
const townHall = `${list}/${showcase.townHall}`;

let client: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  client = await open();
});
afterAll(() => client.close());

const prefer = (size: number) => ({ Prefer: `odata.maxpagesize=${size}` });

describe('paging', () => {
  it.each([1, 7, 60])('lists all records exactly once in pages of %i', async (size) => {
    const { items, sizes } = await readAll(client, `${list}?$select=id`, prefer(size));
    expect(items).toHaveLength(400);
    expect(new Set(items.map(({ id }) => id as string)).size).toBe(400);
    expect(sizes.slice(0, -1).every((count) => count === size)).toBe(true);
  });

  it('gives at most 60 records, and 60 unasked', async () => {
    expect((await client.get(list)).body.value).toHaveLength(60);
    expect((await client.get(list, prefer(1000))).body.value).toHaveLength(60);
    expect((await client.get(list, prefer(0))).body.value).toHaveLength(60);
  });

  it('has the sessions of the town hall in five pages', async () => {
    const { items, sizes } = await readAll(client, `${townHall}/sessions`);
    expect(sizes).toEqual([60, 60, 60, 60, 60]);
    expect(new Set(items.map(({ id }) => id as string)).size).toBe(300);
  });

  it('has the participants of the town hall in two pages', async () => {
    const { items, sizes } = await readAll(client, `${townHall}/participants_v2`);
    expect(sizes).toEqual([130, 12]);
    expect(new Set(items.map(({ id }) => id as string)).size).toBe(142);
  });

  it('goes on from an expanded record to the list of its sessions, with the nested options', async () => {
    const { body } = await client.get(`${townHall}?$expand=sessions($select=id,caller;$expand=segments)`);
    const rest = await readAll(client, body['sessions@odata.nextLink'] as string);
    const whole = await readAll(client, `${townHall}/sessions?$select=id,caller&$expand=segments`);
    expect(rest.sizes).toEqual([60, 60, 60, 60]);
    expect([...body.sessions, ...rest.items]).toEqual(whole.items);
  });

  it.each([
    [`${list}/${showcase.meeting}/sessions?$expand=segments`, 2],
    [`${townHall}/sessions`, 49],
  ])('has the same sessions in pages of any size: %s', async (url, size) => {
    const whole = await readAll(client, url);
    const parts = await readAll(client, url, prefer(size));
    expect(parts.sizes.length).toBeGreaterThan(whole.sizes.length);
    expect(parts.items).toEqual(whole.items);
  });

  it('goes on from expanded participants', async () => {
    const { body } = await client.get(`${townHall}?$expand=participants_v2`);
    const rest = await readAll(client, body['participants_v2@odata.nextLink'] as string);
    expect([...body.participants_v2, ...rest.items]).toHaveLength(142);
  });

  it('links back to itself by an absolute address that keeps the options', async () => {
    const filter = encodeURIComponent('startDateTime ge 2026-09-01T00:00:00Z');
    const { body } = await client.get(`${list}?$filter=${filter}&$select=id`);
    const link = new URL(body['@odata.nextLink'] as string);
    expect(link.origin).toBe(client.baseUrl);
    expect(link.pathname).toBe(`/v1.0${list}`);
    expect(link.searchParams.get('$filter')).toBe('startDateTime ge 2026-09-01T00:00:00Z');
    expect(link.searchParams.get('$select')).toBe('id');
    expect(link.searchParams.get('$skiptoken')).toBeTruthy();
  });

  it('takes the page size from each request, not from the link', async () => {
    const { body } = await client.get(`${list}?$select=id`, prefer(3));
    const next: Json = await client.get(body['@odata.nextLink'] as string);
    expect(body.value).toHaveLength(3);
    expect(next.body.value).toHaveLength(60);
    expect((await client.get(body['@odata.nextLink'] as string, prefer(2))).body.value).toHaveLength(2);
  });

  it('refuses a link that was taken apart and put together otherwise', async () => {
    const { body } = await client.get(`${list}?$select=id`);
    const link = body['@odata.nextLink'] as string;
    const token = new URL(link).searchParams.get('$skiptoken') ?? '';
    expect((await client.get(link.replace('$select=id', '$select=type'))).status).toBe(400);
    expect((await client.get(`${list}?$skiptoken=${token}`)).status).toBe(400);
    expect((await client.get(`${townHall}/sessions?$skiptoken=${token}`)).status).toBe(400);
    expect((await client.get(`${list}?$select=id&$skiptoken=${token.slice(1)}`)).status).toBe(400);
  });
});
