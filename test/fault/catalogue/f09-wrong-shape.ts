import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Fault } from '../fault.ts';
import { countTo, recordQuery, recordsQuery, toCodes, toNumber, toPaths, toRecord, toRecordsData } from '../record.ts';
import { onScene, toId } from '../scene.ts';

const LIST = '{ callRecords(first: 5) { nodes { id version } } }';
const NUMBERS = countTo(5);
const RUNS = 60;

interface BatchItem {
  readonly id: string;
  readonly status: number;
  readonly headers: object;
  readonly body: object;
}

const noLists: readonly unknown[] = [
  {},
  { value: null },
  { value: {} },
  { value: 'canary' },
  { value: 7 },
  [],
  'canary',
];
const noRecords: readonly unknown[] = [[], 'canary', 7, true, null];

export const wrongShape: Fault = {
  id: 'F9',
  fault: 'JSON of another shape; batches with items missing, doubled, foreign, in any order',
  promise: 'Each thing asked for settles exactly once; what is missing costs its own field.',
  cases: [
    {
      asked: `a list, answered with ${noLists.length} things that are none`,
      run: async () => {
        for (const body of noLists) {
          await onScene(
            () => ({ body }),
            async ({ gateway }) => {
              const answer = await gateway.query(LIST);
              assert.deepEqual(toCodes(answer), ['UPSTREAM_INVALID_RESPONSE'], JSON.stringify(body));
              assert.doesNotMatch(JSON.stringify(answer), /canary/);
              return '';
            },
          );
        }
        return 'UPSTREAM_INVALID_RESPONSE each time';
      },
    },
    {
      asked: 'a list with an item that is null and one that is a number',
      run: () =>
        onScene(
          () => ({ body: { value: [toRecord(1), null, 7, toRecord(2)] } }),
          async ({ gateway }) => {
            const answer = await gateway.query(LIST);
            assert.deepEqual(
              answer.data.callRecords.nodes,
              [1, 2].map((number) => ({ id: toId(number), version: number })),
            );
            assert.deepEqual(toCodes(answer), ['UPSTREAM_INVALID_RESPONSE']);
            return 'the two records, and UPSTREAM_INVALID_RESPONSE at the list';
          },
        ),
    },
    {
      asked: `a record, answered with ${noRecords.length} things that are none`,
      run: async () => {
        for (const body of noRecords) {
          await onScene(
            () => ({}),
            async ({ gateway }) => {
              const answer = await gateway.query(recordQuery(1));
              assert.deepEqual(answer.data, { callRecord: null });
              assert.deepEqual(toCodes(answer), ['UPSTREAM_INVALID_RESPONSE'], JSON.stringify(body));
              return '';
            },
            {
              rawAnswer: (_request, response) => {
                response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
                return true;
              },
            },
          );
        }
        return 'UPSTREAM_INVALID_RESPONSE each time';
      },
    },
    {
      asked: `5 records in a batch, answered in ${RUNS} arrangements: any order, some left out, some doubled, some foreign`,
      run: async () => {
        const arrangement = fc.record({
          order: fc.shuffledSubarray(NUMBERS),
          doubled: fc.subarray(NUMBERS),
          foreign: fc.array(fc.constantFrom('99', 'a', '', '__proto__'), { maxLength: 3 }),
        });
        await fc.assert(
          fc.asyncProperty(arrangement, async ({ order, doubled, foreign }) => {
            const missing = NUMBERS.filter((number) => !order.includes(number));
            // What was left out goes again, and what goes alone goes without a batch.
            const lost = missing.length > 1 ? missing : [];
            await onScene(
              (request) => ({ body: toRecord(toNumber(request)) }),
              async ({ gateway }) => {
                const answer = await gateway.query(recordsQuery(NUMBERS));
                assert.deepEqual(answer.data, toRecordsData(NUMBERS, lost));
                assert.deepEqual(
                  toPaths(answer).sort(),
                  lost.map((number) => `r${number}`),
                );
                assert.ok(toCodes(answer).every((code) => code === 'UPSTREAM_INVALID_RESPONSE'));
                return '';
              },
              {
                rawAnswer: (_request, response, body) => {
                  const { requests } = JSON.parse(body || '{"requests":[]}') as {
                    requests: { id: string; url: string }[];
                  };
                  if (!requests.length) return false;
                  const items = new Map(
                    requests.map(({ id, url }): [number, BatchItem] => [
                      toNumber({ url }),
                      { id, status: 200, headers: {}, body: toRecord(toNumber({ url })) },
                    ]),
                  );
                  const pick = (number: number) => items.get(number) ?? [];
                  const responses = [
                    ...order.flatMap(pick),
                    ...doubled.filter((number) => order.includes(number)).flatMap(pick),
                    ...foreign.map((id) => ({ id, status: 200, headers: {}, body: toRecord(9) })),
                  ];
                  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ responses }));
                  return true;
                },
              },
            );
          }),
          { numRuns: RUNS, seed: 9 },
        );
        return 'what was there; what was left out went again; UPSTREAM_INVALID_RESPONSE at each record that never came';
      },
    },
  ],
};
