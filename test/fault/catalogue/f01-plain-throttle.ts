import assert from 'node:assert/strict';
import { START_MS } from '../../support/graph-client.ts';
import type { StubAnswer } from '../../support/stub-graph.ts';
import type { Fault, FaultCase } from '../fault.ts';
import { recordQuery, toCodes, toRecord } from '../record.ts';
import { onScene } from '../scene.ts';

/** A pause that no answer can take from a caller, whatever `Retry-After` says. */
const BASE_MS = 500;
const toDate = (atMs: number) => new Date(START_MS + atMs).toUTCString();

type Headers = NonNullable<StubAnswer['headers']>;

/** What Graph sends with its 429, and the soonest that the next try may come. */
const vector: readonly [asked: string, headers: Headers, soonestMs: number][] = [
  ['no Retry-After', {}, BASE_MS],
  ['Retry-After: 0', { 'retry-after': '0' }, BASE_MS],
  ['Retry-After: 1', { 'retry-after': '1' }, 1_000],
  ['Retry-After: 0.249', { 'retry-after': '0.249' }, BASE_MS],
  ['Retry-After: 1.5', { 'retry-after': '1.5' }, 1_500],
  ['Retry-After: 120', { 'retry-after': '120' }, 120_000],
  ['Retry-After: 300', { 'retry-after': '300' }, 300_000],
  ['Retry-After: -5', { 'retry-after': '-5' }, BASE_MS],
  ['an empty Retry-After', { 'retry-after': '' }, BASE_MS],
  ['Retry-After: abc', { 'retry-after': 'abc' }, BASE_MS],
  ['Retry-After: 10, 20', { 'retry-after': '10, 20' }, 20_000],
  ['a date 90 s ago', { 'retry-after': toDate(-90_000), date: toDate(0) }, BASE_MS],
  ['a date in 90 s', { 'retry-after': toDate(90_000), date: toDate(0) }, 90_000],
  ['a date 90 s after its own, 10 min fast', { 'retry-after': toDate(690_000), date: toDate(600_000) }, 90_000],
  ['two headers, 1 and 5', { 'retry-after': ['1', '5'] }, 5_000],
];

function toCase([asked, headers, soonestMs]: (typeof vector)[number]): FaultCase {
  return {
    asked: `one record, answered 429 with ${asked}`,
    run: () => {
      let tries = 0;
      return onScene(
        () => (++tries === 1 ? { status: 429, headers } : { body: toRecord(7) }),
        async ({ gateway, arrivals }) => {
          assert.deepEqual(await gateway.query(recordQuery(7)), { data: { callRecord: { version: 7 } } });
          assert.equal(arrivals.length, 2);
          const [first, second] = arrivals as [(typeof arrivals)[number], (typeof arrivals)[number]];
          const waitMs = second.atMs - first.atMs;
          assert.ok(waitMs >= soonestMs, `after ${waitMs} ms`);
          assert.ok(waitMs <= soonestMs + BASE_MS, `only after ${waitMs} ms`);
          return `the record, at the second try, ${waitMs / 1_000} s later`;
        },
      );
    },
  };
}

export const plainThrottle: Fault = {
  id: 'F1',
  fault: '429 on a plain request',
  promise:
    'The next try comes no sooner than Retry-After, and never at once; where that would pass the deadline the failure comes at once.',
  cases: [
    ...vector.map(toCase),
    {
      asked: 'one record within 30 s, answered 429 with Retry-After: 120',
      run: () =>
        onScene(
          () => ({ status: 429, headers: { 'retry-after': '120' } }),
          async ({ gateway, arrivals, clock }) => {
            const answer = await gateway.query(recordQuery(7));
            assert.deepEqual(answer.data, { callRecord: null });
            assert.deepEqual(toCodes(answer), ['UPSTREAM_THROTTLED']);
            const { retryable, retryAfterSeconds } = answer.errors?.[0]?.extensions ?? {};
            assert.equal(retryable, true);
            assert.equal(retryAfterSeconds, 120);
            assert.equal(clock.now(), START_MS);
            assert.equal(arrivals.length, 1);
            return 'UPSTREAM_THROTTLED at once, retryAfterSeconds 120, after 1 try';
          },
          { operationTimeoutMs: 30_000, isClockFree: false },
        ),
    },
  ],
};
