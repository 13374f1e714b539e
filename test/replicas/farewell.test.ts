import { afterEach, beforeEach, expect, test } from 'vitest';
import { REDIS_SERVER } from '../support/redis-server.ts';
import { requirePart } from '../support/required-part.ts';
import type { SimulatedReplicas } from './simulated-replicas.ts';
import { openSimulatedReplicas } from './simulated-replicas.ts';

const LONG_MS = 120_000;

let stage: SimulatedReplicas | undefined;

beforeEach((context) => requirePart(context, REDIS_SERVER, 'redis-server'));
afterEach(() => stage?.close(), LONG_MS);

test(
  'replicas that are all stopped at the same moment leave no subscription at Graph',
  async () => {
    stage = await openSimulatedReplicas({ replicaCount: 3, isNotified: true });
    const { simulator, replicas } = stage;
    expect(simulator.control.subscriptions()).toHaveLength(1);
    await Promise.all(replicas.map((replica) => replica.stop()));
    expect(simulator.control.subscriptions()).toEqual([]);
  },
  LONG_MS,
);
