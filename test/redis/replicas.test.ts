import { expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import type { RedisConnection } from '../../src/redis/connection.ts';
import { createReplicas } from '../../src/redis/replicas.ts';
import { useRedis } from '../support/redis-room.ts';
import { pause, until } from '../support/until.ts';

const redis = useRedis();
const TTL_MS = 250;
const join = (connection: RedisConnection, assumed?: number) =>
  createReplicas({
    connection,
    clock: systemClock,
    beatMs: 40,
    ttlMs: TTL_MS,
    ...(assumed === undefined ? {} : { assumed }),
  });

test('each counts those that are there; who leaves or crashes is soon counted no longer', async () => {
  const connections = await Promise.all([1, 2, 3].map(() => redis.connect()));
  const all = connections.map((connection) => join(connection));
  const [first, second] = all;
  await until(() => all.every((replicas) => replicas.count() === 3));
  await second?.leave();
  await until(() => first?.count() === 2, 3 * TTL_MS);
  await connections[2]?.close();
  await until(() => first?.count() === 1, 4 * TTL_MS);
  await Promise.allSettled(all.map((replicas) => replicas.leave()));
  await until(async () => !(await connections[0]?.client.exists(`${connections[0].prefix}replicas`)));
});

test('of all that leave at the same moment one is the last, and those that crashed before are not waited for', async () => {
  const connections = await Promise.all([1, 2, 3, 4].map(() => redis.connect()));
  const all = connections.map((connection) => join(connection));
  await until(() => all.every((replicas) => replicas.count() === 4));
  await connections[3]?.close();
  await pause(TTL_MS + 50);
  const left = await Promise.all(all.slice(0, 3).map((replicas) => replicas.leave()));
  expect(left.sort()).toEqual([0, 1, 2]);
});

test('who leaves while Redis is away does not pass for the last', async () => {
  const connection = await redis.connect();
  const replicas = join(connection);
  await redis.server.kill();
  await until(() => !connection.isUp());
  await expect(replicas.leave()).rejects.toThrow();
});

test('what is assumed holds until Redis has said for a while that they are fewer', async () => {
  const replicas = join(await redis.connect(), 4);
  expect(replicas.count()).toBe(4);
  await pause(TTL_MS / 2);
  expect(replicas.count()).toBe(4);
  await until(() => replicas.count() === 1, 3 * TTL_MS);
  await replicas.leave();
});

test('while Redis is away the last is known, and when it is back without its data nobody is alone', async () => {
  const connections = await Promise.all([1, 2].map(() => redis.connect()));
  const all = connections.map((connection) => join(connection));
  await until(() => all.every((replicas) => replicas.count() === 2));
  await redis.server.kill();
  await pause(2 * TTL_MS);
  const lowest: number[] = [];
  const timer = setInterval(() => lowest.push(...all.map((replicas) => replicas.count())), 2);
  await redis.server.start();
  await until(() => connections.every((connection) => connection.isUp()));
  await pause(TTL_MS + 100);
  clearInterval(timer);
  expect(Math.min(...lowest)).toBe(2);
  await Promise.all(all.map((replicas) => replicas.leave()));
});
