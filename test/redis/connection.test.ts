import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RedisConnection } from '../../src/redis/connection.ts';
import { connectRedis } from '../../src/redis/connection.ts';
import { createRedisListener } from '../../src/redis/listener.ts';
import { defineScript } from '../../src/redis/script.ts';
import type { RedisServer } from '../support/redis-server.ts';
import { openRedisServer, REDIS_SERVER, toRandomPrefix } from '../support/redis-server.ts';
import { requirePart } from '../support/required-part.ts';
import { until } from '../support/until.ts';

/** A server that comes and goes, and a connection that says so and no more. */

const PASSWORD = 'hush-hush';
let server: RedisServer;
let connection: RedisConnection;
let troubles: string[];
let changes: boolean[];
const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown) => void unhandled.push(reason);

async function open(starts: boolean, password = PASSWORD): Promise<void> {
  server = await openRedisServer({ password: PASSWORD }, starts);
  troubles = [];
  changes = [];
  const url = `redis://:${password}@127.0.0.1:${server.port}`;
  connection = connectRedis({ url, prefix: toRandomPrefix(), timeoutMs: 300, onTrouble: (it) => troubles.push(it) });
  connection.watch((isUp) => changes.push(isUp));
}

beforeEach((context) => {
  requirePart(context, REDIS_SERVER, 'redis-server');
  process.on('unhandledRejection', onUnhandled);
});

afterEach(async () => {
  await connection?.close();
  await server?.dispose();
  process.off('unhandledRejection', onUnhandled);
  expect(unhandled).toEqual([]);
});

/** What is said when a command fails, which must be at once. */
async function fail(): Promise<string> {
  const startMs = Date.now();
  const message = await connection.client.get('x').then(
    () => 'answered',
    (error: unknown) => String(error),
  );
  expect(Date.now() - startMs).toBeLessThan(250);
  return message;
}

test('away at the start: fails at once, says so once, and is there when the server is', async () => {
  await open(false);
  await until(() => troubles.length);
  expect(connection.isUp()).toBe(false);
  const message = await fail();
  expect(message).not.toMatch(/answered|hush|127/);
  await server.start();
  await until(() => connection.isUp());
  expect(await connection.client.ping()).toBe('PONG');
  expect(troubles).toEqual(['ECONNREFUSED']);
  expect(changes).toEqual([true]);
});

test('killed and started again: what was under way fails, and it comes back by itself', async () => {
  await open(true);
  await until(() => connection.isUp());
  server.freeze(true);
  const underWay = connection.client.get('x').catch(String);
  await server.kill();
  expect(await underWay).not.toMatch(/hush|127/);
  await until(() => !connection.isUp());
  expect(await fail()).not.toMatch(/answered|hush|127/);
  await until(() => troubles.includes('ECONNREFUSED'));
  await server.start();
  await until(() => connection.isUp());
  expect(changes).toEqual([true, false, true]);
  expect(troubles.filter((it) => it !== 'ECONNRESET')).toEqual(['ECONNREFUSED']);
});

test('one that hangs counts as away after the first answer that does not come', async () => {
  await open(true);
  await until(() => connection.isUp());
  const script = defineScript<string>(connection, `return redis.call('PING').ok`);
  expect(await script([], [])).toBe('PONG');
  server.freeze(true);
  await expect(script([], [])).rejects.toThrow('timed out');
  await until(() => !connection.isUp(), 500);
  expect(await fail()).not.toMatch(/answered|hush|127/);
  server.freeze(false);
  await until(() => connection.isUp());
  expect(await script([], [])).toBe('PONG');
  expect(troubles).toEqual(['ETIMEDOUT']);
});

test('a password that is wrong is said to be, and not told', async () => {
  await open(true, 'mistaken');
  await until(() => troubles.length);
  expect(troubles.join()).toMatch(/WRONGPASS|NOAUTH/);
  expect(troubles.join()).not.toMatch(/mistaken|127/);
  expect(await fail()).not.toMatch(/answered|mistaken|127/);
});

test('scripts are there again after a restart, in the order in which they were sent', async () => {
  await open(true);
  await until(() => connection.isUp());
  const script = defineScript<number>(connection, `return redis.call('RPUSH', KEYS[1], ARGV[1])`);
  const answers: Promise<number>[] = [];
  connection.watch((isUp) => {
    if (isUp) for (const word of ['a', 'b', 'c']) answers.push(script(['list'], [word]));
  });
  await server.kill();
  await server.start();
  await until(() => answers.length);
  expect(await Promise.all(answers)).toEqual([1, 2, 3]);
  await connection.client.script('FLUSH');
  expect(await script(['list'], ['d'])).toBe(4);
  expect(await connection.client.lrange('list', 0, -1)).toEqual(['a', 'b', 'c', 'd']);
});

test('who listens is called for each message, and once for each time that messages may have been missed', async () => {
  await open(true);
  await until(() => connection.isUp());
  const listener = createRedisListener(connection);
  let [first, second] = [0, 0];
  const end = listener.listen('news', () => (first += 1));
  listener.listen('other', () => (second += 1));
  await until(() => first === 1 && second === 1);
  await connection.client.publish('news', '');
  await until(() => first === 2);
  await server.kill();
  await server.start();
  await until(() => first === 3 && second === 2);
  await until(() => connection.isUp());
  await connection.client.publish('news', '');
  await until(() => first === 4);
  end();
  await connection.client.publish('news', '');
  await connection.client.publish('other', '');
  await until(() => second === 3);
  expect(first).toBe(4);
});
