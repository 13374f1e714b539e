import assert from 'node:assert/strict';
import { toCapacity } from '../../../src/capacity.ts';
import { chain, SESSIONS, toLink } from '../chain.ts';
import type { Fault, FaultCase } from '../fault.ts';
import { toCodes, toPaths, toRecord } from '../record.ts';
import { onScene } from '../scene.ts';

const loop = (asked: string, next: (page: string) => string, mostCalls: number): FaultCase => ({
  asked: `the sessions of a record, ${asked}`,
  run: () => {
    let baseUrl = '';
    return onScene(
      chain((page) => toLink(baseUrl, next(page))),
      async ({ gateway, graph }) => {
        ({ baseUrl } = graph);
        const answer = await gateway.query(SESSIONS);
        assert.equal(answer.data.callRecord.version, 7);
        assert.ok(answer.data.callRecord.sessions.length >= 1);
        assert.equal(answer.data.callRecord.sessions[0].id, 'A');
        assert.deepEqual([toCodes(answer), toPaths(answer)], [['PAGINATION_LOOP'], ['callRecord.sessions']]);
        assert.ok(graph.calls.length <= mostCalls, `${graph.calls.length} calls`);
        return `what was read and PAGINATION_LOOP after ${graph.calls.length} requests`;
      },
    );
  },
});

export const pageLoop: Fault = {
  id: 'F14',
  fault: 'Pages that lead back to each other, or never end',
  promise:
    'A link that comes back ends the reading with PAGINATION_LOOP, as do too many pages; what was read is kept. Of a list of records hasNextPage stays true.',
  cases: [
    loop('whose first page leads to itself', () => 'A', 3),
    loop('whose two pages lead to each other', (page) => (page === 'A' ? 'B' : 'A'), 4),
    loop('whose third page leads back to the second', (page) => ({ A: 'B', B: 'C' })[page] ?? 'B', 5),
    {
      asked: '100 records, whose second page leads back to itself',
      run: () => {
        let baseUrl = '';
        return onScene(
          ({ url }) => {
            const value = Array.from({ length: 3 }, (_, index) =>
              toRecord(index + (url.includes('skiptoken') ? 3 : 0)),
            );
            return { body: { value, '@odata.nextLink': `${baseUrl}/v1.0/communications/callRecords?$skiptoken=1` } };
          },
          async ({ gateway, graph }) => {
            ({ baseUrl } = graph);
            const answer = await gateway.query(
              '{ callRecords(first: 100) { nodes { version } pageInfo { hasNextPage } } }',
            );
            const { nodes, pageInfo } = answer.data.callRecords;
            assert.deepEqual(
              nodes.map(({ version }: { version: number }) => version),
              [0, 1, 2, 3, 4, 5],
            );
            assert.equal(pageInfo.hasNextPage, true);
            assert.deepEqual(toCodes(answer), ['PAGINATION_LOOP']);
            assert.equal(graph.calls.length, 2);
            return 'the 6 that were read, hasNextPage true, PAGINATION_LOOP after 2 requests';
          },
        );
      },
    },
    {
      asked: 'the sessions of a record, in pages that never end, where an operation may read 100 items',
      run: () => {
        let baseUrl = '';
        return onScene(
          chain((page) => toLink(baseUrl, `${(Number(page) || 0) + 1}`)),
          async ({ gateway, graph }) => {
            ({ baseUrl } = graph);
            const answer = await gateway.query(SESSIONS);
            assert.ok(answer.data.callRecord.sessions.length >= 100);
            assert.deepEqual([toCodes(answer), toPaths(answer)], [['RESULT_TRUNCATED'], ['callRecord.sessions']]);
            assert.ok(graph.calls.length <= 110);
            return `${answer.data.callRecord.sessions.length} sessions and RESULT_TRUNCATED`;
          },
          { capacity: { ...toCapacity(4 * 1024 ** 3), nodes: 100 } },
        );
      },
    },
  ],
};
