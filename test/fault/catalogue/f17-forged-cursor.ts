import assert from 'node:assert/strict';
import type { Answer } from '../../support/stub-graph.ts';
import type { Fault } from '../fault.ts';
import { toCodes, toRecord } from '../record.ts';
import { onScene } from '../scene.ts';

const LIST =
  'query ($after: String) { callRecords(first: 2, after: $after) { nodes { version } pageInfo { endCursor } } }';

/** A list of records that goes on for ever. */
const pages =
  (baseUrl: () => string): Answer =>
  ({ url }) => {
    const page = Number(/skiptoken=(\d+)/.exec(url)?.[1] ?? 0);
    return {
      body: {
        value: [1, 2, 3].map((number) => toRecord(page * 3 + number)),
        '@odata.nextLink': `${baseUrl()}/v1.0/communications/callRecords?$skiptoken=${page + 1}`,
      },
    };
  };

/** Every cursor with one character changed, cut short, or of another making. */
function forge(cursor: string): string[] {
  const flipped = Array.from(cursor).map(
    (char, at) => cursor.slice(0, at) + (char === 'A' ? 'B' : 'A') + cursor.slice(at + 1),
  );
  const cut = Array.from(cursor)
    .map((_, at) => cursor.slice(0, at))
    .slice(1);
  return [...flipped.filter((each) => each !== cursor), ...cut, `${cursor}A`, 'https://evil.example/', '../..', '\0'];
}

export const forgedCursor: Fault = {
  id: 'F17',
  fault: 'A cursor that was made up, edited, or given for another list',
  promise: 'BAD_USER_INPUT that names the argument, with nothing asked of Graph; a cursor holds no URL of a client.',
  cases: [
    {
      asked: 'the next page with the cursor in every form with one character changed, cut or made up',
      run: () => {
        let baseUrl = '';
        return onScene(
          pages(() => baseUrl),
          async ({ gateway, graph }) => {
            ({ baseUrl } = graph);
            const first = await gateway.query(LIST);
            const cursor = first.data.callRecords.pageInfo.endCursor as string;
            assert.equal((await gateway.query(LIST, { after: cursor })).errors, undefined);
            const callCount = graph.calls.length;
            for (const forged of forge(cursor)) {
              const answer = await gateway.query(LIST, { after: forged });
              assert.deepEqual(toCodes(answer), ['BAD_USER_INPUT'], forged);
              assert.match(String(answer.errors?.[0]?.message), /"after"/);
            }
            assert.equal(graph.calls.length, callCount);
            return 'BAD_USER_INPUT each time, no request; the true cursor goes on';
          },
        );
      },
    },
    {
      asked: 'the next page with the cursor of a list with another filter',
      run: () => {
        let baseUrl = '';
        return onScene(
          pages(() => baseUrl),
          async ({ gateway, graph }) => {
            ({ baseUrl } = graph);
            const first = await gateway.query(LIST);
            const after = first.data.callRecords.pageInfo.endCursor as string;
            const filtered = LIST.replace(
              'first: 2,',
              'first: 2, filter: { participantId: "11111111-2222-3333-4444-555555555555" },',
            );
            const callCount = graph.calls.length;
            const answer = await gateway.query(filtered, { after });
            assert.deepEqual(toCodes(answer), ['BAD_USER_INPUT']);
            assert.equal(graph.calls.length, callCount);
            return 'BAD_USER_INPUT, no request';
          },
        );
      },
    },
  ],
};
