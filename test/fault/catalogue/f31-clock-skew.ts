import assert from 'node:assert/strict';
import type { Fault } from '../fault.ts';
import { START_MS } from '../../support/graph-client.ts';
import { onScene, toId } from '../scene.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const ROWS_FROM_MS = START_MS - 20 * DAY_MS;
/** How far Graph's clock is ahead of the gateway's, in minutes, and how the gateway's is then called. */
const skews = [
  [10, '10 minutes behind'],
  [-10, '10 minutes ahead'],
] as const;

export const clockSkew: Fault = {
  id: 'F31',
  fault: "The gateway's clock differs from Graph's",
  promise:
    "A Retry-After that is a date is measured against the Date of the same answer. Windows of lists go to Graph as they are; those of reports end a day after the gateway's now at the latest, so that nothing is lost and nothing is read for years to come.",
  cases: [
    ...skews.map(([minutes, name]) => ({
      asked: `a record, answered 429 with a Retry-After 30 s from now, by a clock that is ${name}`,
      run: () => waitForDate(minutes, [toId(1)]),
    })),
    ...skews.map(([minutes, name]) => ({
      asked: `two records in one batch, both answered so, by a clock that is ${name}`,
      run: () => waitForDate(minutes, [toId(1), toId(2)]),
    })),
    {
      asked: 'the calls up to 10 minutes ahead of the clock',
      run: () =>
        onScene(
          () => ({ body: { value: [{ id: toId(1), version: 7 }] } }),
          async ({ gateway, arrivals }) => {
            const to = new Date(START_MS + 10 * MINUTE_MS).toISOString();
            assert.deepEqual(await gateway.query(`{ callRecords(filter: { to: "${to}" }) { nodes { version } } }`), {
              data: { callRecords: { nodes: [{ version: 7 }] } },
            });
            assert.deepEqual(toFilters(arrivals), [`startDateTime lt ${to}`]);
            return 'the calls; Graph was asked for the same window';
          },
        ),
    },
    {
      asked: 'the telephone calls up to 10 minutes ahead of the clock, one of them of 5 minutes ahead',
      run: () =>
        readRows(START_MS + 10 * MINUTE_MS, START_MS + 10 * MINUTE_MS, 'the row; Graph was asked for the same window'),
    },
    {
      asked: 'the telephone calls up to ten years ahead of the clock',
      run: () =>
        readRows(
          START_MS + 3_650 * DAY_MS,
          START_MS + DAY_MS,
          'the row, by one request for a window that ends a day from now',
        ),
    },
  ],
};

const toFilters = (arrivals: readonly { readonly url: string }[]) =>
  arrivals.map(({ url }) => new URL(url, 'http://graph.test').searchParams.get('$filter'));

/** Graph throttles until 30 s from its own now. */
function waitForDate(minutesAhead: number, ids: readonly string[]): Promise<string> {
  const graphMs = START_MS + minutesAhead * MINUTE_MS;
  const date = new Date(graphMs).toUTCString();
  const seen = new Set<string>();
  return onScene(
    ({ url, inBatch }) => {
      if (seen.has(url)) return { body: { id: toId(1), version: 7 } };
      seen.add(url);
      const retryAfter = new Date(graphMs + 30_000).toUTCString();
      return { status: 429, headers: { 'retry-after': retryAfter, ...(!inBatch && { date }) } };
    },
    async ({ gateway, arrivals }) => {
      const fields = ids.map((id, index) => `r${index}: callRecord(id: "${id}") { version }`);
      const { data, errors } = await gateway.query(`{ ${fields.join(' ')} }`);
      assert.equal(errors, undefined);
      assert.deepEqual(Object.values(data as object), new Array(ids.length).fill({ version: 7 }));
      assert.equal(arrivals.length, 2 * ids.length);
      const waits = arrivals.slice(ids.length).map(({ atMs }, index) => atMs - (arrivals[index]?.atMs ?? NaN));
      assert.deepEqual(waits, new Array(ids.length).fill(30_000));
      return `${ids.length > 1 ? 'both' : 'the record'}, at the second try, ${(waits[0] ?? NaN) / 1000} s later`;
    },
    {
      rawAnswer: (_request, response) => {
        response.sendDate = false;
        response.setHeader('date', date);
        return false;
      },
    },
  );
}

/** Reads telephone calls up to `toMs`; Graph must be asked for them up to `askedToMs`. */
function readRows(toMs: number, askedToMs: number, cameBack: string): Promise<string> {
  return onScene(
    () => ({ body: { value: [{ id: 'row', startDateTime: new Date(START_MS + 5 * MINUTE_MS).toISOString() }] } }),
    async ({ gateway, arrivals }) => {
      const [from, to] = [ROWS_FROM_MS, toMs].map((ms) => new Date(ms).toISOString());
      const { data, errors } = await gateway.query(`{ pstnCalls(from: "${from}", to: "${to}") { nodes { id } } }`);
      assert.equal(errors, undefined);
      assert.deepEqual(data.pstnCalls.nodes, [{ id: 'row' }]);
      assert.equal(arrivals.length, 1);
      const asked = /toDateTime=([^)]+)\)/.exec(arrivals[0]?.url ?? '')?.[1];
      assert.equal(Date.parse(decodeURIComponent(asked ?? '')), askedToMs);
      return cameBack;
    },
  );
}
