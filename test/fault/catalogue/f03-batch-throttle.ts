import assert from 'node:assert/strict';
import type { Fault } from '../fault.ts';
import { countTo, recordsQuery, toCodes, toNumber, toRecord, toRecordsData } from '../record.ts';
import { onScene } from '../scene.ts';

const ALL = countTo(20);

/** Answers the first `count` batches with a 429 of their own. */
function throttleBatches(count: number, retryAfter: string): Parameters<typeof onScene>[2] {
  let throttled = 0;
  return {
    rawAnswer: (_request, response) => {
      if (throttled >= count) return false;
      throttled += 1;
      response.writeHead(429, { 'retry-after': retryAfter }).end();
      return true;
    },
  };
}

export const batchThrottle: Fault = {
  id: 'F3',
  fault: '429 on a whole batch',
  promise: 'As for a plain request: everything in it waits as long as Graph asks and goes again in one batch.',
  cases: [
    {
      asked: '20 records, the batch answered 429 with Retry-After: 5',
      run: () =>
        onScene(
          (request) => ({ body: toRecord(toNumber(request)) }),
          async ({ gateway, graph, arrivals }) => {
            assert.deepEqual(await gateway.query(recordsQuery(ALL)), { data: toRecordsData(ALL) });
            assert.deepEqual(
              graph.calls.map(({ line }) => line),
              ['POST /$batch', 'POST /$batch'],
            );
            assert.equal(arrivals.length, 20);
            const times = new Set(arrivals.map(({ atMs }) => atMs / 1_000));
            assert.equal(times.size, 1);
            assert.ok([...times].every((seconds) => seconds >= 5));
            return `all 20, in a second batch, ${[...times].join()} s later`;
          },
          throttleBatches(1, '5'),
        ),
    },
    {
      asked: '20 records, every batch answered 429 with Retry-After: 5',
      run: () =>
        onScene(
          () => assert.fail('no item is answered'),
          async ({ gateway, graph, clock }) => {
            const startMs = clock.now();
            const answer = await gateway.query(recordsQuery(ALL));
            assert.deepEqual(answer.data, toRecordsData(ALL, ALL));
            assert.deepEqual(toCodes(answer), Array(20).fill('UPSTREAM_THROTTLED'));
            assert.ok(clock.now() - startMs >= 15_000);
            assert.deepEqual(
              graph.calls.map(({ line }) => line),
              Array(4).fill('POST /$batch'),
            );
            return `UPSTREAM_THROTTLED for each of the 20 after ${graph.calls.length} batches in ${(clock.now() - startMs) / 1_000} s`;
          },
          throttleBatches(Infinity, '5'),
        ),
    },
  ],
};
