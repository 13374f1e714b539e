import assert from 'node:assert/strict';
import type { Fault } from '../fault.ts';
import type { Front } from '../front.ts';
import { onFront, openLine, post, toHead, toStatuses, toWire } from '../front.ts';
import type { Scene } from '../scene.ts';
import { onScene, toId } from '../scene.ts';
import { until } from '../until.ts';

const RECORD = `{ callRecord(id: "${toId(1)}") { version } }`;
const MORE_THAN_TAKEN = 1_000_001;
/** The limits of the gateway are 10 and 15 s; nothing here waits so long. */
const inbound = { headersTimeoutMs: 600, requestTimeoutMs: 900 };

export const inboundAbuse: Fault = {
  id: 'F29',
  fault: 'A client that sends slowly, too much, or too often',
  promise:
    'Headers are waited for 10 s, a whole request 15 s; 1 MB of body and 16 KB of headers are taken, and 1000 connections. Others are served meanwhile, and Graph is not asked.',
  cases: [
    {
      asked: '200 connections that stop in the middle of their headers, 0.6 s allowed, and an honest caller',
      run: () =>
        onDoor(async ({ url }, { graph }) => {
          const slow = Array.from({ length: 200 }, () => openLine(url));
          for (const line of slow) line.send('GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ');
          await askHonestly(url);
          await Promise.all(slow.map(({ closed }) => closed));
          for (const { text } of slow) assert.deepEqual(toStatuses(text()), [408]);
          assert.equal(graph.calls.length, 1);
          return `${slow.length} times 408 and closed; the honest caller served`;
        }),
    },
    {
      asked: 'a connection on which nothing is said, 0.6 s allowed',
      run: () =>
        onDoor(async ({ url }) => {
          const line = openLine(url);
          await line.closed;
          assert.deepEqual(toStatuses(line.text()), [408]);
          return '408 and closed';
        }),
    },
    {
      asked: 'a body that stops in the middle, with its length told and in chunks, 0.9 s allowed',
      run: () =>
        onDoor(async ({ url }, { graph }) => {
          const lines = [openLine(url), openLine(url)] as const;
          lines[0].send(`${toHead('Content-Length: 100')}\r\n{"query"`);
          lines[1].send(`${toHead('Transfer-Encoding: chunked')}\r\n8\r\n{"query"\r\n`);
          await Promise.all(lines.map(({ closed }) => closed));
          for (const { text } of lines) assert.deepEqual(toStatuses(text()), [408]);
          assert.equal(graph.calls.length, 0);
          return '408 and closed, both';
        }),
    },
    {
      asked: 'a body of more than 1 MB, with its length told and in chunks without an end',
      run: () =>
        onDoor(async ({ url }, { graph }) => {
          const lines = [openLine(url), openLine(url)] as const;
          lines[0].send(`${toHead(`Content-Length: ${MORE_THAN_TAKEN}`)}\r\n`);
          const chunk = 'x'.repeat(MORE_THAN_TAKEN);
          lines[1].send(`${toHead('Transfer-Encoding: chunked')}\r\n${chunk.length.toString(16)}\r\n${chunk}\r\n`);
          await Promise.all(lines.map(({ closed }) => closed));
          for (const { text } of lines) assert.equal(toStatuses(text())[0], 413);
          assert.equal(graph.calls.length, 0);
          await askHonestly(url);
          return '413 and closed, both';
        }),
    },
    {
      asked: 'headers of more than 16 KB',
      run: () =>
        onDoor(async ({ url }, { graph }) => {
          const line = openLine(url);
          line.send(`${toHead(...Array.from({ length: 20 }, (_, at) => `X-${at}: ${'x'.repeat(1_000)}`))}\r\n`);
          await line.closed;
          assert.deepEqual(toStatuses(line.text()), [431]);
          assert.equal(graph.calls.length, 0);
          await askHonestly(url);
          return '431 and closed';
        }),
    },
    {
      asked: '50 operations sent on one connection without waiting for answers',
      run: () =>
        onDoor(async ({ url }, { graph }) => {
          const line = openLine(url);
          const versions = Array.from({ length: 50 }, (_, at) => at);
          line.send(
            versions
              .map((at) =>
                toWire(
                  `{ a${at}: callRecord(id: "${toId(at)}") { version } }`,
                  at === 49 ? ['Connection: close'] : ['Connection: keep-alive'],
                ),
              )
              .join(''),
          );
          await line.closed;
          assert.deepEqual(toStatuses(line.text()), new Array(50).fill(200));
          assert.deepEqual(
            [...line.text().matchAll(/"a(\d+)":{"version":7}/g)].map(([, at]) => Number(at)),
            versions,
          );
          assert.equal(graph.requests.length, 50);
          return '50 answers, in the order of the questions';
        }),
    },
    {
      asked: '50 operations on one connection, which is then cut',
      run: () =>
        onScene(
          () => new Promise(() => undefined),
          ({ graph, gateway: { gateway }, cutCount }) =>
            onFront(gateway, async ({ url, begunCount, overCount }) => {
              const line = openLine(url);
              line.send(
                Array.from({ length: 50 }, (_, at) => toWire(`{ callRecord(id: "${toId(at)}") { version } }`)).join(''),
              );
              await until(() => begunCount() === 50 && graph.requests.length === 50, 'all asked');
              const callCount = graph.calls.length;
              line.hangUp();
              await until(() => overCount() === 50 && cutCount() === callCount, 'all cut');
              assert.equal(graph.calls.length, callCount);
              return 'everything under way to Graph cut';
            }),
          { isClockFree: false },
        ),
    },
    {
      asked: '20 connections, 10 allowed',
      run: () =>
        onDoor(
          async ({ url, begunCount }) => {
            const lines = Array.from({ length: 20 }, () => openLine(url));
            let closedCount = 0;
            for (const { closed } of lines) void closed.then(() => (closedCount += 1));
            await until(() => closedCount === 10, 'ten closed');
            for (const { send } of lines) send(toWire(RECORD));
            await until(() => lines.filter(({ text }) => text().includes('"version":7')).length === 10, 'ten answered');
            assert.equal(begunCount(), 10);
            for (const { hangUp } of lines) hangUp();
            await Promise.all(lines.map(({ closed }) => closed));
            await askHonestly(url);
            return '10 served, 10 closed unheard; room again once they have gone';
          },
          { maxConnections: 10, headersTimeoutMs: 10_000, requestTimeoutMs: 15_000 },
        ),
    },
  ],
};

/** A Graph that has the record, behind a door with short limits. */
function onDoor(
  play: (front: Front, scene: Scene) => Promise<string>,
  limits: NonNullable<Parameters<typeof onFront>[2]>['inbound'] = inbound,
): Promise<string> {
  return onScene(
    () => ({ body: { id: toId(1), version: 7 } }),
    (scene) => onFront(scene.gateway.gateway, (front) => play(front, scene), { inbound: limits }),
    { isClockFree: false },
  );
}

async function askHonestly(url: string): Promise<void> {
  const response = await post(url, RECORD, { headers: { connection: 'close' } });
  assert.deepEqual(((await response.json()) as { data: unknown }).data, { callRecord: { version: 7 } });
}
