import assert from 'node:assert/strict';
import { pino } from 'pino';
import type { GraphClient } from '../../../src/graph/client.ts';
import type { TestGateway } from '../../support/gateway.ts';
import { openGateway } from '../../support/gateway.ts';
import type { Fault } from '../fault.ts';
import { onFront, openLine, post, toWire } from '../front.ts';
import type { Scene } from '../scene.ts';
import { onScene, toId } from '../scene.ts';
import { rest, until } from '../until.ts';

const RECORD = `{ callRecord(id: "${toId(1)}") { version } }`;
const record = { id: toId(1), version: 7 };

export const ownFault: Fault = {
  id: 'F30',
  fault: 'The gateway itself throws',
  promise:
    'It costs the field in which it happens, of which a caller learns no more than that it happened. The process stays up, no rejection is left unhandled, the next operation is answered.',
  cases: [
    {
      asked: '200 operations whose reading throws, then one more',
      run: () =>
        onScene(
          () => ({ body: record }),
          async (scene) => {
            let callCount = 0;
            const broken = withReading(scene, (requests, operation, readAll) => {
              callCount += 1;
              if (callCount > 200) return readAll(requests, operation);
              if (callCount % 2) throw new TypeError('canary');
              return Promise.reject(new TypeError('canary'));
            });
            const answers = await Promise.all(Array.from({ length: 200 }, () => broken.query(RECORD)));
            for (const answer of answers) {
              assert.deepEqual(answer.data, { callRecord: null });
              assert.deepEqual(
                answer.errors?.map(({ path, extensions }) => [path, extensions['code']]),
                [[['callRecord'], 'INTERNAL_SERVER_ERROR']],
              );
              assert.doesNotMatch(JSON.stringify(answer), /canary|TypeError|node_modules/);
            }
            assert.deepEqual(await broken.query(RECORD), { data: { callRecord: { version: 7 } } });
            return `${answers.length} times INTERNAL_SERVER_ERROR without its cause; then the record`;
          },
        ),
    },
    {
      asked: '20 operations whose reading throws after the caller has hung up',
      run: () =>
        onScene(
          () => ({ body: record }),
          async (scene) => {
            let thrown = 0;
            const late = withReading(
              scene,
              (_requests, { signal }) =>
                new Promise((_resolve, reject) => {
                  signal.addEventListener('abort', () =>
                    setImmediate(() => {
                      thrown += 1;
                      reject(new TypeError('canary'));
                    }),
                  );
                }),
            );
            return onFront(late.gateway, async ({ url, begunCount, overCount }) => {
              const lines = Array.from({ length: 20 }, () => openLine(url));
              for (const line of lines) line.send(toWire(RECORD));
              await until(() => begunCount() === 20, 'all of them');
              await rest();
              for (const line of lines) line.hangUp();
              await until(() => overCount() === 20 && thrown === 20, 'all gone');
              await rest();
              return `${thrown} rejections, none of them unhandled`;
            });
          },
          { isClockFree: false },
        ),
    },
    {
      asked: 'a record in parts; the caller hangs up after the first, the reading of the second throws',
      run: () =>
        onScene(
          () => ({ body: { value: [record] } }),
          async (scene) => {
            let thrown = 0;
            const late = withReading(scene, (requests, operation, readAll) => {
              if (!requests.some(({ url }) => url.includes('/sessions'))) return readAll(requests, operation);
              return new Promise((_resolve, reject) => {
                operation.signal.addEventListener('abort', () => {
                  thrown += 1;
                  reject(new TypeError('canary'));
                });
              });
            });
            return onFront(late.gateway, async ({ url, overCount }) => {
              const line = openLine(url);
              const query = '{ callRecords(first: 1) { nodes { version ... @defer { sessions { id } } } } }';
              line.send(toWire(query, ['Accept: multipart/mixed']));
              await until(() => line.text().includes('"version":7'), 'the first part');
              line.hangUp();
              await until(() => overCount() === 1 && thrown === 1, 'the second part');
              await rest();
              return 'the first part; the rejection is not unhandled';
            });
          },
          { isClockFree: false },
        ),
    },
    {
      asked: 'a record whose members are named __proto__, constructor, toJSON and toString',
      run: () =>
        onScene(
          () => ({}),
          async ({ gateway }) => {
            const { data, errors } = await gateway.query(
              `{ callRecord(id: "${toId(1)}") { version sessions { id segments { id caller { ... on ParticipantEndpoint { feedback { text tokens } } } } } } }`,
            );
            assert.equal(errors, undefined);
            assert.equal(data.callRecord.version, 7);
            const [{ caller }] = data.callRecord.sessions[0].segments;
            assert.equal(caller.feedback.text, 'bad');
            assert.deepEqual(Object.entries(caller.feedback.tokens), [
              ['__proto__', { polluted: true }],
              ['toJSON', 'x'],
              ['NoSound', true],
            ]);
            assert.equal(({} as { polluted?: unknown }).polluted, undefined);
            return 'the record, with those names where it shows free-form members; no prototype touched';
          },
          {
            rawAnswer: (_request, response) => {
              response.writeHead(200, { 'content-type': 'application/json' });
              response.end(HOSTILE_RECORD);
              return true;
            },
          },
        ),
    },
    {
      asked: 'a record, of which one session has a member named then',
      run: () =>
        onScene(
          () => ({ body: { ...record, sessions: [{ id: 'a', then: 'x' }] } }),
          async ({ gateway }) => {
            const { data, errors } = await gateway.query(
              `{ callRecord(id: "${toId(1)}") { version sessions { id } } }`,
            );
            assert.deepEqual(data, { callRecord: { version: 7, sessions: null } });
            assert.deepEqual(
              errors?.map(({ path, extensions }) => [path, extensions['code']]),
              [[['callRecord', 'sessions', 0], 'INTERNAL_SERVER_ERROR']],
            );
            return 'the record, sessions null; INTERNAL_SERVER_ERROR at the session';
          },
        ),
    },
    {
      asked: 'a record, with a log that throws at every line',
      run: () => {
        let lineCount = 0;
        const log = pino(
          { level: 'trace' },
          {
            write: () => {
              lineCount += 1;
              throw new Error('canary');
            },
          },
        );
        return onScene(
          () => ({ body: record }),
          async ({ gateway }) => {
            for (let index = 0; index < 3; index += 1) {
              assert.deepEqual(await gateway.query(RECORD), { data: { callRecord: { version: 7 } } });
            }
            assert.ok(lineCount >= 3, 'nothing was logged');
            return 'the record';
          },
          { log },
        );
      },
    },
    {
      asked: 'a record, where the making of a request id throws',
      run: () =>
        onScene(
          () => ({ body: record }),
          async ({ graph, gateway: { gateway } }) =>
            onFront(gateway, async ({ url }) => {
              const response = await post(url, RECORD);
              const text = await response.text();
              assert.equal(response.status, 500);
              assert.match(text, /"code":"INTERNAL_SERVER_ERROR"/);
              assert.doesNotMatch(text, /canary|node_modules|\.ts/);
              assert.equal(graph.calls.length, 0);
              assert.equal((await fetch(`${url}/health`)).status, 200);
              return '500 with INTERNAL_SERVER_ERROR, without the cause';
            }),
          {
            createRequestId: () => {
              throw new Error('canary');
            },
          },
        ),
    },
  ].map(({ asked, run }) => ({ asked, run: () => withoutUnhandled(run) })),
};

