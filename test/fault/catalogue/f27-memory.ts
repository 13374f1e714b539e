import assert from 'node:assert/strict';
import { readFixture } from '../../support/fixture.ts';
import { toFullSelection } from '../../support/full-selection.ts';
import { runProgram } from '../../support/process.ts';
import { startStubGraph } from '../../support/stub-graph.ts';
import type { Fault } from '../fault.ts';
import { toId } from '../scene.ts';

const SESSIONS = 150;
const CALLERS = 500;

export const memory: Fault = {
  id: 'F27',
  fault: 'More heavy operations at once than the memory has room for',
  promise: 'Each is answered whole or refused with 503; the process lives on and holds nothing of them.',
  cases: [
    {
      asked: '500 callers at once, twice over, each for everything of a call of 150 sessions, under a heap of 256 MB',
      run: async () => {
        const record = readFixture('callRecord-get-expand-sessions-segments.v1.json');
        const [session] = record['sessions'] as readonly object[];
        const sessions = Array.from({ length: SESSIONS }, (_, index) => ({ ...session, id: `s${index}` }));
        const graph = await startStubGraph(({ url }) => {
          const id = /callRecords\/([\w-]+)/.exec(url)?.[1];
          return url.includes('participants') ? { body: { value: [] } } : { body: { id, version: 7, sessions } };
        });
        const program = runProgram('src/main.ts', {
          PORT: '0',
          LOG_LEVEL: 'silent',
          NODE_OPTIONS: '--max-old-space-size=256',
          GRAPH_BASE_URL: graph.baseUrl,
          GRAPH_ACCESS_TOKEN: 'test-token',
        });
        try {
          const [, url] = await program.waitFor(/GraphiQL\s+(http\S+)\/graphql/);
          const selection = toFullSelection('Session', ['quality', 'side']);
          const ask = async (index: number) => {
            const response = await fetch(`${url}/graphql`, {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ query: `{ callRecord(id: "${toId(index)}") { id sessions ${selection} } }` }),
            });
            const { data, errors } = (await response.json()) as { data?: Record<string, unknown>; errors?: unknown };
            if (response.status === 503) return 'refused';
            assert.equal(response.status, 200);
            assert.equal(errors, undefined);
            const { id, sessions: answered } = data?.['callRecord'] as { id: string; sessions: readonly object[] };
            assert.deepEqual([id, answered.length], [toId(index), SESSIONS]);
            return 'whole';
          };
          const outcomes: string[] = [];
          for (let round = 0; round < 2; round += 1) {
            const start = round * CALLERS;
            outcomes.push(...(await Promise.all(Array.from({ length: CALLERS }, (_, index) => ask(start + index)))));
          }
          assert.equal(outcomes.length, 2 * CALLERS);
          const isWhole = outcomes.filter((outcome) => outcome === 'whole').length;
          assert.ok(isWhole >= 32, `only ${isWhole} were answered`);
          assert.equal(await ask(0), 'whole');
          const metrics = await (await fetch(`${url}/metrics`)).text();
          assert.match(metrics, /^gateway_held_bytes 0$/m);
          assert.match(metrics, /^gateway_operations_running 0$/m);
          program.process.kill('SIGTERM');
          assert.deepEqual(await program.exit, { code: 0, signal: null });
          return '1000 answers, each whole or 503; then one more whole, nothing held, exit code 0';
        } finally {
          program.process.kill('SIGKILL');
          await graph.close();
        }
      },
    },
  ],
};
