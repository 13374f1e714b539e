import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { RedisConnection } from './connection.ts';
import { defineScript } from './script.ts';

export interface Replicas {
  /** How many there are, this one included; the last that was known while Redis is away. */
  count(): number;
  /** Is one of them no longer, and asks how many are left; rejects where Redis cannot say. */
  leave(): Promise<number>;
}

export interface ReplicasOptions {
  readonly connection: RedisConnection;
  readonly clock: Clock;
  /** How many there are until Redis has said it. */
  readonly assumed?: number;
  /** How often each says that it is there, and how long that is good for, in milliseconds. */
  readonly beatMs?: number;
  readonly ttlMs?: number;
}

/** KEYS: until when each is there. ARGV: own id, ttl. How many there are. */
const BEAT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return redis.call('ZCARD', KEYS[1])`;

/** KEYS: until when each is there. ARGV: own id. How many are left, in the moment of leaving: of all who leave, one is the last. */
const LEAVE = `
local time = redis.call('TIME')
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', time[1] * 1000 + math.floor(time[2] / 1000))
return redis.call('ZCARD', KEYS[1])`;

/**
 * Each says again and again that it is there. Of the answers of the last `ttlMs` the highest counts, and what was known when Redis came back is one of them: in a Redis that has just
 * come back without its data, the first to be there is not alone.
 */
export function createReplicas(options: ReplicasOptions): Replicas {
  const { connection, clock, assumed = 1, beatMs = 2_000, ttlMs = 10_000 } = options;
  const id = randomBytes(6).toString('base64url');
  const keys = [`${connection.prefix}replicas`];
  const beat = defineScript<number>(connection, BEAT);
  const giveUp = defineScript<number>(connection, LEAVE);
  let answers: readonly { readonly atMs: number; readonly count: number }[] = [];
  let highest = assumed;
  let beating: Promise<void> | undefined;
  let leaving: Promise<number> | undefined;
  let cancelNext = () => {};

  function hear(count: number): void {
    const atMs = clock.now();
    answers = [...answers.filter((answer) => answer.atMs > atMs - ttlMs), { atMs, count }];
    highest = Math.max(...answers.map((answer) => answer.count));
  }

  function beatNow(): void {
    cancelNext();
    cancelNext = clock.schedule(beatMs, beatNow);
    beating = beat(keys, [id, ttlMs]).then(hear, () => undefined);
  }

  const endWatch = connection.watch((isUp) => {
    if (!isUp || leaving) return;
    hear(highest);
    beatNow();
  });
  hear(assumed);
  beatNow();

  return {
    count: () => highest,
    leave: () => (leaving ??= leaveOnce()),
  };

  async function leaveOnce(): Promise<number> {
    endWatch();
    cancelNext();
    // A beat that comes after it would bring this one back.
    await beating;
    return giveUp(keys, [id]);
  }
}
