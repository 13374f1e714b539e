import { pino } from 'pino';
import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import type { Deployment, Replica } from '../../src/replica.ts';
import { openReplica } from '../../src/replica.ts';
import { useRedis } from '../support/redis-room.ts';
import { toRandomPrefix } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

const redis = useRedis();
const replicas: Replica[] = [];
afterEach(async () => {
  for (const replica of replicas.splice(0)) await replica.close();
});

const HERE: Deployment = {
  baseUrl: 'https://graph.example.com',
  tenantId: 'contoso.example',
  cursorSecret: 'a secret of the tests',
};

async function open(prefix: string, other: Partial<Deployment> = {}): Promise<Replica> {
  const replica = openReplica(
    { url: redis.server.url, prefix, replicas: 1 },
    { clock: systemClock, log: pino({ level: 'silent' }), logSize: 100, deployment: { ...HERE, ...other } },
  );
  replicas.push(replica);
  await until(() => replica.status().redis === 'up');
  return replica;
}

it.each([
  ['the same', {}, true],
  ['the same, written otherwise', { tenantId: 'Contoso.example' }, true],
  ['another tenant', { tenantId: 'fabrikam.example' }, false],
  ['a tenant that is not told', { tenantId: undefined }, false],
  ['another Graph', { baseUrl: 'https://graph.example.net' }, false],
  ['another secret', { cursorSecret: 'another secret of the tests' }, false],
])('a replica of %s, under the same prefix: has what was read and what has changed, or nothing', async (...row) => {
  const [, other, isSame] = row;
  const prefix = toRandomPrefix().slice(0, -1);
  const [a, b] = [await open(prefix), await open(prefix, other)];
  await a.shared.log.append([{ recordId: 'a', version: 1, type: undefined, participantIds: [], isComplete: true }]);
  const since = (await a.store.read([])).since as number;
  a.store.put({ key: 'key', text: 'text', lifeMs: 60_000, tags: [], since });
  await expect.poll(async () => (await a.store.read(['key'])).texts).toEqual(['text']);
  expect((await b.store.read(['key'])).texts).toEqual([isSame ? 'text' : undefined]);
  expect(await b.shared.log.versions(['a'])).toEqual([isSame ? 1 : undefined]);
});

it('names of keys hold nothing of a secret', async () => {
  const connection = await redis.connect();
  const replica = await open('named');
  await replica.shared.log.end();
  const keys = await connection.client.keys('named:*');
  expect(keys.length).toBeGreaterThan(0);
  for (const key of keys) expect(key).toMatch(/^named:[\w-]{16}:[^ ]+$/);
});
