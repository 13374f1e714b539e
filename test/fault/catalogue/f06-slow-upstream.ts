import assert from 'node:assert/strict';
import { systemClock } from '../../../src/clock.ts';
import type { Fault } from '../fault.ts';
import { recordQuery, toCodes, toRecord } from '../record.ts';
import { onScene } from '../scene.ts';
import { until } from '../until.ts';
import type { Misdeed } from '../wire.ts';
import { misbehave, misbehaveAlways } from '../wire.ts';

const SILENCE_MS = 100;

const saysNothing: Misdeed = () => undefined;
const stopsAmid: Misdeed = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"id":');
};
const drips: Misdeed = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const drip = () => {
    if (response.destroyed) return;
    response.write(' ');
    systemClock.schedule(10, drip);
  };
  drip();
};

export const slowUpstream: Fault = {
  id: 'F6',
  fault: 'Graph is silent, or sends a byte now and then',
  promise:
    'After 20 s of silence the connection is cut and the request tried again, then UPSTREAM_TIMEOUT; bytes that come slowly do not move the deadline of the operation, at which the connection is closed.',
  cases: [
    ...(
      [
        ['says nothing', saysNothing],
        ['falls silent amid the body', stopsAmid],
      ] as const
    ).flatMap(([how, misdeed]) => [
      {
        asked: `a record; Graph ${how}, once (after 0.1 s for this run)`,
        run: () =>
          onScene(
            () => ({ body: toRecord(1) }),
            async ({ gateway, graph, cutCount }) => {
              assert.deepEqual(await gateway.query(recordQuery(1)), { data: { callRecord: { version: 1 } } });
              assert.equal(graph.calls.length, 2);
              assert.equal(cutCount(), 1);
              return 'the record; one connection cut, one request more';
            },
            { silenceTimeoutMs: SILENCE_MS, rawAnswer: misbehave(misdeed) },
          ),
      },
      {
        asked: `a record; Graph ${how} each time`,
        run: () =>
          onScene(
            () => ({ body: toRecord(1) }),
            async ({ gateway, graph, cutCount }) => {
              const answer = await gateway.query(recordQuery(1));
              assert.deepEqual(answer.data, { callRecord: null });
              assert.deepEqual(toCodes(answer), ['UPSTREAM_TIMEOUT']);
              assert.equal(graph.calls.length, 4);
              await until(() => cutCount() === 4, 'every connection is cut');
              return 'UPSTREAM_TIMEOUT after 4 tries, every connection cut';
            },
            { silenceTimeoutMs: SILENCE_MS, rawAnswer: misbehaveAlways(misdeed) },
          ),
      },
    ]),
    {
      asked: 'a record that drips in for ever, with 5 s until the deadline',
      run: () =>
        onScene(
          () => ({ body: toRecord(1) }),
          async ({ gateway, graph, clock, cutCount }) => {
            const asked = gateway.query(recordQuery(1));
            await until(() => graph.calls.length === 1, 'the record is asked for');
            await clock.advance(4_999);
            assert.equal(cutCount(), 0);
            await clock.advance(1);
            const answer = await asked;
            assert.deepEqual(answer.data, { callRecord: null });
            assert.deepEqual(toCodes(answer), ['DEADLINE_EXCEEDED']);
            await until(() => cutCount() === 1, 'Graph sees the connection closed');
            assert.equal(graph.calls.length, 1);
            return 'DEADLINE_EXCEEDED 5 s later to the millisecond; the connection closed, no other try';
          },
          { operationTimeoutMs: 5_000, isClockFree: false, rawAnswer: misbehaveAlways(drips) },
        ),
    },
  ],
};
