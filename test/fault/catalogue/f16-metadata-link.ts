import assert from 'node:assert/strict';
import { chain, SESSIONS } from '../chain.ts';
import type { Fault } from '../fault.ts';
import { toCodes, toPaths } from '../record.ts';
import { onScene, toId } from '../scene.ts';

export const metadataLink: Fault = {
  id: 'F16',
  fault: 'A link to the next page that is a context: $metadata#…',
  promise: 'Never fetched: INVALID_NEXT_LINK with what was read.',
  cases: [
    {
      asked: 'the sessions of a record with the link that the documentation of Graph shows',
      run: () => {
        let baseUrl = '';
        return onScene(
          chain(
            () =>
              `${baseUrl}/v1.0/$metadata#communications/callRecords('${toId(1)}')/sessions?$expand=segments&$skiptoken=1`,
          ),
          async ({ gateway, graph }) => {
            ({ baseUrl } = graph);
            const answer = await gateway.query(SESSIONS);
            assert.deepEqual(answer.data, { callRecord: { version: 7, sessions: [{ id: 'A' }] } });
            assert.deepEqual([toCodes(answer), toPaths(answer)], [['INVALID_NEXT_LINK'], ['callRecord.sessions']]);
            assert.equal(graph.calls.length, 1);
            return 'the first page and INVALID_NEXT_LINK, with one request';
          },
        );
      },
    },
  ],
};
