import type { Stage } from './stage.ts';

/** All go on without Redis, and say that it is away. */
export async function findTroublesWithoutRedis({ replicas }: Stage): Promise<readonly string[]> {
  const statuses = await Promise.allSettled(replicas.map((replica) => replica.status()));
  return statuses.flatMap((it, index) => {
    if (it.status === 'rejected') return [`replica ${index + 1} does not answer without Redis: ${String(it.reason)}`];
    const { ready, redis } = it.value;
    return ready && redis === 'down' ? [] : [`replica ${index + 1} without Redis: ${JSON.stringify(it.value)}`];
  });
}

/** Nobody has ended by itself, all are there, and there is one subscription and one who keeps it. */
export async function findTroubles({ simulator, replicas }: Stage): Promise<readonly string[]> {
  const troubles = [simulator, ...replicas].flatMap((mortal) => mortal.ownEnds());
  const statuses = await Promise.all(replicas.map((replica) => replica.status()));
  const leaders = statuses.filter(({ live }) => live.subscription !== 'elsewhere');
  if (leaders.length !== 1 || leaders[0]?.live.subscription !== 'active') {
    troubles.push(`subscription: ${statuses.map(({ live }) => live.subscription).join(', ')}`);
  }
  for (const status of statuses) {
    if (!status.ready || status.redis !== 'up' || status.replicas !== replicas.length) {
      troubles.push(`not as before: ${JSON.stringify(status)}`);
    }
  }
  const { length } = await simulator.subscriptions();
  if (length !== 1) troubles.push(`${length} subscriptions at Graph`);
  return troubles;
}
