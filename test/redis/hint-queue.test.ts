import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import type { Hint, HintQueue } from '../../src/live/hint-queue.ts';
import { createMemoryHintQueue } from '../../src/live/hint-queue.ts';
import type { RedisConnection } from '../../src/redis/connection.ts';
import { createRedisHintQueue } from '../../src/redis/hint-queue.ts';
import { createRedisListener } from '../../src/redis/listener.ts';
import { useRedis } from '../support/redis-room.ts';
import { toRandomPrefix } from '../support/redis-server.ts';
import { pause, until } from '../support/until.ts';

const redis = useRedis();
const toQueue = (connection: RedisConnection) =>
  createRedisHintQueue({ connection, listener: createRedisListener(connection) });
const ids = (hints: readonly Hint[]) => hints.map(({ recordId }) => recordId).sort();

describe.each<[string, () => Promise<HintQueue>]>([
  ['memory', () => Promise.resolve(createMemoryHintQueue({ clock: systemClock }))],
  ['Redis', async () => toQueue(await redis.connect())],
])('a queue in %s', (_name, open) => {
  test('holds each record once, gives it out once, and is done with it', async () => {
    const queue = await open();
    await queue.add([]);
    await queue.add(['a', 'b', 'a']);
    await queue.add(['b']);
    expect(await queue.size()).toBe(2);
    const [first] = await queue.take(1, 10_000);
    const [second, ...none] = await queue.take(5, 10_000);
    expect(ids([first as Hint, second as Hint])).toEqual(['a', 'b']);
    expect(none).toEqual([]);
    expect(first).toMatchObject({ attempts: 0 });
    expect(Math.abs((first as Hint).sinceMs - Date.now())).toBeLessThan(1_000);
    expect(await queue.size()).toBe(2);
    await queue.done(first as Hint);
    await queue.done(first as Hint);
    await queue.done(second as Hint);
    expect(await queue.size()).toBe(0);
  });

  test('is due again when the lease ends', async () => {
    const queue = await open();
    await queue.add(['a']);
    const [lost] = await queue.take(1, 30);
    expect(await queue.take(1, 30)).toEqual([]);
    let again: readonly Hint[] = [];
    await until(async () => (again = await queue.take(1, 10_000)).length);
    expect(again).toEqual([lost]);
  });

  test('what is hinted at during the work stays, and can be taken at once', async () => {
    const queue = await open();
    await queue.add(['a', 'b']);
    const taken = await queue.take(2, 10_000);
    await queue.add(['a', 'b']);
    const [a, b] = ['a', 'b'].map((id) => taken.find(({ recordId }) => recordId === id) as Hint) as [Hint, Hint];
    await queue.done(a);
    await queue.putBack(b, 10_000);
    const again = await queue.take(2, 10_000);
    expect(ids(again)).toEqual(['a', 'b']);
    for (const hint of again) {
      expect(hint.attempts).toBe(0);
      expect(hint.round).toBeGreaterThan(Math.max(a.round, b.round));
    }
  });

  test('what is put back is due after a while, and counts it', async () => {
    const queue = await open();
    await queue.add(['a']);
    const [hint] = await queue.take(1, 10_000);
    await queue.putBack(hint as Hint, 40);
    expect(await queue.take(1, 10_000)).toEqual([]);
    let again: readonly Hint[] = [];
    await until(async () => (again = await queue.take(1, 10_000)).length);
    expect(again).toEqual([{ ...hint, attempts: 1 }]);
  });

  test('calls those who watch', async () => {
    const queue = await open();
    let taken: readonly Hint[] = [];
    const end = queue.watch(() => void queue.take(1, 10_000).then((hints) => (taken = [...taken, ...hints])));
    await queue.add(['a']);
    await until(() => taken.length);
    end();
  });
});

test('since when: the first hint that nobody has looked into', async () => {
  const queue = toQueue(await redis.connect());
  await queue.add(['a']);
  await pause(5);
  await queue.add(['a']);
  const [first] = await queue.take(1, 10_000);
  await pause(5);
  await queue.add(['a']);
  const [second] = await queue.take(1, 10_000);
  expect((second as Hint).sinceMs - (first as Hint).sinceMs).toBeGreaterThanOrEqual(8);
});

test('rounds of a Redis that lost its data are new ones', async () => {
  const connection = await redis.connect();
  const queue = toQueue(connection);
  await queue.add(['a']);
  const [old] = await queue.take(1, 10_000);
  await connection.client.flushall();
  await queue.add(['a']);
  await queue.done(old as Hint);
  expect(await queue.size()).toBe(1);
});

test('whatever takers do, crash among it: every hint is looked into after it was given', async () => {
  const connections = await Promise.all([redis.connect(), redis.connect()]);
  type Step = readonly [kind: 'add' | 'work' | 'crash' | 'putBack' | 'hintDuringWork', record: string];
  const step = fc.tuple(
    fc.constantFrom('add', 'work', 'crash', 'putBack', 'hintDuringWork'),
    fc.constantFrom('a', 'b', 'c'),
  ) as fc.Arbitrary<Step>;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { maxLength: 10 }), { minLength: 2, maxLength: 2 }), async (work) => {
      const prefix = toRandomPrefix();
      const queues = connections.map((connection) =>
        createRedisHintQueue({ connection: { ...connection, prefix }, listener: { listen: () => () => undefined } }),
      );
      // What was hinted at is a state of the record that somebody has to have read since.
      const state = new Map<string, number>();
      const read = new Map<string, number>();
      const hint = async (queue: HintQueue, record: string) => {
        state.set(record, (state.get(record) ?? 0) + 1);
        await queue.add([record]);
      };
      const finish = async (queue: HintQueue, taken: Hint, record?: string) => {
        const seen = state.get(taken.recordId) as number;
        if (record !== undefined) await hint(queue, record);
        read.set(taken.recordId, Math.max(seen, read.get(taken.recordId) ?? 0));
        await queue.done(taken);
      };
      await Promise.all(
        work.map(async (steps, index) => {
          const queue = queues[index] as HintQueue;
          for (const [kind, record] of steps) {
            if (kind === 'add') await hint(queue, record);
            else {
              const [taken] = await queue.take(1, kind === 'crash' ? 2 : 1_000);
              if (!taken || kind === 'crash') continue;
              if (kind === 'putBack') await queue.putBack(taken, 1);
              else await finish(queue, taken, kind === 'hintDuringWork' ? record : undefined);
            }
          }
        }),
      );
      const rest = queues[0] as HintQueue;
      await until(async () => {
        for (const taken of await rest.take(3, 1_000)) await finish(rest, taken);
        return (await rest.size()) === 0;
      });
      expect(read).toEqual(state);
    }),
    { numRuns: 60 },
  );
});
