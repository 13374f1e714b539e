import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChangeLog } from '../../src/live/change-log.ts';
import { createMemoryChangeLog, PositionLostError } from '../../src/live/change-log.ts';
import type { LoggedChange, RecordChange } from '../../src/live/change.ts';
import { systemClock } from '../../src/clock.ts';
import { createRedisChangeLog } from '../../src/redis/change-log.ts';
import type { RedisConnection } from '../../src/redis/connection.ts';
import { createRedisListener } from '../../src/redis/listener.ts';
import { toRandomPrefix } from '../support/redis-server.ts';
import { useRedis } from '../support/redis-room.ts';
import { until } from '../support/until.ts';

const redis = useRedis({ appendOnly: true });

const toLog = (connection: RedisConnection, size = 1_000) =>
  createRedisChangeLog({ connection, listener: createRedisListener(connection), size });
const openLog = async (size?: number) => toLog(await redis.connect(), size);

const toChange = (recordId: string, version: number): RecordChange => ({
  recordId,
  version,
  type: version % 2 ? 'groupCall' : undefined,
  participantIds: ['p', `p${version}`],
  isComplete: true,
});
const toWords = (changes: readonly LoggedChange[]) =>
  changes.map(({ recordId, version, kind }) => `${recordId}${version} ${kind}`);

describe.each<[string, (size?: number) => Promise<ChangeLog>]>([
  ['memory', (size = 1_000) => Promise.resolve(createMemoryChangeLog({ clock: systemClock, size }))],
  ['Redis', openLog],
])('a log in %s', (_name, open) => {
  test('takes what is higher, once, and gives it back in order', async () => {
    const log = await open();
    const start = await log.end();
    const first = await log.append([toChange('a', 2), toChange('b', 1), toChange('a', 1), toChange('a', 10)]);
    expect(toWords(first)).toEqual(['a2 CREATED', 'b1 CREATED', 'a10 UPDATED']);
    expect(await log.append([toChange('a', 9), toChange('b', 1)])).toEqual([]);
    expect(await log.versions(['b', 'none', 'a'])).toEqual([1, undefined, 10]);
    expect(await log.versions([])).toEqual([]);
    expect(await log.append([])).toEqual([]);
    const all = await log.readAfter(start, 10);
    expect(all).toEqual(JSON.parse(JSON.stringify(first)));
    expect(await log.readAfter(start, 1)).toEqual(all.slice(0, 1));
    expect(await log.readAfter((all[0] as LoggedChange).position, 10)).toEqual(all.slice(1));
    expect(await log.end()).toBe((all[2] as LoggedChange).position);
    expect(await log.readAfter(await log.end(), 10)).toEqual([]);
    expect(Math.abs((all[0] as LoggedChange).noticedMs - Date.now())).toBeLessThan(1_000);
  });

  test('calls those who watch, until they end it', async () => {
    const log = await open();
    const seen: string[] = [];
    let position = await log.end();
    const end = log.watch(() => {
      void log.readAfter(position, 10).then((changes) => {
        seen.push(...toWords(changes));
        position = changes.at(-1)?.position ?? position;
      });
    });
    await log.append([toChange('a', 1)]);
    await until(() => seen.includes('a1 CREATED'));
    end();
    await log.append([toChange('a', 2)]);
    expect(seen).toEqual(['a1 CREATED']);
  });

  test('tells a position that it does not reach back to', async () => {
    const log = await open(10);
    const start = await log.end();
    for (let version = 1; version <= 10; version += 1) await log.append([toChange('a', version)]);
    const all = await log.readAfter(start, 100);
    expect(all).toHaveLength(10);
    await log.append([toChange('b', 1), toChange('c', 1), toChange('d', 1)]);
    await expect(log.readAfter(start, 100)).rejects.toThrow(PositionLostError);
    await expect(log.readAfter((all[0] as LoggedChange).position, 1)).rejects.toThrow(PositionLostError);
    expect(toWords(await log.readAfter((all[2] as LoggedChange).position, 100))).toHaveLength(10);
    expect(toWords(await log.readAfter((all[9] as LoggedChange).position, 100))).toHaveLength(3);
  });

  test.each(['', 'x', '-', '123456789012-', '0-0', 'ffffffffffff-0-0', 'ffffffffffff-99999999999999999999-0', 'é-1-1'])(
    'refuses "%s", which is no position',
    async (position) => {
      const log = await open();
      await log.append([toChange('a', 1)]);
      await expect(log.readAfter(position, 1)).rejects.toThrow(PositionLostError);
    },
  );
});

