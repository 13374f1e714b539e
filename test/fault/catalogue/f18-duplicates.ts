import assert from 'node:assert/strict';
import { chain, SESSIONS, toLink } from '../chain.ts';
import type { Fault } from '../fault.ts';
import { toRecord } from '../record.ts';
import { onScene, toId } from '../scene.ts';

export const duplicates: Fault = {
  id: 'F18',
  fault: 'The same item on two pages',
  promise:
    'A call record comes once; sessions, whose ids are no key, come as often as Graph sends them, those of the same id with a number.',
  cases: [
    {
      asked: '150 records, of which each page repeats the last 10 of the page before',
      run: () => {
        let baseUrl = '';
        return onScene(
          ({ url }) => {
            const page = Number(/skiptoken=(\d+)/.exec(url)?.[1] ?? 0);
            const value = Array.from({ length: 60 }, (_, index) => toRecord(page * 50 + index));
            const nextLink = `${baseUrl}/v1.0/communications/callRecords?$skiptoken=${page + 1}`;
            return { body: { value, ...(page < 4 && { '@odata.nextLink': nextLink }) } };
          },
          async ({ gateway, graph }) => {
            ({ baseUrl } = graph);
            const { data, errors } = await gateway.query('{ callRecords(first: 150) { nodes { id } } }');
            assert.equal(errors, undefined);
            assert.deepEqual(
              data.callRecords.nodes,
              Array.from({ length: 150 }, (_, index) => ({ id: toId(index) })),
            );
            return `150 records, each once, with ${graph.calls.length} requests`;
          },
        );
      },
    },
    {
      asked: 'the sessions of a record, of which two pages have the same id',
      run: () => {
        let baseUrl = '';
        const next: Readonly<Record<string, string>> = { A: 'B', B: 'C' };
        return onScene(
          (request) => {
            const answer = chain((page) => next[page] && toLink(baseUrl, next[page]))(request) as { body: object };
            return { body: JSON.parse(JSON.stringify(answer.body).replaceAll('{"id":"C"}', '{"id":"A"}')) as unknown };
          },
          async ({ gateway, graph }) => {
            ({ baseUrl } = graph);
            assert.deepEqual(await gateway.query(SESSIONS), {
              data: { callRecord: { version: 7, sessions: [{ id: 'A' }, { id: 'B' }, { id: 'A~2' }] } },
            });
            return 'all three, the second of the same id with a number: A, B, A~2';
          },
        );
      },
    },
  ],
};
