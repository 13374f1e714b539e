import { systemClock } from '../../src/clock.ts';
import { pause, until } from '../support/until.ts';
import { findDifferences } from './differences.ts';
import type { Stage } from './stage.ts';
import { openStage } from './stage.ts';
import type { Received, Subscriber } from './subscriber.ts';
import { startSubscriber } from './subscriber.ts';
import { findTroubles, findTroublesWithoutRedis } from './troubles.ts';
import type { Verdict } from './verdict.ts';
import { judge } from './verdict.ts';
import { startWorkload } from './workload.ts';

export interface ChaosOptions {
  /** Whole rounds of kills are begun until so much time is over, in milliseconds. */
  readonly lengthMs: number;
  /** How long each is gone, and how long all are there before the next goes, in milliseconds. */
  readonly goneMs: number;
  readonly calmMs: number;
  readonly clients?: number;
  readonly onStep?: (step: string) => void;
}

export interface ClientReport {
  readonly received: number;
  readonly reconnects: number;
  /** Codes of errors that ended its streams. */
  readonly errors: readonly string[];
  readonly verdict: Verdict;
}

export interface ChaosReport {
  /** What changed, by the simulator's own word. */
  readonly records: number;
  readonly versions: number;
  readonly kills: Readonly<Record<string, number>>;
  readonly clients: readonly ClientReport[];
  /** From the last change until everything had arrived everywhere, in milliseconds; as long as was waited where it has not. */
  readonly catchUpMs: number;
  /** What was otherwise than it should be with the gateways themselves. */
  readonly troubles: readonly string[];
  /** What each process has written, by its name. */
  readonly logs: Readonly<Record<string, string>>;
}

/** A hint that a killed replica had taken is due again after a minute; a list is read each minute. */
const LONGEST_CATCH_UP_MS = 150_000;
/** What would come twice would come by then. */
const AFTERMATH_MS = 4_000;

/**
 * Kills a replica that is not the leader, the leader, Redis and the simulator, one after another and again and again, while calls
 * end and records are written anew; then waits until what changed has arrived, and compares. What the simulator had still to
 * deliver when it was killed is lost, as nothing is with Graph: the list, read each minute, has to find it.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const stage = await openStage({ gapMs: '300-1500', env: { NOTIFICATION_SWEEP_MINUTES: '1' } });
  const clients = Array.from({ length: options.clients ?? 5 }, (_, index) =>
    startSubscriber(stage.balancer.url, index === 0),
  );
  try {
    return await run(stage, clients, options);
  } finally {
    await Promise.all(clients.map((client) => client.stop()));
    await stage.close();
  }
}

async function run(
  stage: Stage,
  clients: readonly Subscriber[],
  { lengthMs, goneMs, calmMs, onStep = () => undefined }: ChaosOptions,
): Promise<ChaosReport> {
  const { redis, simulator, replicas } = stage;
  const kills: Record<string, number> = { replica: 0, leader: 0, redis: 0, simulator: 0 };
  const troubles: string[] = [];
  await untilFollowing(stage, clients);
  const sinceMs = systemClock.now();
  const workload = startWorkload(simulator);

  const victims: Readonly<Record<string, () => Promise<{ kill(): Promise<void>; start(): Promise<unknown> }>>> = {
    async replica() {
      const leader = await stage.findLeader();
      const others = replicas.filter((replica) => replica !== leader);
      return others[(kills['replica'] as number) % others.length] as (typeof others)[number];
    },
    leader: () => stage.findLeader(),
    redis: () => Promise.resolve(redis),
    simulator: () => Promise.resolve(simulator),
  };

  while (systemClock.now() - sinceMs < lengthMs) {
    for (const [name, find] of Object.entries(victims)) {
      const victim = await find();
      onStep(`kill ${name}`);
      await victim.kill();
      kills[name] = (kills[name] as number) + 1;
      await pause(goneMs);
      if (name === 'redis') troubles.push(...(await findTroublesWithoutRedis(stage)));
      await victim.start();
      await pause(calmMs);
    }
  }
  await workload.stop();

  // Calls go on to end by themselves; what was written up to here is what has to come.
  const due = await simulator.versions(sinceMs);
  const calmFromMs = systemClock.now();
  const isAllThere = async () => {
    const truth = { due, written: await simulator.versions(0) };
    const missing = clients.map((client) => judge(client.received(), truth).missing.length);
    onStep(`missing: ${missing.join(', ')}`);
    await pause(1_000);
    return missing.every((count) => count === 0);
  };
  await until(isAllThere, LONGEST_CATCH_UP_MS).catch(() => undefined);
  const catchUpMs = systemClock.now() - calmFromMs;
  await pause(AFTERMATH_MS);
  troubles.push(...(await findTroubles(stage)));
  const heard = clients.map((client) => client.received().slice());
  troubles.push(...findDifferences(heard));
  const truth = { due, written: await simulator.versions(0) };
  return {
    records: new Set(due.map(({ id }) => id)).size,
    versions: due.length,
    kills,
    clients: clients.map((client, index) => ({
      received: (heard[index] as readonly Received[]).length,
      reconnects: client.reconnects(),
      errors: client.errors(),
      verdict: judge(heard[index] as readonly Received[], truth),
    })),
    catchUpMs,
    troubles,
    logs: Object.fromEntries([simulator, ...replicas].map((mortal) => [mortal.name, mortal.written()])),
  };
}

/** Each has a cursor to come back with. */
async function untilFollowing({ simulator }: Stage, clients: readonly Subscriber[]): Promise<void> {
  await until(async () => {
    await simulator.act('calls');
    await pause(500);
    return clients.every((client) => client.received().length > 0);
  }, 20_000);
}
