import { randomBytes } from 'node:crypto';
import type { ChangeLog } from '../live/change-log.ts';
import { PositionLostError } from '../live/change-log.ts';
import type { LoggedChange, RecordChange } from '../live/change.ts';
import type { RedisConnection } from './connection.ts';
import type { RedisListener } from './listener.ts';
import { defineScript } from './script.ts';

export interface RedisChangeLogOptions {
  readonly connection: RedisConnection;
  readonly listener: RedisListener;
  /** How many changes are kept. */
  readonly size: number;
  /** How long a record's version is remembered after its last change, in milliseconds. Must outlast Graph's memory of it. */
  readonly versionTtlMs?: number;
}

/** Graph keeps call records for 30 days. */
const VERSION_TTL_MS = 31 * 24 * 3_600_000;

/**
 * Whether the log and what is known of it belong together: `state` has the epoch, the log's last id and the id up to which
 * it was trimmed. A log that was emptied, taken away or put back begins a new epoch, so that old positions are refused.
 */
const LAST = `
local function last(log)
  local entry = redis.call('XREVRANGE', log, '+', '-', 'COUNT', 1)[1]
  return entry and entry[1] or '0-0'
end
local function state(key)
  local found = redis.call('HMGET', key, 'epoch', 'last', 'trimmed')
  return found[1], found[2] or '0-0', found[3] or '0-0'
end`;

const BEGIN = `${LAST}
local function begin(key, log, candidate)
  local epoch, known, trimmed = state(key)
  local now = last(log)
  if not epoch or known ~= now then
    epoch, trimmed = candidate, now
    redis.call('HSET', key, 'epoch', epoch, 'last', now, 'trimmed', now)
  end
  return epoch, now
end`;

/** KEYS: state, log, versions of each change. ARGV: epoch to begin with, size, ttl, channel, then version and text of each. */
const APPEND = `${BEGIN}
local epoch, id = begin(KEYS[1], KEYS[2], ARGV[1])
local answer, taken = { epoch }, 0
for index = 3, #KEYS do
  local version = ARGV[index * 2 - 1]
  local known = redis.call('GET', KEYS[index])
  if known and tonumber(known) >= tonumber(version) then
    answer[#answer + 1] = ''
  else
    local kind = known and 'UPDATED' or 'CREATED'
    redis.call('SET', KEYS[index], version, 'PX', ARGV[3])
    id = redis.call('XADD', KEYS[2], '*', 'kind', kind, 'change', ARGV[index * 2])
    taken = taken + 1
    answer[#answer + 1] = kind .. ' ' .. id
  end
end
if taken > 0 then
  redis.call('HSET', KEYS[1], 'last', id)
  local excess = redis.call('XLEN', KEYS[2]) - tonumber(ARGV[2])
  if excess > 0 then
    local oldest = redis.call('XRANGE', KEYS[2], '-', '+', 'COUNT', excess)
    redis.call('HSET', KEYS[1], 'trimmed', oldest[#oldest][1])
    redis.call('XTRIM', KEYS[2], 'MAXLEN', '=', ARGV[2])
  end
  redis.call('PUBLISH', ARGV[4], '')
end
return answer`;

/** KEYS: state, log. ARGV: epoch to begin with. */
const END = `${BEGIN}
local epoch, id = begin(KEYS[1], KEYS[2], ARGV[1])
return epoch .. '-' .. id`;

/** KEYS: state, log. ARGV: epoch, id, count. False where the position is lost. */
const READ = `${LAST}
local epoch, known, trimmed = state(KEYS[1])
if epoch ~= ARGV[1] or known ~= last(KEYS[2]) then return false end
if ARGV[2] == known then return {} end
local function less(a, b)
  local ams, aseq = string.match(a, '(%d+)-(%d+)')
  local bms, bseq = string.match(b, '(%d+)-(%d+)')
  ams, aseq, bms, bseq = tonumber(ams), tonumber(aseq), tonumber(bms), tonumber(bseq)
  return ams < bms or (ams == bms and aseq < bseq)
end
if less(known, ARGV[2]) or less(ARGV[2], trimmed) then return false end
return redis.call('XRANGE', KEYS[2], '(' .. ARGV[2], '+', 'COUNT', ARGV[3])`;

/** A new one for each call: a process sees a Redis lose its data more than once. */
const toEpoch = () => randomBytes(6).toString('hex');
const POSITION = /^([0-9a-f]{12})-(\d{1,15}-\d{1,15})$/;

/**
 * A stream that all replicas write and read. A position is the epoch and the stream's id, which is Redis' time. What a Redis
 * has forgotten of its own accord (its last second, where it is not told to write at once) is a position lost as long as
 * nothing newer was taken; what comes later comes after it all the same.
 */
export function createRedisChangeLog(options: RedisChangeLogOptions): ChangeLog {
  const { connection, listener, size, versionTtlMs = VERSION_TTL_MS } = options;
  const { client } = connection;
  const toKey = (name: string) => `${connection.prefix}{changes}:${name}`;
  const keys = [toKey('state'), toKey('log')];
  const channel = toKey('appended');
  const append = defineScript<readonly string[]>(connection, APPEND);
  const end = defineScript<string>(connection, END);
  const read = defineScript<readonly [id: string, fields: readonly string[]][] | null>(connection, READ);
  const toVersionKey = (recordId: string) => toKey(`version:${recordId}`);

  return {
    async append(changes) {
      if (!changes.length) return [];
      const [epoch, ...outcomes] = await append(
        [...keys, ...changes.map(({ recordId }) => toVersionKey(recordId))],
        [toEpoch(), size, versionTtlMs, channel, ...changes.flatMap((it) => [it.version, JSON.stringify(it)])],
      );
      return changes.flatMap((change, index) => {
        const [kind, id] = (outcomes[index] as string).split(' ');
        return id === undefined ? [] : toLogged(change, kind as string, epoch as string, id);
      });
    },
    async versions(recordIds) {
      if (!recordIds.length) return [];
      const versions = await client.mget(recordIds.map(toVersionKey));
      return versions.map((version) => (version === null ? undefined : Number(version)));
    },
    end: () => end(keys, [toEpoch()]),
    async readAfter(position, count) {
      const [, epoch, id] = POSITION.exec(position) ?? [];
      if (epoch === undefined || id === undefined) throw new PositionLostError();
      const entries = await read(keys, [epoch, id, count]);
      if (!entries) throw new PositionLostError();
      return entries.map(([at, [, kind, , text]]) =>
        toLogged(JSON.parse(text as string) as RecordChange, kind as string, epoch, at),
      );
    },
    watch: (onChange) => listener.listen(channel, onChange),
  };
}

function toLogged(change: RecordChange, kind: string, epoch: string, id: string): LoggedChange {
  return { ...change, kind: kind as LoggedChange['kind'], position: `${epoch}-${id}`, noticedMs: parseInt(id, 10) };
}
