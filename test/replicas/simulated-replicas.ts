import { systemClock } from '../../src/clock.ts';
import type { Simulator, SimulatorOptions, SimulatorRequest } from '../../src/simulator/server.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import type { Balancer } from '../support/balancer.ts';
import { startBalancer } from '../support/balancer.ts';
import { openRedisServer } from '../support/redis-server.ts';
import { until } from '../support/until.ts';
import type { ReplicaProcess } from './replica.ts';
import { createReplicaProcess } from './replica.ts';

/** Gateways in processes of their own over a simulator in this one, which can be looked into. */
export interface SimulatedReplicas {
  readonly simulator: Simulator;
  /** Every round trip that has reached the simulator. */
  readonly calls: readonly SimulatorRequest[];
  readonly replicas: readonly ReplicaProcess[];
  close(): Promise<void>;
}

export interface SimulatedReplicasOptions {
  readonly simulator?: Partial<SimulatorOptions>;
  readonly replicaCount?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether one of them subscribes at the simulator. */
  readonly isNotified?: boolean;
}

/** Resolves when all know of each other. */
export async function openSimulatedReplicas(options: SimulatedReplicasOptions = {}): Promise<SimulatedReplicas> {
  const { replicaCount = 2, env = {}, isNotified = false } = options;
  const calls: SimulatorRequest[] = [];
  const redis = await openRedisServer();
  const simulator = await startSimulator({
    clock: systemClock,
    onRequest: (call) => calls.push(call),
    ...options.simulator,
  });
  const replicas = await Promise.all(
    Array.from({ length: replicaCount }, (_, index) =>
      createReplicaProcess(`replica ${index + 1}`, () => ({
        graph: simulator,
        redisUrl: redis.url,
        ...(isNotified && { notificationUrl: balancer.url }),
        env,
      })),
    ),
  );
  const balancer: Balancer = await startBalancer(replicas.map(({ port }) => port));

  async function close(): Promise<void> {
    await Promise.all(replicas.map((replica) => replica.kill()));
    await balancer.close();
    await simulator.close();
    await redis.dispose();
  }

  try {
    await Promise.all(replicas.map((replica) => replica.start()));
    await until(async () => {
      const all = await Promise.all(replicas.map((replica) => replica.status()));
      const isSubscribed = !isNotified || all.some(({ live }) => live?.subscription === 'active');
      return isSubscribed && all.every((status) => status.replicas === replicaCount);
    }, 30_000);
    return { simulator, calls, replicas, close };
  } catch (error) {
    await close();
    throw error;
  }
}
