import assert from 'node:assert/strict';
import { publishedLimits } from '../../../src/graph/throttle-scope.ts';
import type { Fault } from '../fault.ts';
import { onScene, toId } from '../scene.ts';
import { until } from '../until.ts';

const toQuery = (index: number) => `{ callRecord(id: "${toId(index)}") { version } }`;
const toUrls = (batch: string) =>
  (JSON.parse(batch) as { requests: { url: string }[] }).requests.map(({ url }) => `/v1.0${url}`);

export const outage: Fault = {
  id: 'F23',
  fault: 'Graph is down under load',
  promise:
    'Round trips stay within 1.2 times those needed, and 3. After 10 failed calls in a row Graph is left alone for 5 s; then one request sees whether it is back. A throttled scope is closed to everybody.',
  cases: [
    {
      asked: '200 records by 200 callers at once, everything answered 503',
      run: () => {
        const seen = new Set<string>();
        let neededCount = 0;
        return onScene(
          () => ({ status: 503 }),
          async ({ gateway, graph }) => {
            const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => gateway.ask(toQuery(index))));
            for (const { data, errors } of answers) {
              assert.deepEqual(data, { callRecord: null });
              assert.equal(errors?.length, 1);
              const { code, retryable, retryAfterSeconds } = errors?.[0]?.extensions ?? {};
              assert.deepEqual([code, retryable], ['UPSTREAM_UNAVAILABLE', true]);
              assert.ok(Number(retryAfterSeconds) > 0, 'a time to come back');
            }
            assert.equal(seen.size, 200);
            assert.ok(
              graph.calls.length <= 1.2 * neededCount + 3,
              `${graph.calls.length} round trips where ${neededCount} were needed`,
            );
            const spent = answers.reduce((sum, { extensions }) => sum + extensions.cost.upstreamRequests, 0);
            assert.equal(spent, graph.requests.length);
            return `${answers.length} times UPSTREAM_UNAVAILABLE with retryAfterSeconds; round trips within 1.2 times those needed, and 3`;
          },
          {
            rawAnswer: (request, _response, body) => {
              const urls = body ? toUrls(body) : [String(request.url)];
              if (urls.some((url) => !seen.has(url))) neededCount += 1;
              for (const url of urls) seen.add(url);
              return false;
            },
          },
        );
      },
    },
    {
      asked: '40 records one after the other, everything answered 503; then Graph is back',
      run: () => {
        let isDown = true;
        return onScene(
          () => (isDown ? { status: 503 } : { body: { id: toId(1), version: 7 } }),
          async ({ gateway, graph, clock }) => {
            // The breaker's library reads the time by itself.
            const { now } = Date;
            Date.now = () => clock.now();
            try {
              for (let index = 0; index < 40; index += 1) await gateway.ask(toQuery(index));
              const triesDown = graph.calls.length;
              assert.equal(gateway.graph.breaker.state(), 'open');
              isDown = false;
              const { errors } = await gateway.query(toQuery(1));
              assert.equal(errors?.[0]?.extensions['code'], 'UPSTREAM_UNAVAILABLE');
              assert.equal(graph.calls.length, triesDown);
              await clock.advance(5_001);
              assert.deepEqual(await gateway.query(toQuery(1)), { data: { callRecord: { version: 7 } } });
              assert.equal(graph.calls.length, triesDown + 1);
              assert.equal(gateway.graph.breaker.state(), 'closed');
              return `${triesDown} tries, then none; 5 s later the record`;
            } finally {
              Date.now = now;
            }
          },
        );
      },
    },
    {
      asked: 'a list, answered 429 with Retry-After: 30; meanwhile 20 other lists and a record',
      run: () => {
        let tries = 0;
        return onScene(
          ({ url }) => {
            if (!url.includes('$filter')) return { body: { id: toId(1), version: 7 } };
            return ++tries === 1 ? { status: 429, headers: { 'retry-after': '30' } } : { body: { value: [] } };
          },
          async ({ gateway, graph, arrivals, clock }) => {
            const startMs = clock.now();
            const toList = (day: number) =>
              `{ callRecords(filter: { from: "2026-02-${String(day).padStart(2, '0')}T00:00:00Z" }) { nodes { id } } }`;
            const first = gateway.query(toList(1));
            let openAtMs: number | undefined;
            await until(() => {
              void gateway.graph.gate.read(publishedLimits.listFirst).then(({ freeAtMs }) => (openAtMs = freeAtMs));
              return graph.calls.length === 1 && openAtMs !== undefined;
            }, 'the 429 of the first try');
            const others = Promise.all(Array.from({ length: 20 }, (_, index) => gateway.query(toList(index + 2))));
            const record = await gateway.query(toQuery(1));
            assert.deepEqual(record, { data: { callRecord: { version: 7 } } });
            assert.ok(clock.now() - startMs < 30_000, 'the record waits for the lists');
            for (const { errors } of [await first, ...(await others)]) assert.equal(errors, undefined);
            const lists = arrivals.filter(({ url }) => url.includes('$filter')).map(({ atMs }) => atMs);
            assert.equal(lists.length, 22);
            const firstAtMs = lists[0] ?? NaN;
            assert.ok(
              lists.slice(1).every((atMs) => atMs - firstAtMs >= 30_000),
              'a list too early',
            );
            return 'the record at once; the 21 lists, none of them asked for before the 30 s were over';
          },
        );
      },
    },
  ],
};
