import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Balancer } from '../support/balancer.ts';
import { startBalancer } from '../support/balancer.ts';
import type { RedisServer } from '../support/redis-server.ts';
import { openRedisServer } from '../support/redis-server.ts';
import { until } from '../support/until.ts';
import type { ReplicaProcess } from './replica.ts';
import { createReplicaProcess } from './replica.ts';
import type { SimulatorProcess } from './simulator-process.ts';
import { createSimulatorProcess } from './simulator-process.ts';

/** Everything that can be killed, each in a process of its own, and what stands before the replicas. */
export interface Stage {
  readonly redis: RedisServer;
  readonly simulator: SimulatorProcess;
  readonly replicas: readonly ReplicaProcess[];
  readonly balancer: Balancer;
  /** The replica that keeps the subscription; rejects where none does within half a minute. */
  findLeader(): Promise<ReplicaProcess>;
  close(): Promise<void>;
}

export interface StageOptions {
  /** How long it is from one call's end to the next, as the simulator's flag has it. */
  readonly gapMs: string;
  readonly replicaCount?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Resolves when all know of each other and one of them has subscribed. */
export async function openStage({ gapMs, replicaCount = 3, env = {} }: StageOptions): Promise<Stage> {
  const directory = mkdtempSync(join(tmpdir(), 'replicas-'));
  const redis = await openRedisServer({ appendOnly: true });
  const simulator = await createSimulatorProcess(join(directory, 'simulator.json'), gapMs);
  const replicas = await Promise.all(
    Array.from({ length: replicaCount }, (_, index) =>
      createReplicaProcess(`replica ${index + 1}`, () => ({
        graph: simulator.graph,
        redisUrl: redis.url,
        notificationUrl: balancer.url,
        env,
      })),
    ),
  );
  const balancer: Balancer = await startBalancer(replicas.map(({ port }) => port));

  async function findLeader(): Promise<ReplicaProcess> {
    let leader: ReplicaProcess | undefined;
    await until(async () => {
      for (const replica of replicas) {
        if (!replica.isRunning()) continue;
        const status = await replica.status().catch(() => undefined);
        if (status?.live.subscription === 'active') leader = replica;
      }
      return leader;
    }, 30_000);
    return leader as ReplicaProcess;
  }

  const stage: Stage = {
    redis,
    simulator,
    replicas,
    balancer,
    findLeader,
    async close() {
      await Promise.all([simulator, ...replicas].map((mortal) => mortal.kill()));
      await balancer.close();
      await redis.dispose();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  try {
    await simulator.start();
    await Promise.all(replicas.map((replica) => replica.start()));
    await findLeader();
    await until(async () => {
      const all = await Promise.all(replicas.map((replica) => replica.status()));
      return all.every((status) => status.replicas === replicaCount);
    }, 20_000);
    return stage;
  } catch (error) {
    await stage.close();
    throw error;
  }
}
