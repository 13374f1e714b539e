import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { readManifest } from '../../src/document-store.ts';
import { createMetrics } from '../../src/metrics.ts';
import { GRAPHQL_URL } from '../support/gateway.ts';
import type { SimulatedGateway } from '../support/simulator.ts';
import { openSimulatedGateway } from '../support/simulator.ts';

const QUERY = 'query Calls($first: Int) { callRecords(first: $first) { nodes { id } } }';
const OTHER = '{ __typename }';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

let open: SimulatedGateway | undefined;
afterEach(() => open?.close());

async function start(documents: { trusted?: object; isExclusive?: boolean; automatic?: boolean }) {
  const metrics = createMetrics({ ofProcess: false });
  open = await openSimulatedGateway(
    {},
    {
      metrics,
      documents: {
        trusted: documents.trusted ? readManifest(JSON.stringify(documents.trusted)) : new Map(),
        isExclusive: documents.isExclusive ?? false,
        automaticCharacters: documents.automatic ? 1_000 : 0,
      },
    },
  );
  const { gateway } = open;
  return async (body: object) => {
    const response = await gateway.fetch(GRAPHQL_URL, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify(body),
    });
    const { data, errors } = (await response.json()) as {
      data?: { callRecords?: { nodes: object[] } };
      errors?: { message: string; extensions: { code: string } }[];
    };
    const isFast = /gateway_fast_answers_total 1/.test((await metrics.read()).text);
    return {
      status: response.status,
      count: data?.callRecords?.nodes.length,
      data,
      code: errors?.[0]?.extensions.code,
      message: errors?.[0]?.message,
      isFast,
    };
  };
}

const byHash = (hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });

describe('Persisted documents', () => {
  it.each([
    ['documentId', { documentId: 'calls' }],
    ['documentId with the kind of its hash', { documentId: 'sha256:calls' }],
    ['persistedQuery', byHash('calls')],
  ])('are found by %s, with variables, on the fast way', async (_name, body) => {
    const ask = await start({ trusted: { calls: QUERY } });
    expect(await ask({ ...body, variables: { first: 3 } })).toMatchObject({ status: 200, count: 3, isFast: true });
  });

  it('can be the only ones: by id or to the letter, and nothing else', async () => {
    const ask = await start({ trusted: { calls: QUERY }, isExclusive: true });
    expect(await ask({ documentId: 'calls', variables: { first: 2 } })).toMatchObject({ count: 2 });
    expect(await ask({ query: QUERY, variables: { first: 2 } })).toMatchObject({ count: 2 });
    for (const body of [
      { query: OTHER },
      { query: `${QUERY} ` },
      { query: QUERY.replace('(', ' (') },
      { query: OTHER, ...byHash(hashOf(OTHER)) },
      { query: OTHER, documentId: 'calls' },
    ]) {
      expect(await ask(body), JSON.stringify(body)).toMatchObject({
        status: 400,
        code: 'DOCUMENT_NOT_TRUSTED',
        data: undefined,
      });
    }
    expect(await ask(byHash(hashOf(OTHER)))).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND', data: undefined });
    expect(await ask({})).toMatchObject({ status: 400, data: undefined });
  });

  it('are under the same limits', async () => {
    const ask = await start({ trusted: { many: `{ ${'__typename '.repeat(61)} }` } });
    expect(await ask({ documentId: 'many' })).toMatchObject({ status: 400, code: 'LIMIT_EXCEEDED' });
  });
});

describe('Automatic persisted queries', () => {
  it('are kept by their hash', async () => {
    const ask = await start({ automatic: true });
    expect(await ask(byHash(hashOf(QUERY)))).toMatchObject({
      message: 'PersistedQueryNotFound',
      code: 'PERSISTED_QUERY_NOT_FOUND',
    });
    expect(await ask({ query: QUERY, variables: { first: 2 }, ...byHash(hashOf(QUERY)) })).toMatchObject({ count: 2 });
    expect(await ask({ variables: { first: 4 }, ...byHash(hashOf(QUERY)) })).toMatchObject({ count: 4 });
  });

  it('are not kept under the hash of something else', async () => {
    const ask = await start({ automatic: true });
    expect(await ask({ query: OTHER, ...byHash(hashOf(QUERY)) })).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    expect(await ask(byHash(hashOf(QUERY)))).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
  });

  it('are off unless they are switched on', async () => {
    const ask = await start({});
    await ask({ query: OTHER, ...byHash(hashOf(OTHER)) });
    expect(await ask(byHash(hashOf(OTHER)))).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
  });

  it('take no more room than they may', async () => {
    const ask = await start({ automatic: true });
    const texts = Array.from({ length: 20 }, (_, index) => `{ __typename } # ${index} ${'x'.repeat(100)}`);
    for (const query of texts) await ask({ query, ...byHash(hashOf(query)) });
    expect(await ask(byHash(hashOf(texts[0] ?? '')))).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
    expect(await ask(byHash(hashOf(texts[19] ?? '')))).toMatchObject({ data: { __typename: 'Query' } });
  });
});

describe('A manifest', () => {
  it("is codegen's or Apollo's", () => {
    expect(readManifest(JSON.stringify({ abc: OTHER })).get('abc')).toBe(OTHER);
    const apollo = {
      format: 'apollo-persisted-query-manifest',
      version: 1,
      operations: [{ id: 'abc', name: 'A', type: 'query', body: OTHER }],
    };
    expect(readManifest(JSON.stringify(apollo)).get('abc')).toBe(OTHER);
  });

  it.each([
    ['{', 'is not JSON'],
    ['[]', 'is no object of documents by id'],
    ['{}', 'holds no document'],
    ['{"a": 7}', 'has something else than text for the document "a"'],
    ['{"a": " "}', 'has something else than text for the document "a"'],
  ])('%s is refused', (text, message) => {
    expect(() => readManifest(text)).toThrow(message);
  });
});