const HOSTILE_MEMBERS =
  '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toJSON":"x","toString":"x"';
const HOSTILE_TOKENS = '{"__proto__":{"polluted":true},"toJSON":"x","NoSound":true}';
const HOSTILE_CALLER = `{"@odata.type":"#microsoft.graph.callRecords.participantEndpoint",${HOSTILE_MEMBERS},"feedback":{${HOSTILE_MEMBERS},"text":"bad","tokens":${HOSTILE_TOKENS}}}`;
const HOSTILE_SESSION = `{${HOSTILE_MEMBERS},"id":"a","segments":[{${HOSTILE_MEMBERS},"id":"b","caller":${HOSTILE_CALLER}}]}`;
const HOSTILE_RECORD = `{${HOSTILE_MEMBERS},"id":"${toId(1)}","version":7,"sessions":[${HOSTILE_SESSION}]}`;

type ReadAll = GraphClient['readAll'];

/** A gateway whose way out is `read`, which may use that of the scene. */
function withReading(
  { gateway, graph, clock }: Scene,
  read: (...given: [...Parameters<ReadAll>, ReadAll]) => ReturnType<ReadAll>,
): TestGateway {
  const { graph: client } = gateway;
  return openGateway({
    baseUrl: graph.baseUrl,
    clock,
    graph: {
      ...client,
      readAll: (requests, operation) => read(requests, operation, (...given) => client.readAll(...given)),
    },
  });
}

async function withoutUnhandled(run: () => Promise<string>): Promise<string> {
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown) => void unhandled.push(reason);
  process.on('unhandledRejection', onUnhandled);
  try {
    const cameBack = await run();
    await rest();
    assert.deepEqual(unhandled, []);
    return cameBack;
  } finally {
    process.off('unhandledRejection', onUnhandled);
  }
}
