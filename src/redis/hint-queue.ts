import type { Hint, HintQueue } from '../live/hint-queue.ts';
import type { RedisConnection } from './connection.ts';
import type { RedisListener } from './listener.ts';
import { defineScript } from './script.ts';

export interface RedisHintQueueOptions {
  readonly connection: RedisConnection;
  readonly listener: RedisListener;
}

/** KEYS of all: when each record is due, what is known of each as `since attempts round`, the last round. */
const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

/** ARGV: channel, record ids. Rounds begin with the time, so that those of a Redis that lost its data are never met again. */
const ADD = `${NOW}
redis.call('SET', KEYS[3], string.format('%d%06d', time[1], time[2]), 'NX')
for index = 2, #ARGV do
  local id, since = ARGV[index], now
  local due = redis.call('ZSCORE', KEYS[1], id)
  -- Nobody has looked into it since it was hinted at first.
  if due and tonumber(due) <= now then since = string.match(redis.call('HGET', KEYS[2], id) or '', '^%d+') or now end
  redis.call('HSET', KEYS[2], id, string.format('%d 0 %d', since, redis.call('INCRBY', KEYS[3], 1)))
  redis.call('ZADD', KEYS[1], 'LT', now, id)
end
redis.call('PUBLISH', ARGV[1], '')`;

/** ARGV: count, lease. Each that is taken as its id and what is known of it. */
const TAKE = `${NOW}
local taken = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])) do
  local known = redis.call('HGET', KEYS[2], id)
  if known then
    redis.call('ZADD', KEYS[1], now + ARGV[2], id)
    taken[#taken + 1] = id
    taken[#taken + 1] = known
  else
    redis.call('ZREM', KEYS[1], id)
  end
end
return taken`;

const SAME = `
local function same(id, round)
  local since, attempts, known = string.match(redis.call('HGET', KEYS[2], id) or '', '^(%d+) (%d+) (%d+)$')
  return known == round, since, attempts
end`;

/** ARGV: record id, round. */
const DONE = `${SAME}
if same(ARGV[1], ARGV[2]) then
  redis.call('ZREM', KEYS[1], ARGV[1])
  redis.call('HDEL', KEYS[2], ARGV[1])
end`;

/** ARGV: record id, round, delay. */
const PUT_BACK = `${NOW}${SAME}
local is, since, attempts = same(ARGV[1], ARGV[2])
if is then
  redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
  redis.call('HSET', KEYS[2], ARGV[1], string.format('%s %d %s', since, attempts + 1, ARGV[2]))
end`;

/** All replicas' hints, by Redis' clock. Those who took some and are gone leave them to the others when their lease ends. */
export function createRedisHintQueue({ connection, listener }: RedisHintQueueOptions): HintQueue {
  const { client } = connection;
  const toKey = (name: string) => `${connection.prefix}{hints}:${name}`;
  const keys = [toKey('due'), toKey('known'), toKey('round')];
  const channel = toKey('added');
  const add = defineScript<null>(connection, ADD);
  const take = defineScript<readonly string[]>(connection, TAKE);
  const done = defineScript<null>(connection, DONE);
  const putBack = defineScript<null>(connection, PUT_BACK);

  return {
    async add(recordIds) {
      if (recordIds.length) await add(keys, [channel, ...recordIds]);
    },
    async take(count, leaseMs) {
      const taken = await take(keys, [count, leaseMs]);
      const hints: Hint[] = [];
      for (let index = 0; index < taken.length; index += 2) {
        const [sinceMs, attempts, round] = (taken[index + 1] as string).split(' ').map(Number) as [
          number,
          number,
          number,
        ];
        hints.push({ recordId: taken[index] as string, sinceMs, attempts, round });
      }
      return hints;
    },
    async done({ recordId, round }) {
      await done(keys, [recordId, round]);
    },
    async putBack({ recordId, round }, delayMs) {
      await putBack(keys, [recordId, round, delayMs]);
    },
    size: () => client.zcard(keys[0] as string),
    watch: (onAdd) => listener.listen(channel, onAdd),
  };
}
