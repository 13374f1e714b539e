import assert from 'node:assert/strict';
import type { Fault } from '../fault.ts';
import { onScene, toId } from '../scene.ts';
import type { GraphQLAnswer } from '../../support/gateway.ts';
import { GRAPHQL_URL } from '../../support/gateway.ts';

export const stackedRetries: Fault = {
  id: 'F24',
  fault: 'Retries on retries: the client repeats what the gateway repeats',
  promise:
    'One of them repeats: the answer carries Retry-After and `retryable`, and a client that keeps to them costs Graph one request for each time it asks.',
  cases: [
    {
      asked: 'a record that Graph throttles for 120 s, with 30 s to answer; then again when Retry-After is over',
      run: () => {
        let isThrottled = true;
        return onScene(
          () =>
            isThrottled ? { status: 429, headers: { 'retry-after': '120' } } : { body: { id: toId(1), version: 7 } },
          async ({ gateway, graph, clock }) => {
            const ask = () =>
              gateway.gateway.fetch(GRAPHQL_URL, {
                method: 'POST',
                headers: { 'content-type': 'application/json' },
                body: JSON.stringify({ query: `{ callRecord(id: "${toId(1)}") { version } }` }),
              });
            const first = await ask();
            const { errors } = (await first.json()) as GraphQLAnswer;
            assert.equal(first.status, 200);
            assert.equal(first.headers.get('retry-after'), '120');
            assert.deepEqual(errors?.[0]?.extensions, {
              code: 'UPSTREAM_THROTTLED',
              retryable: true,
              retryAfterSeconds: 120,
              upstream: { status: 429, attempts: 1 },
            });
            assert.equal(graph.calls.length, 1);
            isThrottled = false;
            await clock.advance(120_000);
            const second = await ask();
            assert.deepEqual(((await second.json()) as GraphQLAnswer).data, { callRecord: { version: 7 } });
            assert.equal(second.headers.get('retry-after'), null);
            assert.equal(graph.calls.length, 2);
            return 'at once UPSTREAM_THROTTLED, retryable, Retry-After: 120; then the record: 2 requests in all';
          },
          { operationTimeoutMs: 30_000, isClockFree: false },
        );
      },
    },
  ],
};
