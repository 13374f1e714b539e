import assert from 'node:assert/strict';
import { createManualClock } from '../../support/manual-clock.ts';
import { START_MS } from '../../support/graph-client.ts';
import { runProgram } from '../../support/process.ts';
import { startStubGraph } from '../../support/stub-graph.ts';
import type { Fault } from '../fault.ts';
import { onFront, openLine, post, toStatuses, toWire } from '../front.ts';
import { onScene, toId } from '../scene.ts';
import { createDoor, rest, until } from '../until.ts';

const WHOLE = '{ callRecords(first: 1) { nodes { version sessions { id } } } }';
const IN_PARTS = '{ callRecords(first: 1) { nodes { version ... @defer { sessions { id } } } } }';
/** Behind the last piece of a body that is sent in pieces. */
const LAST_CHUNK = '\r\n0\r\n\r\n';

export const stop: Fault = {
  id: 'F28',
  fault: 'The gateway is told to stop',
  promise:
    'No new connection is taken; every answer under way goes out whole, in parts or not; what is left after 8 s is cut. Exit code 0.',
  cases: [
    ...(['SIGTERM', 'SIGINT'] as const).map((signal) => ({
      asked: `${signal} with an idle connection, an operation under way, and an answer of which the first part is out`,
      run: () => stopProgram(signal),
    })),
    {
      asked: 'a stop while Graph does not answer, 8 s of grace',
      run: () => {
        const graceClock = createManualClock(START_MS);
        return onScene(
          () => new Promise(() => undefined),
          ({ graph, gateway: { gateway }, cutCount }) =>
            onFront(
              gateway,
              async (front) => {
                const line = openLine(front.url);
                line.send(toWire(WHOLE));
                await until(() => graph.calls.length === 1, 'the request');
                let isStopped = false;
                const stopping = front.stop(8_000).finally(() => (isStopped = true));
                await graceClock.advance(7_900);
                await rest();
                assert.equal(cutCount(), 0);
                await graceClock.advance(200);
                await line.closed;
                await until(() => cutCount() === 1, 'the request to Graph cut');
                await until(() => {
                  void graceClock.advanceToNext();
                  return isStopped;
                }, 'the stop');
                await stopping;
                assert.equal(line.text(), '');
                return 'left alone for 7.9 s, then cut, the request to Graph as well';
              },
              { clock: graceClock },
            ),
          { isClockFree: false },
        );
      },
    },
    {
      asked: 'a stop while 20 callers wait for Graph and 20 connections are idle',
      run: () => {
        const door = createDoor();
        return onScene(
          async ({ url }) => {
            await door.opened;
            return { body: { value: url.includes('/sessions') ? [{ id: 'a' }] : [{ id: toId(1), version: 7 }] } };
          },
          ({ graph, gateway: { gateway } }) =>
            onFront(gateway, async (front) => {
              const idle = Array.from({ length: 20 }, () => openLine(front.url));
              for (const line of idle) line.send('GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
              await until(() => idle.every(({ text }) => text().endsWith(LAST_CHUNK)), 'idle connections');
              const busy = Array.from({ length: 20 }, () => openLine(front.url));
              for (const line of busy) line.send(toWire(WHOLE));
              await until(() => front.begunCount() === 40 && graph.calls.length > 0, 'the operations');
              const stopping = front.stop(60_000);
              await Promise.all(idle.map(({ closed }) => closed));
              const late = openLine(front.url);
              late.send(toWire(WHOLE));
              await late.closed;
              assert.equal(late.text(), '');
              door.open();
              await Promise.all(busy.map(({ closed }) => closed));
              await stopping;
              for (const { text } of busy) {
                assert.deepEqual(toStatuses(text()), [200]);
                assert.match(text(), /^connection: close\r$/im);
                assert.match(text(), /"nodes":\[{"version":7,"sessions":\[{"id":"a"}\]}\]/);
              }
              return `${busy.length} whole answers with Connection: close; the idle connections closed, a new one refused`;
            }),
          { isClockFree: false },
        );
      },
    },
  ],
};

/** A real process, with a client of each kind. */
async function stopProgram(signal: NodeJS.Signals): Promise<string> {
  const door = createDoor();
  const graph = await startStubGraph(async ({ url }) => {
    if (!url.includes('/sessions')) return { body: { value: [{ id: toId(1), version: 7 }] } };
    await door.opened;
    return { body: { value: [{ id: 'a' }] } };
  });
  const program = runProgram('src/main.ts', {
    PORT: '0',
    GRAPH_BASE_URL: graph.baseUrl,
    GRAPH_ACCESS_TOKEN: 'a-token',
    CACHE_SECONDS: '0',
  });
  try {
    const [, url = ''] = await program.waitFor(/GraphiQL\s+(http\S+)\/graphql/);
    const idle = openLine(url);
    idle.send('GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    const inParts = openLine(url);
    inParts.send(toWire(IN_PARTS, ['Accept: multipart/mixed']));
    await until(() => inParts.text().includes('"version":7') && idle.text().includes('200 OK'), 'the first part');
    const whole = post(url, WHOLE);
    // Whether the list of the second joins that of the first or not, its sessions do.
    await until(() => graph.calls.length >= 3, 'the operation');
    program.process.kill(signal);
    program.process.kill(signal);
    await program.waitFor(/"msg":"stopping"/);
    await idle.closed;
    const late = openLine(url);
    await late.closed;
    assert.equal(late.text(), '');
    door.open();
    const { data } = (await (await whole).json()) as { data: unknown };
    assert.deepEqual(data, { callRecords: { nodes: [{ version: 7, sessions: [{ id: 'a' }] }] } });
    await inParts.closed;
    assert.match(inParts.text(), /"sessions":\[{"id":"a"}\]/);
    assert.match(inParts.text(), /"hasNext":false/);
    assert.ok(inParts.text().endsWith(LAST_CHUNK), 'the answer in parts has no end');
    const { code, signal: killedBy } = await program.exit;
    assert.deepEqual({ code, killedBy }, { code: 0, killedBy: null });
    return `both answers whole, a new connection refused; exit code ${String(code)}`;
  } finally {
    program.process.kill('SIGKILL');
    await program.exit;
    await graph.close();
  }
}
