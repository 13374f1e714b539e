import assert from 'node:assert/strict';
import type { Fault } from '../fault.ts';
import { onScene, toId } from '../scene.ts';

export const plainThrottle: Fault = {
  id: 'F1',
  fault: '429 on a plain request',
  promise:
    'The next try comes no sooner than Retry-After; where that would pass the deadline the failure comes at once.',
  cases: [
    {
      asked: 'one record, answered 429 with Retry-After: 120',
      run: () => {
        let tries = 0;
        return onScene(
          () =>
            ++tries === 1 ? { status: 429, headers: { 'retry-after': '120' } } : { body: { id: toId(1), version: 7 } },
          async ({ gateway, arrivals }) => {
            const answer = await gateway.query(`{ callRecord(id: "${toId(1)}") { version } }`);
            assert.deepEqual(answer, { data: { callRecord: { version: 7 } } });
            const [first, second] = arrivals;
            assert.ok(first && second && second.atMs - first.atMs >= 120_000);
            assert.equal(arrivals.length, 2);
            return 'the record, at the second try, 120 s later';
          },
        );
      },
    },
  ],
};
