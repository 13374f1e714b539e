import assert from 'node:assert/strict';
import type { Fault } from '../fault.ts';
import { recordsQuery, toCodes, toNumber, toPaths, toRecord, toRecordsData } from '../record.ts';
import { onScene } from '../scene.ts';

export const forbidden: Fault = {
  id: 'F12',
  fault: '403: the application lacks a permission',
  promise: 'UPSTREAM_FORBIDDEN without another try; the answer names no permission; other fields have their data.',
  cases: [
    {
      asked: 'two records, one of them refused with 403',
      run: () =>
        onScene(
          (request) => (toNumber(request) === 2 ? { status: 403 } : { body: toRecord(1) }),
          async ({ gateway, arrivals }) => {
            const answer = await gateway.query(recordsQuery([1, 2]));
            assert.deepEqual(answer.data, toRecordsData([1, 2], [2]));
            assert.deepEqual([toCodes(answer), toPaths(answer)], [['UPSTREAM_FORBIDDEN'], ['r2']]);
            assert.notEqual(answer.errors?.[0]?.extensions['retryable'], true);
            assert.doesNotMatch(JSON.stringify(answer), /CallRecords\.Read|upstream text/);
            assert.equal(arrivals.length, 2);
            return 'the one; UPSTREAM_FORBIDDEN for the other after one try';
          },
        ),
    },
  ],
};
