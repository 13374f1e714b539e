import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import type { ChangeLog } from '../../src/live/change-log.ts';
import { createMemoryChangeLog } from '../../src/live/change-log.ts';
import { showcase } from '../../src/simulator/showcase.ts';
import type { TestGatewayOptions } from '../support/gateway.ts';
import { openLive, ownParts } from '../support/live.ts';
import type { SimulatedGateway } from '../support/simulator.ts';
import { openSimulatedGateway } from '../support/simulator.ts';

const id = showcase.meeting;
const HOUR_MS = 3_600_000;
let gateway: SimulatedGateway;
afterEach(() => gateway.close());

/** A gateway whose log can be taken away, as by a Redis that comes back empty. */
async function open(options: Partial<TestGatewayOptions>) {
  let log = createMemoryChangeLog({ clock: systemClock, size: 100 });
  const losable: ChangeLog = {
    append: (changes) => log.append(changes),
    versions: (ids) => log.versions(ids),
    end: () => log.end(),
    readAfter: (position, count) => log.readAfter(position, count),
    watch: () => () => undefined,
  };
  gateway = await openSimulatedGateway(
    {},
    {
      toLive: (graph) => openLive(graph, systemClock, { shared: { ...ownParts(systemClock), log: losable } }),
      ...options,
    },
  );
  return { lose: () => void (log = createMemoryChangeLog({ clock: systemClock, size: 100 })) };
}

const ask = async (fields: string) => (await gateway.ask(`{ callRecord(id: "${id}") { ${fields} } }`)).data.callRecord;

it.each([
  ['a body', { maxAgeMs: HOUR_MS, settledMaxAgeMs: () => HOUR_MS }],
  ['an answer', { responseMaxAgeMs: HOUR_MS }],
])('%s is given no longer once the log is lost in which its change may have stood', async (_name, options) => {
  const { lose } = await open(options);
  const { version } = (await ask('version')) as { version: number };
  gateway.simulator.control.raiseVersion(id);
  expect(await ask('version')).toEqual({ version });
  lose();
  await expect.poll(() => ask('version'), { timeout: 5_000 }).toEqual({ version: version + 1 });
  const before = gateway.calls.length;
  await ask('version');
  expect(gateway.calls).toHaveLength(before);
});
