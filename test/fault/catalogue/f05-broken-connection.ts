import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Fault, FaultCase } from '../fault.ts';
import { recordQuery, toCodes, toRecord } from '../record.ts';
import { onScene } from '../scene.ts';
import type { Misdeed } from '../wire.ts';
import { cutAfter, misbehave, misbehaveAlways, reset } from '../wire.ts';

const body = Buffer.from(JSON.stringify(toRecord(1)));
const good = { data: { callRecord: { version: 1 } } };
/** No pause is shorter than this, however the connection broke. */
const BASE_MS = 500;

const broken: readonly [asked: string, misdeed: Misdeed][] = [
  ['a reset before the headers', reset],
  ['a connection closed before the headers', (response) => response.socket?.destroy()],
  ['a connection closed behind the headers', cutAfter(body, 0)],
  ['a connection closed amid the body', cutAfter(body, 20)],
];

const curable = broken.map(([asked, misdeed]): FaultCase => ({
  asked: `a record; ${asked}, once`,
  run: () =>
    onScene(
      () => ({ body: toRecord(1) }),
      async ({ gateway, graph, clock }) => {
        const startMs = clock.now();
        assert.deepEqual(await gateway.query(recordQuery(1)), good);
        assert.equal(graph.calls.length, 2);
        assert.ok(clock.now() - startMs >= BASE_MS);
        return `the record with 2 requests, the second after ${(clock.now() - startMs) / 1_000} s`;
      },
      { rawAnswer: misbehave(misdeed) },
    ),
}));

/** A record from where there is no Graph. */
const nowhere = (asked: string, toBaseUrl: (port: number) => string): FaultCase => ({
  asked: `a record; ${asked}`,
  run: () =>
    onScene(
      () => ({ body: toRecord(1) }),
      async ({ gateway, graph }) => {
        const answer = await gateway.query(recordQuery(1));
        assert.deepEqual(answer.data, { callRecord: null });
        assert.deepEqual(toCodes(answer), ['UPSTREAM_UNAVAILABLE']);
        assert.equal(answer.errors?.[0]?.extensions['retryable'], true);
        assert.doesNotMatch(JSON.stringify(answer), /ECONN|ENOTFOUND|EAI|SSL|127\.0\.0\.1|invalid/);
        assert.equal(graph.calls.length, 0);
        return 'UPSTREAM_UNAVAILABLE, retryable, without a word of where Graph is';
      },
      { baseUrl: toBaseUrl(closedPort), longestStepMs: 60_000 },
    ),
});

/** A port where nobody listens. */
const closedPort = await new Promise<number>((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => resolve(port));
  });
});

export const brokenConnection: Fault = {
  id: 'F5',
  fault: 'Refused, reset, cut; no such name, no TLS',
  promise: 'Tried again after a pause, at most three times; then UPSTREAM_UNAVAILABLE, which may be asked again.',
  cases: [
    ...curable,
    {
      asked: 'a record on a connection kept from before, which is reset when it is used again',
      run: () => {
        let count = 0;
        return onScene(
          () => ({ body: toRecord(1) }),
          async ({ gateway, graph }) => {
            assert.deepEqual(await gateway.query(recordQuery(1)), good);
            assert.deepEqual(await gateway.query(recordQuery(1)), good);
            assert.equal(graph.calls.length, 3);
            return 'the record again, with one request more';
          },
          {
            rawAnswer: (_request, response) => {
              count += 1;
              if (count !== 2) return false;
              response.socket?.resetAndDestroy();
              return true;
            },
          },
        );
      },
    },
    {
      asked: 'a record; every connection is reset',
      run: () =>
        onScene(
          () => ({ body: toRecord(1) }),
          async ({ gateway, graph }) => {
            const answer = await gateway.query(recordQuery(1));
            assert.deepEqual(answer.data, { callRecord: null });
            assert.deepEqual(toCodes(answer), ['UPSTREAM_UNAVAILABLE']);
            assert.equal(graph.calls.length, 4);
            return 'UPSTREAM_UNAVAILABLE after 4 tries';
          },
          { rawAnswer: misbehaveAlways(reset) },
        ),
    },
    nowhere('nobody listens there', (port) => `http://127.0.0.1:${port}`),
    nowhere('its name does not exist', () => 'http://graph.invalid'),
    {
      asked: 'a record over https from what does not speak TLS',
      run: () =>
        onScene(
          () => ({ body: toRecord(1) }),
          async ({ graph }) => {
            const { baseUrl } = graph;
            return nowhere('', () => baseUrl.replace('http:', 'https:')).run();
          },
          { isClockFree: false },
        ),
    },
  ],
};
