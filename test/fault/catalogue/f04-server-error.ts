import assert from 'node:assert/strict';
import type { Fault } from '../fault.ts';
import { recordQuery, toNumber, toRecord } from '../record.ts';
import { onScene } from '../scene.ts';

const STATUSES = Array.from({ length: 112 }, (_, index) => 400 + index);
const CURABLE = [408, 429, 500, 502, 503, 504, 506, 507, 508, 509, 510, 511];
const GOOD = 1;

export const serverError: Fault = {
  id: 'F4',
  fault: 'HTTP 408 or 5xx',
  promise: 'Tried again, never at once; 501, 505 and every other 4xx but 429 are not.',
  cases: [
    {
      asked: 'a record for each status from 400 to 511, which Graph answers with it',
      run: () =>
        onScene(
          (request) => {
            const number = toNumber(request);
            return number === GOOD ? { body: toRecord(GOOD) } : { status: number };
          },
          async ({ gateway, arrivals }) => {
            const tries = new Map<number, number>();
            for (const status of STATUSES) {
              const answer = await gateway.query(recordQuery(status));
              assert.deepEqual(answer.data, { callRecord: null });
              const sent = arrivals.filter((each) => toNumber(each) === status);
              tries.set(status, sent.length);
              for (const [index, { atMs }] of sent.entries()) {
                const before = sent[index - 1];
                assert.ok(!before || atMs - before.atMs >= 500);
              }
              // An answer between them tells the gateway that Graph is there: outages are another fault.
              await gateway.query(recordQuery(GOOD));
            }
            const repeated = STATUSES.filter((status) => tries.get(status) === 4);
            const single = STATUSES.filter((status) => tries.get(status) === 1);
            assert.deepEqual(repeated, CURABLE);
            assert.equal(repeated.length + single.length, STATUSES.length);
            return `4 tries, 0.5 s and more apart, for ${repeated.join(', ')}; 1 try for the other ${single.length}`;
          },
        ),
    },
    ...[500, 502, 503, 504, 408].map((status) => ({
      asked: `a record, answered ${status} twice`,
      run: () => {
        let tries = 0;
        return onScene(
          () => (++tries <= 2 ? { status } : { body: toRecord(7) }),
          async ({ gateway, arrivals }) => {
            assert.deepEqual(await gateway.query(recordQuery(7)), { data: { callRecord: { version: 7 } } });
            assert.equal(arrivals.length, 3);
            const [, second, third] = arrivals.map(({ atMs }) => atMs) as [number, number, number];
            assert.ok(second >= 500 && third - second >= 500);
            return 'the record, at the third try';
          },
        );
      },
    })),
  ],
};
