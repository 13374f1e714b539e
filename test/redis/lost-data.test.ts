import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createRedisChangeLog } from '../../src/redis/change-log.ts';
import type { RedisConnection } from '../../src/redis/connection.ts';
import { connectRedis } from '../../src/redis/connection.ts';
import { createRedisListener } from '../../src/redis/listener.ts';
import { createSharedStore } from '../../src/redis/shared-store.ts';
import type { Simulator } from '../../src/simulator/server.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { showcase } from '../../src/simulator/showcase.ts';
import type { TestGateway, TestGatewayOptions } from '../support/gateway.ts';
import { openGateway } from '../support/gateway.ts';
import { openLive, ownParts } from '../support/live.ts';
import { toRandomPrefix } from '../support/redis-server.ts';
import { useRedis } from '../support/redis-room.ts';

const id = showcase.meeting;
const HOUR_MS = 3_600_000;
const redis = useRedis();
let simulator: Simulator;
let calls: number;
const gateways: TestGateway[] = [];

beforeEach(async () => {
  calls = 0;
  simulator = await startSimulator({ clock: systemClock, onRequest: () => (calls += 1) });
});
afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.close();
  await simulator.close();
});

async function replica(options: Partial<TestGatewayOptions> = {}, given?: RedisConnection) {
  const connection = given ?? (await redis.connect());
  const log = createRedisChangeLog({ connection, listener: createRedisListener(connection), size: 100 });
  const { baseUrl, accessToken } = simulator;
  /** Resolves when its tail has first dropped what was there. */
  let isBegun: Promise<unknown> | undefined;
  const gateway = openGateway({
    baseUrl,
    accessToken,
    maxAgeMs: HOUR_MS,
    responseMaxAgeMs: HOUR_MS,
    shared: createSharedStore({ connection, clock: systemClock, createId: randomUUID, waitMs: 500 }),
    toLive(graph) {
      isBegun = new Promise((resolve) => graph.records.watchDropAll(resolve));
      return openLive(graph, systemClock, { shared: { ...ownParts(systemClock), log } });
    },
    ...options,
  });
  gateways.push(gateway);
  if (!given) await isBegun;
  const versionAs = async (alias: string) =>
    (await gateway.ask(`{ ${alias}: callRecord(id: "${id}") { version } }`)).data[alias].version as number;
  return { gateway, connection, versionAs, isBegun };
}

it('a Redis that lost what had changed: no replica goes on with what it had, nor leaves it to others', async () => {
  const [a, b] = [await replica(), await replica()];
  const old = await a.versionAs('first');
  const isDropped = new Promise((resolve) => a.gateway.graph.records.watchDropAll(resolve));
  simulator.control.raiseVersion(id);
  await a.connection.client.flushall();
  // Made of its own copy, it is put into the Redis that knows of nothing.
  expect(await a.versionAs('second')).toBe(old);
  await isDropped;
  await a.connection.client.ping();
  expect(await b.versionAs('second')).toBe(old + 1);
  expect(await a.versionAs('first')).toBe(old + 1);
});

it('a replica that has just begun takes what the others have read before', async () => {
  const a = await replica();
  const version = await a.versionAs('first');
  await a.connection.client.ping();
  const b = await replica({ responseMaxAgeMs: 0 });
  expect(await b.versionAs('first')).toBe(version);
  expect(await b.versionAs('second')).toBe(version);
  expect(calls).toBe(1);
});

it('a replica that began without Redis keeps nothing of that time, in which it was told of nothing', async () => {
  await redis.server.kill();
  const connection = connectRedis({ url: redis.server.url, prefix: toRandomPrefix() });
  const a = await replica({ responseMaxAgeMs: 0 }, connection);
  const version = await a.versionAs('first');
  simulator.control.raiseVersion(id);
  expect(await a.versionAs('first')).toBe(version);
  await redis.server.start();
  await a.isBegun;
  expect(await a.versionAs('first')).toBe(version + 1);
  await connection.close();
});
