import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { officePace, toLiveCalls, type LiveCall } from '../../src/simulator/live/timeline.ts';
import { showcase } from '../../src/simulator/showcase.ts';
import { deliver, openEndpoint, subscribe } from './endpoint.ts';
import { connect, readAll, startMs, type Json } from './simulator-client.ts';

const list = '/communications/callRecords';
const minuteMs = 60_000;
const dayMs = 86_400_000;

function take(seed: number, startedAtMs: number, count: number): LiveCall[] {
  const calls = toLiveCalls(seed, startedAtMs, officePace);
  return Array.from({ length: count }, () => calls.next().value);
}

describe('the timeline', () => {
  it('is the same for the same seed and start, and runs forward', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 4e12 }), (seed, startedAtMs) => {
        const calls = take(seed, startedAtMs, 50);
        expect(take(seed, startedAtMs, 50)).toEqual(calls);
        let beforeMs = startedAtMs;
        for (const [index, { firstMs, laterMs }] of calls.entries()) {
          const gapMs = firstMs - beforeMs;
          expect(gapMs).toBeGreaterThanOrEqual(index === 0 ? 3000 : 5000);
          expect(gapMs).toBeLessThanOrEqual(index === 0 ? 10_000 : 20_000);
          const times = [firstMs, ...laterMs];
          expect(times).toEqual([...new Set(times)].sort((one, other) => one - other));
          expect((times[1] ?? firstMs) - firstMs).toBeLessThanOrEqual(2 * minuteMs);
          beforeMs = firstMs;
        }
        expect(calls.some(({ laterMs }) => laterMs.length > 0)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a simulator that lives', () => {
  it('has the records of one that does not, and calls that end', async () => {
    const still = await connect();
    const client = await connect({ live: {} });
    const before = await readAll(still, list);
    const toPath = ({ items }: { items: Json[] }) => JSON.stringify(items).replaceAll(/:\/\/127.0.0.1:\d+/g, '');
    expect(toPath(await readAll(client, list))).toEqual(toPath(before));
    await client.clock.advance(10_000);
    const after = await readAll(client, list);
    expect(after.items).toHaveLength(401);
    const ids = new Set(before.items.map(({ id }) => id as string));
    const [added] = after.items.filter(({ id }) => !ids.has(id as string));
    expect(added).toMatchObject({ version: 1 });
    expect((await client.get(`${list}/${added.id}/participants_v2`)).body.value.length).toBeGreaterThan(1);
    expect((await client.get(`${list}/${showcase.meeting}`)).status).toBe(200);
    await client.clock.advance(5 * minuteMs);
    const later = await readAll(client, list);
    expect(later.items.length).toBeGreaterThan(401 + 15);
    expect(later.items.length).toBeLessThan(401 + 60);
  });

  it('tells of each version once, and shows what it tells of', async () => {
    const client = await connect({ live: {} });
    const endpoint = await openEndpoint();
    await subscribe(client, endpoint, { changeType: 'updated' });
    const fromMs = client.clock.now();
    for (let turn = 0; turn < 240; turn += 1) {
      await client.clock.advance(1000);
      await deliver(client);
    }
    const versions = client.control.versions(fromMs);
    expect(versions.some(({ version }) => version > 1)).toBe(true);
    const told = endpoint.items().map(({ resourceData }) => resourceData.id as string);
    expect(told).toEqual(versions.map(({ id }) => id));
    const highest = new Map(versions.map(({ id, version }) => [id, version]));
    for (const [id, version] of highest)
      expect((await client.get(`${list}/${id}`)).body).toMatchObject({ id, version });
  });

  it('is the same again when it is started later with the same start', async () => {
    const first = await connect({ live: {} });
    await first.clock.advance(15 * minuteMs);
    const second = await connect({ live: {}, startedAtMs: startMs, clock: first.clock });
    expect(second.control.versions()).toEqual(first.control.versions());
    const toPath = ({ items }: { items: Json[] }) => JSON.stringify(items).replaceAll(/:\/\/127.0.0.1:\d+/g, '');
    expect(toPath(await readAll(second, list))).toEqual(toPath(await readAll(first, list)));
    await first.clock.advance(15 * minuteMs);
    expect(second.control.versions()).toEqual(first.control.versions());
  });

  it('has no two calls of one id', () => {
    const client = connect({ live: { gapMs: [1, 1], mostRecords: 30_000 } });
    return client.then(async ({ clock, control }) => {
      await clock.advance(20_000);
      const ids = control
        .versions()
        .filter(({ version, atMs }) => version === 1 && atMs > startMs)
        .map(({ id }) => id);
      expect(ids.length).toBeGreaterThan(10_000);
      expect(new Set(ids).size).toBe(ids.length);
    });
  });

  it('keeps so many records, however long it runs, and none that is too old', async () => {
    const client = await connect({ live: { mostRecords: 50 } });
    await client.clock.advance(dayMs / 4);
    const { items } = await readAll(client, list);
    const added = client.control.versions(startMs + 1).filter(({ version }) => version === 1);
    const kept = new Set(items.map(({ id }) => id as string));
    expect(added.filter(({ id }) => kept.has(id))).toEqual(added.slice(-50));
    expect(client.control.versions().length).toBeLessThan(450 * 4 * 1.1 + 1);
    expect((await client.get(`${list}/${added.at(-51)?.id}`)).status).toBe(404);
  });

  it('passes over what is long ago', async () => {
    const client = await connect({ live: { mostRecords: 20 }, startedAtMs: startMs - 10 * dayMs });
    const added = client.control.versions(startMs - 10 * minuteMs).filter(({ version }) => version === 1);
    expect(added).toHaveLength(20);
    expect((await client.get(`${list}/${added[0]?.id}`)).status).toBe(200);
  });

  it('cannot have started in the future', async () => {
    await expect(connect({ startedAtMs: startMs + 1 })).rejects.toThrow(RangeError);
  });
});
