import assert from 'node:assert/strict';
import type { Fault } from '../fault.ts';
import { recordQuery, recordsQuery, toNumber, toRecord, toRecordsData } from '../record.ts';
import { onScene } from '../scene.ts';

export const missingRecord: Fault = {
  id: 'F13',
  fault: '404: a record that is not there, or not yet',
  promise: 'Null without an error, and without another try; asked again it is there as soon as Graph has it.',
  cases: [
    {
      asked: 'two records in a batch, one of them 404',
      run: () =>
        onScene(
          (request) => (toNumber(request) === 2 ? { status: 404 } : { body: toRecord(1) }),
          async ({ gateway, arrivals }) => {
            assert.deepEqual(await gateway.query(recordsQuery([1, 2])), { data: toRecordsData([1, 2], [2]) });
            assert.equal(arrivals.length, 2);
            return 'the one and null, with 2 requests';
          },
        ),
    },
    {
      asked: 'a record that is 404 at first, and there when it is asked for again',
      run: () => {
        let count = 0;
        return onScene(
          () => ((count += 1) === 1 ? { status: 404 } : { body: toRecord(1) }),
          async ({ gateway }) => {
            assert.deepEqual(await gateway.query(recordQuery(1)), { data: { callRecord: null } });
            assert.deepEqual(await gateway.query(recordQuery(1)), { data: { callRecord: { version: 1 } } });
            return 'null, then the record: that it was missing is not kept';
          },
        );
      },
    },
  ],
};
