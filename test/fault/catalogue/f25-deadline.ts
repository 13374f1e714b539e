import assert from 'node:assert/strict';
import { readParts } from '../../support/parts.ts';
import type { Fault } from '../fault.ts';
import { onScene, toId } from '../scene.ts';
import { rest, until } from '../until.ts';

const BUDGET_MS = 2_000;
const never = () => new Promise<never>(() => undefined);

export const deadline: Fault = {
  id: 'F25',
  fault: 'The time of an operation is over',
  promise:
    'What has been read is returned; each field that is still pending becomes DEADLINE_EXCEEDED, and its request to Graph is cut. One budget for all tries: no wait is begun that would pass it.',
  cases: [
    {
      asked: '3 records with their sessions in 2 s; Graph lists the records and never sends sessions',
      run: () =>
        onScene(
          ({ inBatch }) =>
            inBatch ? never() : { body: { value: [1, 2, 3].map((at) => ({ id: toId(at), version: at })) } },
          async ({ gateway, graph, clock, cutCount }) => {
            const asked = gateway.query('{ callRecords(first: 3) { nodes { version sessions { id } } } }');
            await until(() => graph.calls.length === 2, 'the sessions asked for');
            await clock.advance(BUDGET_MS);
            const { data, errors = [] } = await asked;
            assert.deepEqual(
              data.callRecords.nodes,
              [1, 2, 3].map((version) => ({ version, sessions: null })),
            );
            assert.deepEqual(
              errors.map(({ path, extensions }) => [path?.join('.'), extensions['code']]).sort(),
              [0, 1, 2].map((at) => [`callRecords.nodes.${at}.sessions`, 'DEADLINE_EXCEEDED']),
            );
            await until(() => cutCount() === 1, 'the batch cut');
            return `the ${data.callRecords.nodes.length} records, ${errors.length} times DEADLINE_EXCEEDED at sessions`;
          },
          { isClockFree: false, operationTimeoutMs: BUDGET_MS },
        ),
    },
    {
      asked: '100 records in 2 s; Graph sends the first page and never the second',
      run: () =>
        onScene(
          ({ url, headers }) =>
            url.includes('skiptoken')
              ? never()
              : {
                  body: {
                    value: Array.from({ length: 60 }, (_, at) => ({ id: toId(at), version: at })),
                    '@odata.nextLink': `http://${headers['host']}/v1.0/communications/callRecords?$skiptoken=2`,
                  },
                },
          async ({ gateway, graph, clock, cutCount }) => {
            const asked = gateway.query('{ callRecords(first: 100) { nodes { version } pageInfo { hasNextPage } } }');
            await until(() => graph.calls.length === 2, 'the second page asked for');
            await clock.advance(BUDGET_MS);
            const { data, errors } = await asked;
            assert.equal(data.callRecords.nodes.length, 60);
            assert.equal(data.callRecords.pageInfo.hasNextPage, true);
            assert.deepEqual(
              errors?.map(({ extensions }) => extensions['code']),
              ['DEADLINE_EXCEEDED'],
            );
            await until(() => cutCount() === 1, 'the page cut');
            return `the first ${data.callRecords.nodes.length} records, hasNextPage true; DEADLINE_EXCEEDED`;
          },
          { isClockFree: false, operationTimeoutMs: BUDGET_MS },
        ),
    },
    {
      asked: 'a record in 2 s; the first try is answered 503, the second never',
      run: () => {
        let tries = 0;
        return onScene(
          () => (++tries === 1 ? { status: 503 } : never()),
          async ({ gateway, graph, clock }) => {
            const startMs = clock.now();
            let isAnswered = false;
            const asked = gateway
              .query(`{ callRecord(id: "${toId(1)}") { version } }`)
              .finally(() => (isAnswered = true));
            // The deadline, and the wait between the tries.
            await until(() => clock.waitingCount() === 2, 'the wait between the tries');
            await clock.advanceToNext();
            await until(() => graph.calls.length === 2, 'the second try');
            const secondAtMs = clock.now() - startMs;
            assert.ok(secondAtMs > 0, 'no wait');
            await clock.advance(BUDGET_MS - secondAtMs - 1);
            await rest();
            assert.equal(isAnswered, false);
            await clock.advance(1);
            const { data, errors } = await asked;
            assert.deepEqual(data, { callRecord: null });
            assert.equal(errors?.[0]?.extensions['code'], 'DEADLINE_EXCEEDED');
            assert.equal(graph.calls.length, 2);
            return `DEADLINE_EXCEEDED ${(clock.now() - startMs) / 1000} s after the question, not after the second try`;
          },
          { isClockFree: false, operationTimeoutMs: BUDGET_MS },
        );
      },
    },
    {
      asked: 'a record in 30 s, answered 503 with Retry-After: 120',
      run: () =>
        onScene(
          () => ({ status: 503, headers: { 'retry-after': '120' } }),
          async ({ gateway, graph, clock }) => {
            const startMs = clock.now();
            const { data, errors } = await gateway.query(`{ callRecord(id: "${toId(1)}") { version } }`);
            assert.deepEqual(data, { callRecord: null });
            const { code, retryAfterSeconds } = errors?.[0]?.extensions ?? {};
            assert.deepEqual([code, retryAfterSeconds], ['UPSTREAM_UNAVAILABLE', 120]);
            assert.equal(graph.calls.length, 1);
            assert.equal(clock.now(), startMs);
            return `UPSTREAM_UNAVAILABLE at once, retryAfterSeconds ${String(retryAfterSeconds)}, ${graph.calls.length} try`;
          },
          { isClockFree: false, operationTimeoutMs: 30_000 },
        ),
    },
    {
      asked: 'a record now and its sessions in a second part, in 2 s; Graph never sends sessions',
      run: () =>
        onScene(
          ({ url }) => (url.includes('/sessions') ? never() : { body: { value: [{ id: toId(1), version: 7 }] } }),
          async ({ gateway, graph, clock }) => {
            const asked = readParts(
              gateway.gateway,
              '{ callRecords(first: 1) { nodes { version ... @defer { sessions { id } } } } }',
            );
            await until(() => graph.calls.length === 2, 'the sessions asked for');
            await clock.advance(BUDGET_MS);
            const parts = await asked;
            assert.deepEqual(parts[0]?.data, { callRecords: { nodes: [{ version: 7 }] } });
            const late = parts.flatMap(({ incremental = [] }) => incremental);
            assert.deepEqual(
              late.map(({ data }) => data),
              [{ sessions: null }],
            );
            assert.deepEqual(
              late.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions['code'])),
              ['DEADLINE_EXCEEDED'],
            );
            assert.equal(parts.at(-1)?.hasNext, false);
            return 'the record in the first part, DEADLINE_EXCEEDED at sessions in the second';
          },
          { isClockFree: false, operationTimeoutMs: BUDGET_MS },
        ),
    },
  ],
};
