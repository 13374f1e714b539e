import { describe, expect, it } from 'vitest';
import { showcase } from '../../src/simulator/showcase.ts';
import { createThrottle } from '../../src/simulator/throttle.ts';
import { connect, type Json, type SimulatorClient } from './simulator-client.ts';

const list = '/communications/callRecords';
const record = `${list}/${showcase.meeting}`;

async function statuses(client: SimulatorClient, url: string, count: number): Promise<number[]> {
  const found: number[] = [];
  for (let turn = 0; turn < count; turn += 1) found.push((await client.get(url)).status);
  return found;
}
const times = (count: number, status: number) => Array.from({ length: count }, () => status);

describe('throttling', () => {
  it('is off unless wanted', async () => {
    const client = await connect();
    expect(await statuses(client, record, 12)).toEqual(times(12, 200));
  });

  it('allows 10 first pages of one record in 20 s, whatever of it is asked for', async () => {
    const client = await connect({ throttle: true });
    expect(await statuses(client, record, 5)).toEqual(times(5, 200));
    await client.clock.advance(7250);
    expect(await statuses(client, `${record}/sessions`, 3)).toEqual(times(3, 200));
    expect(await statuses(client, `${record}/participants_v2`, 2)).toEqual(times(2, 200));
    const { status, headers, body } = await client.get(record);
    expect(status).toBe(429);
    // Room is made when the second of the first five leaves the window, for the refused one counts too.
    expect(headers.get('retry-after')).toBe('12.75');
    expect(body.error).toMatchObject({ code: 'TooManyRequests', innerError: { code: '429', status: '429' } });
    expect((await client.get(`${list}/${showcase.townHall}`)).status).toBe(200);
    await client.clock.advance(12_749);
    expect((await client.get(record)).status).toBe(429);
    await client.clock.advance(1);
    expect((await client.get(record)).status).toBe(200);
  });

  it('is prolonged by trying again too early', async () => {
    const client = await connect({ throttle: true });
    expect(await statuses(client, record, 10)).toEqual(times(10, 200));
    await client.clock.advance(10_000);
    expect(await statuses(client, record, 10)).toEqual(times(10, 429));
    await client.clock.advance(10_000);
    expect((await client.get(record)).status).toBe(429);
  });

  it('allows 15 first pages of the list in 20 s, and 55 following ones in 5 minutes', async () => {
    const client = await connect({ throttle: true });
    const { body } = await client.get(`${list}?$select=id`);
    const next = body['@odata.nextLink'] as string;
    expect(await statuses(client, list, 15)).toEqual([...times(14, 200), 429]);
    expect(await statuses(client, next, 56)).toEqual([...times(55, 200), 429]);
    expect((await client.get(next)).headers.get('retry-after')).toBe('300');
  });

  it('allows 50 following pages of one record in 5 minutes', async () => {
    const client = await connect({ throttle: true });
    const { body } = await client.get(`${list}/${showcase.townHall}/sessions?$select=id`);
    expect(await statuses(client, body['@odata.nextLink'] as string, 51)).toEqual([...times(50, 200), 429]);
  });

  it('counts the items of a batch, which is answered 200', async () => {
    const client = await connect({ throttle: true });
    const requests = Array.from({ length: 12 }, (_, index) => ({ id: index.toString(), method: 'GET', url: record }));
    const { status, body } = await client.batch(requests);
    expect(status).toBe(200);
    const refused = body.responses.filter((response: Json) => response.status === 429);
    expect(refused).toHaveLength(2);
    for (const { headers, body: error } of refused) {
      expect(headers['Retry-After']).toBe('20');
      expect(error.error.code).toBe('TooManyRequests');
    }
  });

  it('allows 1500 requests of an app in a tenant in 20 s', () => {
    const throttle = createThrottle();
    const caller = { tenantId: 't', appId: 'a' };
    for (let turn = 0; turn < 1500; turn += 1) throttle.countRequest(caller, 1000);
    expect(() => throttle.countRequest(caller, 1000)).toThrow(expect.objectContaining({ status: 429 }));
    expect(() => throttle.countRequest({ tenantId: 't', appId: 'b' }, 1000)).not.toThrow();
    expect(() => throttle.countRequest(caller, 21_000)).not.toThrow();
  });
});