test('whoever appends what in whichever order: each version once, rising for its record, the highest there', async () => {
  const [first, second, third] = await Promise.all([redis.connect(), redis.connect(), redis.connect()]);
  const batch = fc.array(
    fc.record({ record: fc.constantFrom('a', 'b', 'c'), version: fc.integer({ min: 1, max: 12 }) }),
    {
      minLength: 1,
      maxLength: 4,
    },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(batch, { maxLength: 8 }), { minLength: 3, maxLength: 3 }), async (work) => {
      const prefix = toRandomPrefix();
      const logs = [first, second, third].map((connection) =>
        createRedisChangeLog({
          connection: { ...connection, prefix },
          listener: { listen: () => () => undefined },
          size: 1_000,
        }),
      );
      const reader = logs[0] as ChangeLog;
      const start = await reader.end();
      const answers = await Promise.all(
        work.map(async (batches, index) => {
          const log = logs[index] as ChangeLog;
          return Promise.all(batches.map((some) => log.append(some.map((it) => toChange(it.record, it.version)))));
        }),
      );
      const entries = await reader.readAfter(start, 1_000);
      const offered = work.flat(2);
      for (const record of ['a', 'b', 'c']) {
        const versions = entries.filter(({ recordId }) => recordId === record).map(({ version }) => version);
        expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
        const highest = Math.max(0, ...offered.filter((it) => it.record === record).map(({ version }) => version));
        expect(versions.at(-1) ?? 0).toBe(highest);
        expect(await reader.versions([record])).toEqual([highest || undefined]);
        const kinds = entries.filter(({ recordId }) => recordId === record).map(({ kind }) => kind);
        expect(kinds).toEqual(kinds.map((_, index) => (index ? 'UPDATED' : 'CREATED')));
      }
      // What the appenders were told they had appended is what is in the log.
      const told = answers.flat(2).map(({ position }) => position);
      expect(told.sort()).toEqual(entries.map(({ position }) => position).sort());
    }),
    { numRuns: 60 },
  );
});

test('one replica is called for what another appends', async () => {
  const [one, other] = [await openLog(), await openLog()];
  const position = await one.end();
  let isCalled = false;
  one.watch(() => (isCalled = true));
  // The call for having begun to listen.
  await until(() => isCalled);
  isCalled = false;
  await other.append([toChange('a', 1)]);
  await until(() => isCalled);
  expect(toWords(await one.readAfter(position, 1))).toEqual(['a1 CREATED']);
});

describe('a Redis that has lost', () => {
  test('everything: positions of before are refused, by those who were there too', async () => {
    const connection = await redis.connect();
    const log = toLog(connection);
    const start = await log.end();
    const [change] = await log.append([toChange('a', 1)]);
    await connection.client.flushall();
    for (const position of [start, (change as LoggedChange).position]) {
      await expect(log.readAfter(position, 1)).rejects.toThrow(PositionLostError);
    }
    expect(toWords(await log.append([toChange('a', 1)]))).toEqual(['a1 CREATED']);
    for (const position of [start, (change as LoggedChange).position]) {
      await expect(log.readAfter(position, 1)).rejects.toThrow(PositionLostError);
    }
  });

  test.each(['log', 'state'])('its %s: likewise', async (name) => {
    const connection = await redis.connect();
    const log = toLog(connection);
    const start = await log.end();
    await log.append([toChange('a', 1)]);
    await connection.client.del(`${connection.prefix}{changes}:${name}`);
    await expect(log.readAfter(start, 1)).rejects.toThrow(PositionLostError);
    await log.append([toChange('a', 2)]);
    await expect(log.readAfter(start, 1)).rejects.toThrow(PositionLostError);
    expect(await log.readAfter(await log.end(), 1)).toEqual([]);
  });

  test('its last changes: a position among them is refused', async () => {
    const connection = await redis.connect();
    const log = toLog(connection);
    const [first, second] = await log.append([toChange('a', 1), toChange('a', 2)]);
    const { position } = second as LoggedChange;
    // As it would be put back from what was on disk.
    await connection.client.xdel(`${connection.prefix}{changes}:log`, position.slice(13));
    await connection.client.hset(
      `${connection.prefix}{changes}:state`,
      'last',
      (first as LoggedChange).position.slice(13),
    );
    await expect(log.readAfter(position, 1)).rejects.toThrow(PositionLostError);
    expect(await log.readAfter((first as LoggedChange).position, 1)).toEqual([]);
  });

  test('nothing, killed and started again: goes on where it was', async () => {
    const connection = await redis.connect();
    const log = toLog(connection);
    let calls = 0;
    log.watch(() => (calls += 1));
    const start = await log.end();
    await log.append([toChange('a', 1)]);
    await until(() => calls);
    await redis.server.kill();
    await until(() => !connection.isUp());
    await expect(log.append([toChange('a', 2)])).rejects.toThrow();
    calls = 0;
    await redis.server.start();
    await until(() => calls && connection.isUp());
    expect(toWords(await log.append([toChange('a', 1), toChange('a', 2)]))).toEqual(['a2 UPDATED']);
    expect(toWords(await log.readAfter(start, 10))).toEqual(['a1 CREATED', 'a2 UPDATED']);
  });
});

test('a version is forgotten in time, and nothing else is left behind', async () => {
  const connection = await redis.connect();
  const log = createRedisChangeLog({
    connection,
    listener: createRedisListener(connection),
    size: 5,
    versionTtlMs: 30,
  });
  await log.append([toChange('a', 1)]);
  await until(async () => (await log.versions(['a']))[0] === undefined);
  const keys = await connection.client.keys(`${connection.prefix}*`);
  expect(keys.map((key) => key.slice(connection.prefix.length)).sort()).toEqual(['{changes}:log', '{changes}:state']);
});
