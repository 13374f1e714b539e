import assert from 'node:assert/strict';
import type { Fault } from '../fault.ts';
import { toCodes, toPaths } from '../record.ts';
import { onScene, toId } from '../scene.ts';

const record = { id: toId(1), version: 7, joinWebUrl: 'https://teams.example/canary', sessions: [{ id: 'a' }] };

export const sharedFetch: Fault = {
  id: 'F33',
  fault: 'Two callers ask for the same in the same moment',
  promise: 'What is read may be shared, what is shaped for one never is: neither fields nor paths, ids or costs.',
  cases: [
    {
      asked: 'one record by two callers with other aliases, of whom one does not ask for its join link',
      run: () =>
        onScene(
          () => ({ body: record }),
          async ({ gateway, graph }) => {
            const [one, two] = await Promise.all([
              gateway.ask(`{ a: callRecord(id: "${toId(1)}") { version sessions { id } } }`),
              gateway.ask(`{ b: callRecord(id: "${toId(1)}") { link: joinWebUrl } }`),
            ]);
            assert.deepEqual(one.data, { a: { version: 7, sessions: [{ id: 'a' }] } });
            assert.deepEqual(two.data, { b: { link: 'https://teams.example/canary' } });
            assert.doesNotMatch(JSON.stringify(one), /canary/);
            assert.ok(graph.calls.length <= 2);
            return 'each its own fields under its own names';
          },
        ),
    },
    {
      asked: 'one record by two callers with other aliases, refused with 403',
      run: () =>
        onScene(
          () => ({ status: 403 }),
          async ({ gateway, graph }) => {
            const answers = await Promise.all(
              ['a', 'b'].map((alias) => gateway.ask(`{ ${alias}: callRecord(id: "${toId(1)}") { version } }`)),
            );
            assert.deepEqual(answers.map(toPaths), [['a'], ['b']]);
            assert.deepEqual(answers.map(toCodes), [['UPSTREAM_FORBIDDEN'], ['UPSTREAM_FORBIDDEN']]);
            assert.equal(graph.calls.length, 1);
            const spent = answers.reduce((sum, { extensions }) => sum + extensions.cost.upstreamRequests, 0);
            assert.equal(spent, 1);
            return 'one request; each its own error at its own path';
          },
        ),
    },
  ],
};
