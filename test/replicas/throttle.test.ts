import { afterEach, beforeEach, expect, test } from 'vitest';
import { REDIS_SERVER } from '../support/redis-server.ts';
import { requirePart } from '../support/required-part.ts';
import { runLoad } from './load.ts';
import type { SimulatedReplicas } from './simulated-replicas.ts';
import { openSimulatedReplicas } from './simulated-replicas.ts';

const LONG_MS = 120_000;
/** A second one of Graph's shorter windows is begun; what waits then for its end gets into a third. */
const LOAD_MS = 26_000;

let stage: SimulatedReplicas | undefined;

beforeEach((context) => requirePart(context, REDIS_SERVER, 'redis-server'));
afterEach(() => stage?.close(), LONG_MS);

test(
  'two replicas under load use what Graph allows, and are never told 429',
  async () => {
    const env = { CACHE_SECONDS: '0', CACHE_SETTLED_SECONDS: '0', OPERATION_TIMEOUT_MS: '60000' };
    stage = await openSimulatedReplicas({ simulator: { throttle: true }, env });
    const { simulator, calls, replicas } = stage;
    const ids = simulator.control.versions().map(({ id }) => id);
    const [hot, ...others] = ids as [string, ...string[]];
    const fields = [
      'version',
      'type',
      'modalities',
      'startDateTime',
      'endDateTime',
      'lastModifiedDateTime',
      'joinWebUrl',
    ];
    /** Another selection for each turn, by which of the fields are in it. */
    const toSelection = (turn: number) => ['id', ...fields.filter((_field, bit) => (turn >> bit) & 1)].join(' ');
    const startMs = Date.now() - 20 * 86_400_000;

    const reports = await Promise.all(
      replicas.map(({ url }, replica) =>
        runLoad(
          url,
          {
            lists: {
              atATime: 3,
              question(turn) {
                const from = new Date(startMs + (turn * replicas.length + replica) * 3_600_000).toISOString();
                return `{ callRecords(first: 10, filter: { from: "${from}" }) { nodes { ${toSelection(turn)} } } }`;
              },
            },
            oneRecord: {
              atATime: 3,
              question: (turn) => `{ callRecord(id: "${hot}") { ${toSelection(2 * turn + replica)} } }`,
            },
            records: {
              atATime: 40,
              question(turn) {
                const place = turn * replicas.length + replica;
                const id = others[place % others.length];
                return `{ callRecord(id: "${id}") { ${toSelection(Math.floor(place / others.length))} } }`;
              },
            },
          },
          LOAD_MS,
        ),
      ),
    );

    const asked = calls.flatMap<{ readonly url: string; readonly status: number }>(({ url, status, items }) =>
      items.length ? items : [{ url, status }],
    );
    expect(asked.filter(({ status }) => status === 429)).toEqual([]);
    expect(calls.filter(({ status }) => status === 429)).toEqual([]);
    for (const { answered, failed } of reports) {
      expect(failed).toEqual({});
      for (const kind of ['lists', 'oneRecord', 'records']) expect(answered[kind]).toBeGreaterThan(3);
    }
    // 1500 in 20 s, 15 lists and 10 of a record: most of two windows.
    const ofLists = asked.filter(({ url }) => /callRecords\?/.test(url));
    const ofOne = asked.filter(({ url }) => url.includes(hot));
    // How many there can be at all is a matter of the machine.
    expect(asked.length).toBeGreaterThan(0.3 * 2 * 1500);
    expect(ofLists.length).toBeGreaterThan(0.7 * 2 * 15);
    expect(ofOne.length).toBeGreaterThan(0.7 * 2 * 10);
  },
  LONG_MS,
);
