import assert from 'node:assert/strict';
import type { TokenProvider } from '../../../src/graph/auth.ts';
import type { Fault } from '../fault.ts';
import { countTo, recordQuery, recordsQuery, toCodes, toNumber, toPaths, toRecord, toRecordsData } from '../record.ts';
import { onScene } from '../scene.ts';

/** Tokens `token-1`, `token-2` and so on, counted. */
function countTokens(): { readonly provider: TokenProvider; readonly count: () => number } {
  let count = 0;
  return {
    provider: () => Promise.resolve({ token: `token-${(count += 1)}`, expiresAtMs: Infinity }),
    count: () => count,
  };
}

const CHALLENGE = 'Bearer error="insufficient_claims", claims="canary"';
const ITEMS = countTo(20);

export const unauthorized: Fault = {
  id: 'F10',
  fault: '401 amid the work: a token that expired or was revoked',
  promise:
    'The token is dropped, one new one fetched however many need it, what was refused goes again once; a second 401 is UPSTREAM_UNAUTHENTICATED.',
  cases: [
    {
      asked: '100 records by 100 callers at once, all refused with the first token',
      run: () => {
        const tokens = countTokens();
        return onScene(
          (request) => ({ body: toRecord(toNumber(request)) }),
          async ({ gateway, graph }) => {
            const answers = await Promise.all(countTo(100).map((number) => gateway.query(recordQuery(number))));
            for (const [index, answer] of answers.entries()) {
              assert.deepEqual(answer, { data: { callRecord: { version: index + 1 } } });
            }
            assert.equal(tokens.count(), 2);
            const refused = graph.calls.filter(({ headers }) => headers.authorization === 'Bearer token-1');
            assert.equal(graph.calls.length, refused.length * 2);
            return 'all 100; 2 tokens fetched; each round trip once more';
          },
          {
            provider: tokens.provider,
            rawAnswer: ({ headers }, response) => {
              if (headers.authorization !== 'Bearer token-1') return false;
              response.writeHead(401, { 'www-authenticate': CHALLENGE }).end();
              return true;
            },
          },
        );
      },
    },
    {
      asked: '20 records in a batch, one of them refused once',
      run: () => {
        const tokens = countTokens();
        let isRefused = false;
        return onScene(
          (request) => {
            if (toNumber(request) !== 7 || isRefused) return { body: toRecord(toNumber(request)) };
            isRefused = true;
            return { status: 401 };
          },
          async ({ gateway, arrivals }) => {
            assert.deepEqual(await gateway.query(recordsQuery(ITEMS)), { data: toRecordsData(ITEMS) });
            assert.equal(arrivals.length, 21);
            assert.equal(tokens.count(), 2);
            return 'all 20 with 21 requests; 2 tokens fetched';
          },
          { provider: tokens.provider },
        );
      },
    },
    {
      asked: '20 records in a batch, one of them refused each time',
      run: () => {
        const tokens = countTokens();
        return onScene(
          (request) => (toNumber(request) === 7 ? { status: 401 } : { body: toRecord(toNumber(request)) }),
          async ({ gateway, arrivals }) => {
            const answer = await gateway.query(recordsQuery(ITEMS));
            assert.deepEqual(answer.data, toRecordsData(ITEMS, [7]));
            assert.deepEqual([toCodes(answer), toPaths(answer)], [['UPSTREAM_UNAUTHENTICATED'], ['r7']]);
            assert.equal(arrivals.length, 21);
            return '19 records, UPSTREAM_UNAUTHENTICATED for the other after 2 tries';
          },
          { provider: tokens.provider },
        );
      },
    },
    {
      asked: 'a record, refused with every token',
      run: () => {
        const tokens = countTokens();
        return onScene(
          () => ({ status: 401, headers: { 'www-authenticate': CHALLENGE } }),
          async ({ gateway, graph }) => {
            const answer = await gateway.query(recordQuery(1));
            assert.deepEqual(answer.data, { callRecord: null });
            assert.deepEqual(toCodes(answer), ['UPSTREAM_UNAUTHENTICATED']);
            assert.doesNotMatch(JSON.stringify(answer), /canary|token-/);
            assert.equal(graph.calls.length, 2);
            return 'UPSTREAM_UNAUTHENTICATED after 2 tries, without the challenge';
          },
          { provider: tokens.provider },
        );
      },
    },
  ],
};
