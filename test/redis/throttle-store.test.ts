import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import type { Place } from '../../src/graph/throttle-scope.ts';
import type { CountingThrottleStore, Refusal, ThrottleStore } from '../../src/graph/throttle-store.ts';
import { createMemoryThrottleStore } from '../../src/graph/throttle-store.ts';
import type { RedisConnection } from '../../src/redis/connection.ts';
import { createRedisThrottleStore } from '../../src/redis/throttle-store.ts';
import { useRedis } from '../support/redis-room.ts';
import { pause, until } from '../support/until.ts';

const redis = useRedis();
const WINDOW_MS = 120;

const toPlace = (scope: string, limit: number, windowMs = WINDOW_MS): Place => ({ scope, limit, windowMs });
const toStore = (connection: RedisConnection, longestMs = 60_000) =>
  createRedisThrottleStore({ connection, clock: systemClock, longestMs });
const now = () => systemClock.now();
const want = (places: readonly Place[], isModest = true) => ({ places, isModest });
/** So many wants of the same. */
const take = async (store: ThrottleStore, count: number, places: readonly Place[], isModest = true) =>
  store.take(
    Array.from({ length: count }, () => want(places, isModest)),
    now(),
  );
const countTaken = (refusals: readonly (Refusal | undefined)[]) => refusals.filter((it) => !it).length;
const read = async (store: ThrottleStore, place: Place) => store.read(place, now());

describe.each<[string, () => Promise<CountingThrottleStore>]>([
  ['memory', () => Promise.resolve(createMemoryThrottleStore())],
  ['Redis', async () => toStore(await redis.connect())],
])('counting in %s', (_name, open) => {
  test('a place is counted while it is out, and a window from its answer on', async () => {
    const store = await open();
    const place = toPlace('list', 2);
    expect(await take(store, 3, [place])).toEqual([undefined, undefined, { scope: 'list', waitMs: 1_000 }]);
    await pause(20);
    await store.release([place], 1, now());
    const releasedMs = now();
    const [refusal] = await take(store, 1, [place]);
    expect(refusal?.scope).toBe('list');
    expect(refusal?.waitMs).toBeGreaterThan(WINDOW_MS - 40);
    expect(refusal?.waitMs).toBeLessThanOrEqual(WINDOW_MS + 2);
    const { used, freeAtMs } = await read(store, place);
    expect(used).toBe(2);
    expect(Math.abs((freeAtMs as number) - releasedMs - WINDOW_MS)).toBeLessThan(20);
    await until(async () => !(await take(store, 1, [place]))[0]);
    expect(now() - releasedMs).toBeGreaterThanOrEqual(WINDOW_MS);
    expect(await read(store, place)).toMatchObject({ used: 2 });
  });

  test('what never left is not counted, what left twice is counted twice', async () => {
    const store = await open();
    const place = toPlace('list', 10);
    await take(store, 3, [place]);
    await store.release([place], 0, now());
    expect((await read(store, place)).used).toBe(2);
    await store.release([place], 3, now());
    expect((await read(store, place)).used).toBe(4);
    await store.release([place], 1, now());
    await until(async () => (await read(store, place)).used === 0);
    expect(await read(store, place)).toEqual({ used: 0, freeAtMs: undefined });
  });

  test('all places of a want or none; the longest wait is told', async () => {
    const store = await open();
    const [narrow, wide] = [toPlace('record', 1, 300), toPlace('application', 5)];
    expect(countTaken(await take(store, 3, [narrow, wide]))).toBe(1);
    expect((await read(store, wide)).used).toBe(1);
    expect(countTaken(await take(store, 5, [wide]))).toBe(4);
    await store.release([narrow, wide], 1, now());
    const [refusal] = await take(store, 1, [narrow, wide]);
    expect(refusal?.scope).toBe('record');
    expect(refusal?.waitMs).toBeGreaterThan(200);
  });

  test('the last places are for the modest', async () => {
    const store = await open();
    const place = toPlace('list', 30);
    expect(countTaken(await take(store, 40, [place], false))).toBe(28);
    expect(countTaken(await take(store, 40, [place], true))).toBe(2);
  });

  test('where no limit is known only a closing holds up, the modest or not', async () => {
    const store = await open();
    const place = toPlace('reports', Infinity, 0);
    expect(countTaken(await take(store, 200, [place], false))).toBe(200);
    expect(countTaken(await take(store, 200, [place], true))).toBe(200);
    await store.close(place, now() + 80);
    await store.close(place, now() + 20);
    const [refusal] = await take(store, 1, [place]);
    expect(refusal?.scope).toBe('reports');
    expect(refusal?.waitMs).toBeGreaterThan(40);
    expect(refusal?.waitMs).toBeLessThanOrEqual(80);
    expect((await read(store, place)).freeAtMs).toBeGreaterThan(now() + 30);
    await until(async () => !(await take(store, 1, [place]))[0]);
  });

  test('what another store gave out is counted, and comes back', async () => {
    const store = await open();
    const place = toPlace('list', 2);
    store.count([place], now());
    store.count([place], now());
    store.count([place], now());
    expect((await read(store, place)).used).toBe(3);
    expect(countTaken(await take(store, 1, [place]))).toBe(0);
    for (let index = 0; index < 3; index += 1) await store.release([place], 0, now());
    expect(countTaken(await take(store, 3, [place]))).toBe(2);
  });

  test('nothing wanted is nothing taken', async () => {
    const store = await open();
    expect(await store.take([], now())).toEqual([]);
    expect(await store.take([want([])], now())).toEqual([undefined]);
  });
});

