import assert from 'node:assert/strict';
import { ConfigError, loadConfig } from '../../../src/config.ts';
import type { Fault } from '../fault.ts';

const application = {
  AZURE_TENANT_ID: '11111111-2222-3333-4444-555555555555',
  AZURE_CLIENT_ID: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
};

/** A variable that is wrong, with what else is set. */
const wrong: readonly [name: string, env: Readonly<Record<string, string>>][] = [
  ['PORT', { PORT: 'canary' }],
  ['HOST', { HOST: 'a b' }],
  ['AUTH', { AUTH: 'canary' }],
  ['LOG_LEVEL', { LOG_LEVEL: 'verbose' }],
  ['MAX_OPERATIONS', { MAX_OPERATIONS: '0' }],
  ['OPERATION_TIMEOUT_MS', { OPERATION_TIMEOUT_MS: '1e3' }],
  ['OTEL_TRACES_EXPORTER', { OTEL_TRACES_EXPORTER: 'zipkin' }],
  ['GRAPH_BETA', { GRAPH_BETA: 'yes' }],
];

/** A secret that is wrong: its name is told, its text never. */
const secrets: readonly [name: string, env: Readonly<Record<string, string>>][] = [
  ['CURSOR_SECRET', { CURSOR_SECRET: 'canary' }],
  ['GRAPH_ACCESS_TOKEN', { GRAPH_ACCESS_TOKEN: 'Bearer canary' }],
  ['AZURE_CLIENT_SECRET', { ...application, AZURE_CLIENT_SECRET: 'canary\n' }],
];

function problemsOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
  return [];
}

export const configuration: Fault = {
  id: 'F36',
  fault: 'A configuration that is wrong',
  promise: 'The gateway refuses to start, names every variable that is wrong and what it may be, and prints no secret.',
  cases: [
    {
      asked: `a start with each of ${wrong.length} variables wrong, and with all of them`,
      run: () => {
        for (const [name, env] of wrong) {
          assert.deepEqual(
            problemsOf(env).map((problem) => problem.split(':')[0]),
            [name],
          );
        }
        const all = problemsOf(Object.assign({}, ...wrong.map(([, env]) => env)) as Record<string, string>);
        assert.deepEqual(new Set(all.map((problem) => problem.split(':')[0])), new Set(wrong.map(([name]) => name)));
        return Promise.resolve('refused, with the name of each');
      },
    },
    {
      asked: `a start with each of ${secrets.length} secrets wrong`,
      run: () => {
        for (const [name, env] of secrets) {
          const problems = problemsOf(env);
          assert.deepEqual(
            problems.map((problem) => problem.split(':')[0]),
            [name],
          );
          assert.doesNotMatch(problems.join(), /canary/);
        }
        return Promise.resolve('refused, with the name of each and none of their texts');
      },
    },
  ],
};
