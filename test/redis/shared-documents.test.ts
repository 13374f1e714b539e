import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createSharedDocuments } from '../../src/redis/shared-documents.ts';
import type { TestGateway } from '../support/gateway.ts';
import { GRAPHQL_URL, openGateway } from '../support/gateway.ts';
import { useRedis } from '../support/redis-room.ts';
import { until } from '../support/until.ts';

const QUERY = 'query Asked { __typename viewer { kind } }';
const toHash = (text: string) => createHash('sha256').update(text).digest('hex');
const byHash = (hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });

const redis = useRedis();
const gateways: TestGateway[] = [];

afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.close();
});

async function replica() {
  const connection = await redis.connect();
  const shared = createSharedDocuments({ connection, clock: systemClock, waitMs: 500 });
  const open = openGateway({
    baseUrl: 'http://127.0.0.1:9',
    documents: { trusted: new Map(), isExclusive: false, automaticCharacters: 10_000, shared },
  });
  gateways.push(open);
  const read = async (response: Response) => {
    const { data, errors } = (await response.json()) as { data?: object; errors?: { extensions: { code: string } }[] };
    return data ?? errors?.[0]?.extensions.code;
  };
  const headers = { 'content-type': 'application/json', 'x-graphql-yoga-csrf': '1' };
  return {
    connection,
    post: async (body: object) =>
      read(await open.gateway.fetch(GRAPHQL_URL, { method: 'POST', headers, body: JSON.stringify(body) })),
    get: async (params: Readonly<Record<string, string>>) =>
      read(await open.gateway.fetch(`${GRAPHQL_URL}?${new URLSearchParams(params).toString()}`, { headers })),
  };
}

const DATA = { __typename: 'Query', viewer: { kind: 'NOBODY' } };

describe('A document that one replica was told of', () => {
  it('is found by another, on either way', async () => {
    const [a, b, c] = [await replica(), await replica(), await replica()];
    const hash = toHash(QUERY);
    expect(await b.post(byHash(hash))).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect(await a.post({ query: QUERY, ...byHash(hash) })).toEqual(DATA);
    await a.connection.client.ping();
    expect(await b.post(byHash(hash))).toEqual(DATA);
    expect(await c.get({ extensions: JSON.stringify(byHash(hash).extensions) })).toEqual(DATA);
  });

  it('is believed only where it is what its hash says', async () => {
    const b = await replica();
    await b.connection.client.set(`test:document:${toHash(QUERY)}`, '{ __typename }');
    expect(await b.post(byHash(toHash(QUERY)))).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  it('is sent again by clients while Redis is away, and found again afterwards', async () => {
    const [a, b] = [await replica(), await replica()];
    await redis.server.kill();
    await expect.poll(() => b.connection.isUp()).toBe(false);
    expect(await a.post({ query: QUERY, ...byHash(toHash(QUERY)) })).toEqual(DATA);
    expect(await b.post(byHash(toHash(QUERY)))).toBe('PERSISTED_QUERY_NOT_FOUND');
    await redis.server.start();
    await Promise.all([until(() => a.connection.isUp()), until(() => b.connection.isUp())]);
    const other = `${QUERY} # again`;
    expect(await a.post({ query: other, ...byHash(toHash(other)) })).toEqual(DATA);
    await a.connection.client.ping();
    expect(await b.post(byHash(toHash(other)))).toEqual(DATA);
  });
});
