import { expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import type { ThrottleGate } from '../../src/graph/throttle-gate.ts';
import { withThrottleGate } from '../../src/graph/throttle-gate.ts';
import type { Place } from '../../src/graph/throttle-scope.ts';
import { publishedLimits } from '../../src/graph/throttle-scope.ts';
import type { Refusal, ThrottleStore } from '../../src/graph/throttle-store.ts';
import type { RedisConnection } from '../../src/redis/connection.ts';
import { createFailoverThrottleStore } from '../../src/redis/failover-throttle-store.ts';
import { createRedisThrottleStore } from '../../src/redis/throttle-store.ts';
import { toFlight } from '../support/flight.ts';
import { useRedis } from '../support/redis-room.ts';
import { until } from '../support/until.ts';

const redis = useRedis();
const GRACE_MS = 600;
const clock = systemClock;
const place: Place = { scope: 'list', limit: 15, windowMs: 60_000 };

async function open({ seen = 2, assumed }: { seen?: number; assumed?: number } = {}): Promise<{
  store: ThrottleStore;
  connection: RedisConnection;
}> {
  const connection = await redis.connect();
  const shared = createRedisThrottleStore({ connection, clock });
  const store = createFailoverThrottleStore({
    connection,
    clock,
    shared,
    replicas: { count: () => seen },
    graceMs: GRACE_MS,
    ...(assumed !== undefined && { assumed }),
  });
  return { connection, store };
}

async function take(store: ThrottleStore, count: number, wanted: Place = place): Promise<number> {
  const wants = Array.from({ length: count }, () => ({ places: [wanted], isModest: true }));
  const refusals: readonly (Refusal | undefined)[] = await store.take(wants, clock.now());
  return refusals.filter((it) => !it).length;
}
const used = async (store: ThrottleStore) => (await store.read(place, clock.now())).used;
const fall = async (...all: readonly { connection: RedisConnection }[]) => {
  await redis.server.kill();
  await until(() => all.every(({ connection }) => !connection.isUp()));
};
const rise = async (...all: readonly { connection: RedisConnection }[]) => {
  await redis.server.start();
  await until(() => all.every(({ connection }) => connection.isUp()));
};

test('together while Redis is there, each with its share while it is not, and together again', async () => {
  const [one, other] = [await open(), await open()];
  expect(await take(one.store, 3)).toBe(3);
  expect(await take(other.store, 2)).toBe(2);
  expect(await used(one.store)).toBe(5);

  await fall(one, other);
  // 15 for two are 7 each, of which it has had some.
  expect(await take(one.store, 20)).toBe(4);
  expect(await take(other.store, 20)).toBe(5);
  expect(await used(one.store)).toBe(7);
  await one.store.release([place], 0, clock.now());
  expect(await take(one.store, 2)).toBe(1);

  await rise(one, other);
  // Not at once: the other may not have told yet what it took.
  expect(await take(one.store, 20)).toBe(0);
  await until(async () => (await used(one.store)) === 14 && (await used(other.store)) === 14);
  expect(await take(one.store, 20)).toBe(1);
  expect(await take(other.store, 20)).toBe(0);
});

test('whichever store a place is of, it is given back', async () => {
  const one = await open();
  const short = { ...place, windowMs: 50 };
  expect(await take(one.store, 2, short)).toBe(2);
  await fall(one);
  expect(await take(one.store, 2, short)).toBe(2);
  await one.store.release([short], 1, clock.now());
  await one.store.release([short], 1, clock.now());
  await rise(one);
  for (let index = 0; index < 2; index += 1) await one.store.release([short], 1, clock.now());
  await until(async () => (await used(one.store)) === 0);
  await fall(one);
  expect(await take(one.store, 20, short)).toBe(7);
});

test('a take that breaks off is answered all the same, and counted once', async () => {
  const one = await open();
  const other = await open();
  const taking = take(one.store, 3);
  one.connection.doubt();
  expect(await taking).toBe(3);
  await until(async () => (await used(other.store)) === 3);
  await until(() => one.connection.isUp());
  await until(async () => (await used(other.store)) === 3);
});

test('a Redis that hangs holds up one take, and no more', async () => {
  const one = await open();
  redis.server.freeze(true);
  expect(await take(one.store, 3)).toBe(3);
  await until(() => !one.connection.isUp(), 500);
  const startMs = clock.now();
  expect(await take(one.store, 20)).toBe(4);
  expect(clock.now() - startMs).toBeLessThan(500);
  redis.server.freeze(false);
  await until(() => one.connection.isUp());
  const other = await open();
  await until(async () => (await used(other.store)) === 7);
});

test('one that is in Redis is closed without it, and the other way round', async () => {
  const one = await open();
  await one.store.close(place, clock.now() + 60_000);
  expect(await take(one.store, 1)).toBe(0);
  await fall(one);
  expect(await take(one.store, 1)).toBe(0);
  const { scope, ...rest } = place;
  const second = { ...rest, scope: `${scope} 2` };
  await one.store.close(second, clock.now() + 60_000);
  await rise(one);
  const other = await open();
  await until(async () => (await take(other.store, 1, second)) === 0 && (await take(other.store, 1)) === 0);
});

test('a share is one place at least, and where no limit is known there is none to share', async () => {
  const one = await open();
  await fall(one);
  expect(await take(one.store, 3, { scope: 'few', limit: 1, windowMs: 60_000 })).toBe(1);
  expect(await take(one.store, 300, { scope: 'reports', limit: Infinity, windowMs: 0 })).toBe(300);
  await rise(one);
});

test.each([
  { seen: 1, assumed: 3, places: 5 },
  { seen: 5, assumed: 3, places: 3 },
])('of $seen seen and $assumed assumed the higher counts while Redis is away', async ({ seen, assumed, places }) => {
  const one = await open({ seen, assumed });
  await fall(one);
  expect(await take(one.store, 20)).toBe(places);
  expect(await used(one.store)).toBe(places);
});

test('what is assumed is of no account while Redis is there', async () => {
  const one = await open({ seen: 1, assumed: 3 });
  expect(await take(one.store, 20)).toBe(15);
});

test('gates of two replicas let no more through than one would, Redis there or not', async () => {
  const all = [await open(), await open()];
  let sent = 0;
  const gates = all.map(({ store }) =>
    withThrottleGate(
      () => {
        sent += 1;
        return Promise.resolve({ body: {} });
      },
      { clock, store },
    ),
  );
  const pass = (index: number) =>
    (gates[index % 2] as ThrottleGate).pass(
      toFlight('/communications/callRecords', { deadlineMs: clock.now() + 5_000 }),
    );
  // One goes first, so that each has some when Redis goes.
  const first = await Promise.all([0, 1, 0, 1].map(pass));
  expect(first.map((outcome) => outcome.error)).toEqual(Array.from({ length: 4 }));
  await fall(...all);
  const outcomes = await Promise.all(Array.from({ length: 40 }, (_, index) => pass(index)));
  expect(sent).toBe(14);
  expect(outcomes.filter((outcome) => outcome.error?.code === 'UPSTREAM_THROTTLED')).toHaveLength(30);
  await rise(...all);
  await until(async () => (await all[0]?.store.read(publishedLimits.listFirst, clock.now()))?.used === 14);
  await Promise.all(Array.from({ length: 10 }, (_, index) => pass(index)));
  expect(sent).toBe(15);
});
