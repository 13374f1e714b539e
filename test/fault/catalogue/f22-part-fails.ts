import assert from 'node:assert/strict';
import type { Fault } from '../fault.ts';
import { onScene, toId } from '../scene.ts';

const FAILING: ReadonlyMap<number, readonly [status: number, code: string]> = new Map([
  [7, [403, 'UPSTREAM_FORBIDDEN']],
  [20, [400, 'UPSTREAM_INVALID_RESPONSE']],
  [49, [500, 'UPSTREAM_UNAVAILABLE']],
]);

export const partFails: Fault = {
  id: 'F22',
  fault: 'Part of a query fails',
  promise: 'The rest is returned; one error for each field that failed, at its path, with the code of its failure.',
  cases: [
    {
      asked: '50 records with their sessions, of which 3 are refused: 403, 400 and 500',
      run: () =>
        onScene(
          ({ url }) => {
            const index = Number(/(\d{12})\/sessions/.exec(url)?.[1] ?? NaN);
            if (Number.isNaN(index)) {
              return { body: { value: Array.from({ length: 50 }, (_, at) => ({ id: toId(at), version: at })) } };
            }
            const status = FAILING.get(index)?.[0];
            return status ? { status } : { body: { value: [{ id: `of ${index}` }] } };
          },
          async ({ gateway, arrivals }) => {
            const { data, errors = [] } = await gateway.query(
              '{ callRecords(first: 50) { nodes { version sessions { id } } } }',
            );
            assert.deepEqual(
              data.callRecords.nodes,
              Array.from({ length: 50 }, (_, at) => ({
                version: at,
                sessions: FAILING.has(at) ? null : [{ id: `of ${at}` }],
              })),
            );
            assert.deepEqual(
              errors.map(({ path, extensions }) => [path?.join('.'), extensions['code']]).sort(),
              [...FAILING].map(([at, [, code]]) => [`callRecords.nodes.${at}.sessions`, code]).sort(),
            );
            // The list, each record once, and three more tries of what a repetition could have cured.
            assert.equal(arrivals.length, 1 + 50 + 3);
            return `${50 - errors.length} whole, ${errors.length} without sessions; ${errors.length} errors, each with its path and code`;
          },
        ),
    },
    {
      asked: 'a record with sessions and participants; the participants are refused with 403',
      run: () =>
        onScene(
          ({ url }) =>
            url.includes('/participants_v2')
              ? { status: 403 }
              : { body: { id: toId(1), version: 7, sessions: [{ id: 'a' }] } },
          async ({ gateway, arrivals }) => {
            const { data, errors } = await gateway.query(
              `{ callRecord(id: "${toId(1)}") { version sessions { id } participants { id } } }`,
            );
            assert.deepEqual(data, { callRecord: { version: 7, sessions: [{ id: 'a' }], participants: null } });
            assert.deepEqual(
              errors?.map(({ path, extensions }) => [path, extensions['code']]),
              [[['callRecord', 'participants'], 'UPSTREAM_FORBIDDEN']],
            );
            assert.equal(arrivals.length, 2);
            return 'the record with its sessions, participants null; UPSTREAM_FORBIDDEN at participants';
          },
        ),
    },
    {
      asked: 'a list of two pages, of which the second is refused with 403',
      run: () =>
        onScene(
          ({ url, headers }) =>
            url.includes('skiptoken')
              ? { status: 403 }
              : {
                  body: {
                    value: Array.from({ length: 60 }, (_, at) => ({ id: toId(at), version: at })),
                    '@odata.nextLink': `http://${headers['host']}/v1.0/communications/callRecords?$skiptoken=2`,
                  },
                },
          async ({ gateway }) => {
            const { data, errors } = await gateway.query(
              '{ callRecords(first: 100) { nodes { version } pageInfo { hasNextPage } } }',
            );
            assert.equal(data.callRecords.nodes.length, 60);
            assert.equal(data.callRecords.pageInfo.hasNextPage, true);
            assert.deepEqual(
              errors?.map(({ extensions }) => extensions['code']),
              ['UPSTREAM_FORBIDDEN'],
            );
            return `the first ${data.callRecords.nodes.length} records, hasNextPage true; UPSTREAM_FORBIDDEN`;
          },
        ),
    },
  ],
};
