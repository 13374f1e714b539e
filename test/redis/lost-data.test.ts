import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createRedisChangeLog } from '../../src/redis/change-log.ts';
import { createRedisListener } from '../../src/redis/listener.ts';
import { createSharedStore } from '../../src/redis/shared-store.ts';
import type { Simulator } from '../../src/simulator/server.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { showcase } from '../../src/simulator/showcase.ts';
import type { TestGateway } from '../support/gateway.ts';
import { openGateway } from '../support/gateway.ts';
import { openLive, ownParts } from '../support/live.ts';
import { useRedis } from '../support/redis-room.ts';

const id = showcase.meeting;
const HOUR_MS = 3_600_000;
const redis = useRedis();
let simulator: Simulator;
const gateways: TestGateway[] = [];

beforeEach(async () => {
  simulator = await startSimulator({ clock: systemClock });
});
afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.close();
  await simulator.close();
});

async function replica() {
  const connection = await redis.connect();
  const log = createRedisChangeLog({ connection, listener: createRedisListener(connection), size: 100 });
  const { baseUrl, accessToken } = simulator;
  const gateway = openGateway({
    baseUrl,
    accessToken,
    maxAgeMs: HOUR_MS,
    responseMaxAgeMs: HOUR_MS,
    shared: createSharedStore({ connection, clock: systemClock, createId: randomUUID, waitMs: 500 }),
    toLive: (graph) => openLive(graph, systemClock, { shared: { ...ownParts(systemClock), log } }),
  });
  gateways.push(gateway);
  await expect.poll(() => log.end()).toBeTruthy();
  const versionAs = async (alias: string) =>
    (await gateway.ask(`{ ${alias}: callRecord(id: "${id}") { version } }`)).data[alias].version as number;
  return { gateway, connection, versionAs };
}

it('a Redis that lost what had changed: no replica goes on with what it had, nor leaves it to others', async () => {
  const [a, b] = [await replica(), await replica()];
  const old = await a.versionAs('first');
  const isDropped = new Promise<void>((resolve) => a.gateway.graph.records.watchDropAll(resolve));
  simulator.control.raiseVersion(id);
  await a.connection.client.flushall();
  // Made of its own copy, it is put into the Redis that knows of nothing.
  expect(await a.versionAs('second')).toBe(old);
  await isDropped;
  await a.connection.client.ping();
  expect(await b.versionAs('second')).toBe(old + 1);
  expect(await a.versionAs('first')).toBe(old + 1);
});
