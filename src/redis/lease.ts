import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Lease } from '../live/lease.ts';
import type { RedisConnection } from './connection.ts';
import { defineScript } from './script.ts';

export interface RedisLeaseOptions {
  readonly connection: RedisConnection;
  readonly clock: Clock;
  /** What is held. */
  readonly name: string;
  /** Who this is, for people who look into Redis; need not be unique. */
  readonly holder: string;
  /** How long it lasts unless renewed, in milliseconds: the longest that nobody has it after a crash. */
  readonly ttlMs?: number;
  readonly renewMs?: number;
}

/** How soon one that is given up is found, at the latest. */
const LOOK_MS = 500;

/** KEYS: the lease. ARGV: holder, ttl. -1 when it is held now, else for how long another still has it, in milliseconds. */
const HOLD = `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return math.max(redis.call('PTTL', KEYS[1]), 0) end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return -1`;

/** KEYS: the lease. ARGV: holder. */
const GIVE_UP = `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end`;

/**
 * Tries to have it from now on, until it is released. Held is what was granted less than `ttlMs` before by this process's
 * clock, counted from before it was asked for; so no two hold it by their own judgment, as long as Redis keeps its data and
 * clocks run equally fast. What is released is not tried for again.
 */
export function createRedisLease(options: RedisLeaseOptions): Lease {
  const { connection, clock, name, holder, ttlMs = 10_000, renewMs = 3_000 } = options;
  const keys = [`${connection.prefix}lease:${name}`];
  // A process that is started again under the same name is another one.
  const owner = `${holder} ${randomBytes(6).toString('hex')}`;
  const hold = defineScript<number>(connection, HOLD);
  const giveUp = defineScript<null>(connection, GIVE_UP);
  const watchers = new Set<(isHeld: boolean) => void>();
  let askedMs = -Infinity;
  let wasHeld = false;
  let isReleased = false;
  let attempt: Promise<void> | undefined;
  let cancelNext = () => {};
  let cancelEnd = () => {};

  /** A clock that was set back must not make it last longer. */
  function isHeld(): boolean {
    const ageMs = clock.now() - askedMs;
    return ageMs >= 0 && ageMs < ttlMs;
  }

  function tell(): void {
    const now = isHeld();
    if (now === wasHeld) return;
    wasHeld = now;
    for (const onChange of watchers) onChange(now);
  }

  async function ask(): Promise<number> {
    const nowMs = clock.now();
    try {
      const restMs = await hold(keys, [owner, ttlMs]);
      if (isReleased) return LOOK_MS;
      askedMs = restMs < 0 ? nowMs : -Infinity;
      cancelEnd();
      if (restMs < 0) cancelEnd = clock.schedule(Math.max(0, nowMs + ttlMs - clock.now()) + 1, tell);
      tell();
      return restMs < 0 ? renewMs : Math.min(restMs + 1, LOOK_MS);
    } catch {
      tell();
      return LOOK_MS;
    }
  }

  function attemptNow(): void {
    if (attempt || isReleased) return;
    cancelNext();
    attempt = ask().then((delayMs) => {
      attempt = undefined;
      if (!isReleased) cancelNext = clock.schedule(delayMs, attemptNow);
    });
  }

  const endWatch = connection.watch((isUp) => {
    if (isUp) attemptNow();
  });
  attemptNow();

  return {
    isHeld,
    watch(onChange) {
      watchers.add(onChange);
      if (isHeld()) onChange(true);
      return () => watchers.delete(onChange);
    },
    async release() {
      isReleased = true;
      endWatch();
      cancelNext();
      cancelEnd();
      askedMs = -Infinity;
      tell();
      await attempt;
      // Where Redis is away it ends by itself.
      await giveUp(keys, [owner]).catch(() => undefined);
    },
  };
}
