import assert from 'node:assert/strict';
import type { Fault } from '../fault.ts';
import { countTo, recordsQuery, toCodes, toNumber, toPaths, toRecord, toRecordsData } from '../record.ts';
import { onScene } from '../scene.ts';

const ALL = countTo(20);
/** Retry-After in seconds by record. */
const asked = new Map([
  [3, 1],
  [7, 2],
  [11, 5],
]);

export const itemThrottle: Fault = {
  id: 'F2',
  fault: '429 on items inside a batch',
  promise:
    'Only those items go again, each no sooner than its own Retry-After; the others are not sent again; an item that is lost costs its own field only.',
  cases: [
    {
      asked: '20 records; 3 of them throttled once, for 1, 2 and 5 s',
      run: () => {
        const tried = new Set<number>();
        return onScene(
          (request) => {
            const number = toNumber(request);
            const seconds = tried.has(number) ? undefined : asked.get(number);
            tried.add(number);
            return seconds ? { status: 429, headers: { 'Retry-After': `${seconds}` } } : { body: toRecord(number) };
          },
          async ({ gateway, graph, arrivals }) => {
            assert.deepEqual(await gateway.query(recordsQuery(ALL)), { data: toRecordsData(ALL) });
            assert.equal(arrivals.length, 23);
            assert.equal(graph.calls[0]?.line, 'POST /$batch');
            const again = arrivals.slice(20).map((each) => [toNumber(each), each.atMs / 1_000] as const);
            assert.deepEqual(
              again.map(([number]) => number).sort((a, b) => a - b),
              [...asked.keys()],
            );
            for (const [number, seconds] of again) assert.ok(seconds >= (asked.get(number) as number));
            const atSeconds = again.map(([, seconds]) => seconds).join(', ');
            return `all 20 with ${arrivals.length} requests; the 3 went again after ${atSeconds} s`;
          },
        );
      },
    },
    {
      asked: '20 records; 3 of them throttled once, all for 4 s',
      run: () => {
        const tried = new Set<number>();
        return onScene(
          (request) => {
            const number = toNumber(request);
            const isThrottled = asked.has(number) && !tried.has(number);
            tried.add(number);
            return isThrottled ? { status: 429, headers: { 'Retry-After': '4' } } : { body: toRecord(number) };
          },
          async ({ gateway, graph, arrivals }) => {
            assert.deepEqual(await gateway.query(recordsQuery(ALL)), { data: toRecordsData(ALL) });
            assert.equal(arrivals.length, 23);
            for (const { atMs } of arrivals.slice(20)) assert.ok(atMs >= 4_000);
            const sent = new Set(arrivals.slice(20).map(({ atMs }) => atMs / 1_000));
            assert.equal(sent.size, 1);
            assert.ok(graph.calls.length <= 4);
            return `all 20 with ${arrivals.length} requests; the 3 went again together, ${[...sent].join()} s later`;
          },
        );
      },
    },
    {
      asked: '20 records; one of them throttled for ever, for 2 s each time',
      run: () =>
        onScene(
          (request) => {
            const number = toNumber(request);
            return number === 7 ? { status: 429, headers: { 'Retry-After': '2' } } : { body: toRecord(number) };
          },
          async ({ gateway, arrivals }) => {
            const answer = await gateway.query(recordsQuery(ALL));
            assert.deepEqual(answer.data, toRecordsData(ALL, [7]));
            assert.deepEqual(toCodes(answer), ['UPSTREAM_THROTTLED']);
            assert.deepEqual(toPaths(answer), ['r7']);
            const tries = arrivals.filter((each) => toNumber(each) === 7);
            assert.equal(tries.length, 4);
            assert.equal(arrivals.length, 19 + tries.length);
            for (const [index, { atMs }] of tries.entries()) assert.ok(atMs >= index * 2_000);
            return `19 records, UPSTREAM_THROTTLED for the other after ${tries.length} tries, 2 s and more apart`;
          },
        ),
    },
  ],
};
