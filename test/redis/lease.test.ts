import { expect, test } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { systemClock } from '../../src/clock.ts';
import type { RedisConnection } from '../../src/redis/connection.ts';
import { createRedisLease } from '../../src/redis/lease.ts';
import { useRedis } from '../support/redis-room.ts';
import { pause, until } from '../support/until.ts';

const redis = useRedis();
const TTL_MS = 300;

interface Options {
  readonly clock?: Clock;
  readonly holder?: string;
}
const toLease = (connection: RedisConnection, { clock = systemClock, holder = 'pod' }: Options = {}) =>
  createRedisLease({ connection, clock, name: 'subscription', holder, ttlMs: TTL_MS, renewMs: 80 });

/** Whether it is held, by whose judgment it may be, at every few milliseconds until the test is over. */
function countHolders(leases: readonly { isHeld(): boolean }[]): { most: () => number; stop: () => void } {
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, leases.filter((lease) => lease.isHeld()).length)), 1);
  return { most: () => most, stop: () => clearInterval(timer) };
}

test('one of several has it and keeps it; the next has it soon after it is given up', async () => {
  const leases = await Promise.all([1, 2, 3].map(async () => toLease(await redis.connect())));
  const holders = countHolders(leases);
  await until(() => leases.some((lease) => lease.isHeld()));
  await pause(2 * TTL_MS);
  const first = leases.findIndex((lease) => lease.isHeld());
  expect(first).toBeGreaterThanOrEqual(0);
  const told: boolean[] = [];
  leases[first]?.watch((isHeld) => told.push(isHeld));
  await leases[first]?.release();
  expect(leases[first]?.isHeld()).toBe(false);
  expect(told).toEqual([true, false]);
  await until(() => leases.some((lease) => lease.isHeld()), 1_000);
  expect(leases[first]?.isHeld()).toBe(false);
  holders.stop();
  expect(holders.most()).toBe(1);
  await Promise.all(leases.map((lease) => lease.release()));
});

test('one that crashes is followed when its time is over', async () => {
  const connection = await redis.connect();
  const first = toLease(connection);
  await until(() => first.isHeld());
  const second = toLease(await redis.connect());
  const holders = countHolders([first, second]);
  await connection.close();
  const startMs = Date.now();
  await until(() => second.isHeld());
  expect(Date.now() - startMs).toBeLessThan(TTL_MS + 300);
  holders.stop();
  expect(holders.most()).toBe(1);
  await first.release();
  expect(second.isHeld()).toBe(true);
  await second.release();
});

test('while Redis is away nobody has it for longer than was granted; it is had again when Redis is back', async () => {
  const leases = [toLease(await redis.connect()), toLease(await redis.connect())];
  await until(() => leases.some((lease) => lease.isHeld()));
  const told: boolean[] = [];
  for (const lease of leases) lease.watch((isHeld) => told.push(isHeld));
  await redis.server.kill();
  await until(() => !leases.some((lease) => lease.isHeld()), TTL_MS + 300);
  await until(() => told.length === 2, 500);
  expect(told).toEqual([true, false]);
  const holders = countHolders(leases);
  await redis.server.start();
  await until(() => leases.some((lease) => lease.isHeld()));
  await pause(TTL_MS);
  holders.stop();
  expect(holders.most()).toBe(1);
  await Promise.all(leases.map((lease) => lease.release()));
});

test('one that was asleep does not think it has it', async () => {
  let asleepMs = 0;
  const clock: Clock = {
    now: () => systemClock.now() + asleepMs,
    // It does not renew.
    schedule: () => () => undefined,
  };
  const sleeper = toLease(await redis.connect(), { clock });
  await until(() => sleeper.isHeld());
  const other = toLease(await redis.connect());
  asleepMs = TTL_MS;
  expect(sleeper.isHeld()).toBe(false);
  // A clock that is set back is no more time.
  asleepMs = -10_000;
  expect(sleeper.isHeld()).toBe(false);
  await until(() => other.isHeld());
  await sleeper.release();
  await pause(20);
  expect(other.isHeld()).toBe(true);
  await other.release();
});

test('given up before it was answered it is not had', async () => {
  const connection = await redis.connect();
  const lease = toLease(connection);
  await lease.release();
  expect(lease.isHeld()).toBe(false);
  expect(await connection.client.keys(`${connection.prefix}*`)).toEqual([]);
});