describe('two replicas', () => {
  test('share what there is, and close for each other', async () => {
    const [one, other] = [toStore(await redis.connect()), toStore(await redis.connect())];
    const place = toPlace('list', 3);
    expect(countTaken(await take(one, 2, [place]))).toBe(2);
    expect(countTaken(await take(other, 2, [place]))).toBe(1);
    // Gives back its own and no other's.
    other.release([place], 0, now());
    other.release([place], 0, now());
    expect((await read(other, place)).used).toBe(2);
    one.close(place, now() + 100);
    await until(async () => ((await take(other, 1, [place]))[0]?.waitMs ?? 0) > 50);
  });

  test('the places of one that crashed come free after the longest request and a window', async () => {
    const connection = await redis.connect();
    const crashed = toStore(connection, 60);
    const other = toStore(await redis.connect(), 60);
    const place = toPlace('list', 2);
    expect(countTaken(await take(crashed, 2, [place]))).toBe(2);
    const takenMs = now();
    await connection.close();
    expect(countTaken(await take(other, 1, [place]))).toBe(0);
    await until(async () => !(await take(other, 1, [place]))[0]);
    expect(now() - takenMs).toBeGreaterThanOrEqual(60 + WINDOW_MS - 2);
  });

  test('leave nothing behind', async () => {
    const connection = await redis.connect();
    const store = toStore(connection, 50);
    const places = [toPlace('record', 2, 40), toPlace('application', 5, 40)];
    await take(store, 3, places);
    store.release(places, 2, now());
    store.close(places[0] as Place, now() + 50);
    await until(async () => (await connection.client.keys(`${connection.prefix}*`)).length === 0);
  });

  test('whatever they take and give back, whenever: never more than the limit is out or within a window', async () => {
    const connections = await Promise.all([redis.connect(), redis.connect()]);
    const LIMIT = 4;
    let run = 0;
    const step = fc.record({
      count: fc.integer({ min: 1, max: 4 }),
      holdMs: fc.nat(6),
      sends: fc.integer({ min: 0, max: 1 }),
      thenMs: fc.nat(6),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 4, maxLength: 4 }),
        async (work) => {
          run += 1;
          const place = toPlace(`list ${run}`, LIMIT, 25);
          const stores = connections.map((connection) => toStore(connection));
          /** Each place that was given out, and until when it counts; Infinity while it is out. */
          const given: { fromMs: number; untilMs: number }[] = [];
          let most = 0;
          const precise = () => performance.timeOrigin + performance.now();
          await Promise.all(
            work.map(async (steps, index) => {
              const store = stores[index % 2] as ThrottleStore;
              for (const { count, holdMs, sends, thenMs } of steps) {
                const taken = countTaken(await take(store, count, [place]));
                const fromMs = precise();
                const mine = Array.from({ length: taken }, () => ({ fromMs, untilMs: Infinity }));
                given.push(...mine);
                most = Math.max(most, given.filter(({ untilMs }) => untilMs > fromMs).length);
                await pause(holdMs);
                for (const one of mine) {
                  one.untilMs = sends ? precise() + place.windowMs : 0;
                  void store.release([place], sends, now());
                }
                await pause(thenMs);
              }
            }),
          );
          expect(most).toBeLessThanOrEqual(LIMIT);
          expect(given.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a Redis that was away', () => {
  test('and has lost its data: what is out and what is within its window is counted again', async () => {
    const store = toStore(await redis.connect());
    const connection = await redis.connect();
    const other = toStore(connection);
    const place = toPlace('list', 5, 60_000);
    await take(store, 3, [place]);
    store.release([place], 1, now());
    store.close(toPlace('closed', Infinity, 0), now() + 60_000);
    await redis.server.kill();
    await until(() => !connection.isUp());
    await expect(take(store, 1, [place])).rejects.toThrow();
    store.release([place], 0, now());
    store.count([place], now());
    await redis.server.start();
    await until(async () => (await read(other, place)).used === 3);
    expect((await take(other, 1, [toPlace('closed', Infinity, 0)]))[0]?.waitMs).toBeGreaterThan(50_000);
    expect(countTaken(await take(other, 5, [place]))).toBe(2);
  });

  test('for one: what it released meanwhile is released, what it may have taken is not counted', async () => {
    const connection = await redis.connect();
    const store = toStore(connection);
    const other = toStore(await redis.connect());
    const place = toPlace('list', 10, 60_000);
    await take(store, 4, [place]);
    expect((await read(other, place)).used).toBe(4);
    // Done by Redis, and the answer is lost.
    const lost = take(store, 3, [place]).catch(() => 'lost');
    connection.doubt();
    store.release([place], 0, now());
    expect(await lost).toBe('lost');
    store.release([place], 0, now());
    store.release([place], 2, now());
    await until(async () => (await read(other, place)).used === 3);
    await until(() => connection.isUp());
    await pause(20);
    expect((await read(other, place)).used).toBe(3);
  });
});
