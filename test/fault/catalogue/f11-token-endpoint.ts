import assert from 'node:assert/strict';
import { START_MS } from '../../support/graph-client.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import type { Fault } from '../fault.ts';
import { countTo, recordQuery, toCodes, toRecord } from '../record.ts';
import { onScene } from '../scene.ts';
import { rest } from '../until.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const good = { data: { callRecord: { version: 1 } } };

export const tokenEndpoint: Fault = {
  id: 'F11',
  fault: 'The token endpoint is slow, throttles or is down',
  promise:
    'The token is served while it lives and refreshed before it ends; a failing endpoint is asked ever less often, by one request at a time; without a token UPSTREAM_UNAUTHENTICATED, retryable.',
  cases: [
    {
      asked:
        'a record every 10 s for 70 min, where the endpoint is down from the 54th to the 59th minute of a token of an hour',
      run: () => {
        let count = 0;
        const clock = createManualClock(START_MS);
        return onScene(
          () => ({ body: toRecord(1) }),
          async ({ gateway }) => {
            for (let second = 0; second < 70 * 60; second += 10) {
              assert.deepEqual(await gateway.query(recordQuery(1)), good);
              await clock.advance(10_000);
            }
            assert.ok(count <= 8, `${count} tokens were asked for`);
            return 'the record each time; the endpoint asked no more than 8 times in all';
          },
          {
            isClockFree: false,
            clock,
            provider: () => {
              count += 1;
              const minute = (clock.now() - START_MS) / MINUTE_MS;
              if (minute >= 54 && minute < 59) return Promise.reject(new Error('canary: secret'));
              return Promise.resolve({ token: `token-${count}`, expiresAtMs: clock.now() + HOUR_MS });
            },
          },
        );
      },
    },
    {
      asked: '50 records at once while the endpoint is down and there is no token, and again when it is back',
      run: () => {
        let count = 0;
        let isDown = true;
        return onScene(
          () => ({ body: toRecord(1) }),
          async ({ gateway, graph, clock }) => {
            const answers = await Promise.all(countTo(50).map((number) => gateway.query(recordQuery(number))));
            for (const answer of answers) {
              assert.deepEqual(toCodes(answer), ['UPSTREAM_UNAUTHENTICATED']);
              assert.equal(answer.errors?.[0]?.extensions['retryable'], true);
              assert.doesNotMatch(JSON.stringify(answer), /canary/);
            }
            assert.equal(graph.calls.length, 0);
            assert.ok(count <= 4, `${count} tokens were asked for`);
            isDown = false;
            await clock.advance(MINUTE_MS);
            assert.deepEqual(await gateway.query(recordQuery(1)), good);
            return 'UPSTREAM_UNAUTHENTICATED, retryable; the endpoint asked at most 4 times, Graph never; then the record';
          },
          {
            provider: () => {
              count += 1;
              if (isDown) return Promise.reject(new Error('canary: secret'));
              return Promise.resolve({ token: 'good', expiresAtMs: Infinity });
            },
          },
        );
      },
    },
    {
      asked: '50 records at once from a slow endpoint',
      run: () => {
        let count = 0;
        return onScene(
          (request) => ({ body: toRecord(Number(/(\d{12})/.exec(request.url)?.[1])) }),
          async ({ gateway }) => {
            const answers = await Promise.all(countTo(50).map((number) => gateway.query(recordQuery(number))));
            for (const [index, answer] of answers.entries()) {
              assert.deepEqual(answer, { data: { callRecord: { version: index + 1 } } });
            }
            assert.equal(count, 1);
            return 'all 50 with one token';
          },
          {
            provider: async () => {
              count += 1;
              await rest();
              return { token: 'good', expiresAtMs: Infinity };
            },
          },
        );
      },
    },
  ],
};
