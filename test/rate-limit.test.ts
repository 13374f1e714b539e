import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../src/clock.ts';
import { createMemoryThrottleStore } from '../src/graph/throttle-store.ts';
import { showcase } from '../src/simulator/showcase.ts';
import type { SimulatedGateway } from './support/simulator.ts';
import { openSimulatedGateway } from './support/simulator.ts';

/** What answers say of their cost, against what the simulator counts. */

let gateway: SimulatedGateway;

async function start(): Promise<void> {
  const nowMs = Date.parse('2026-06-15T12:00:00Z');
  const clock = { ...systemClock, now: () => nowMs };
  gateway = await openSimulatedGateway({ clock }, { clock, throttleStore: createMemoryThrottleStore() });
}

afterEach(() => gateway.close());

const countRequests = () => gateway.calls.reduce((sum, { items }) => sum + Math.max(items.length, 1), 0);

test.each([
  ['nothing', '{ __typename }', 0],
  ['a record', `{ callRecord(id: "${showcase.meeting}") { version } }`, 1],
  ['its parts', `{ callRecord(id: "${showcase.meeting}") { sessions { id } participants { id } } }`, 2],
  ['pages', `{ callRecord(id: "${showcase.townHall}") { sessions { id } } }`, 5],
  ['a list with sessions', '{ callRecords(first: 10) { nodes { sessions { id } } } }', 11],
])('extensions.cost of %s is what was sent', async (_name, query, expected) => {
  await start();
  const { errors, extensions } = await gateway.ask(query);
  expect(errors).toBeUndefined();
  expect(countRequests()).toBe(expected);
  expect(extensions.cost).toEqual({ requested: expected, upstreamRequests: expected, waitedMs: 0 });
});

test('rateLimit counts what was sent, by what Graph limits', async () => {
  await start();
  await gateway.ask('{ callRecords(first: 120) { nodes { id } } }');
  await gateway.ask(`{ callRecord(id: "${showcase.townHall}") { sessions { id } } }`);
  const { data, extensions } = await gateway.ask(`{ rateLimit {
    application { limit windowSeconds used remaining freeAt }
    lists: callRecords(page: FIRST) { limit used remaining } listPages: callRecords(page: FOLLOWING) { used remaining }
    record: callRecord(id: "${showcase.townHall}", page: FIRST) { used remaining }
    recordPages: callRecord(id: "${showcase.townHall}", page: FOLLOWING) { used }
    other: callRecord(id: "${showcase.meeting}", page: FIRST) { used remaining }
    waitingRequests upstreamRequests } }`);
  expect(data.rateLimit).toEqual({
    application: {
      limit: 1500,
      windowSeconds: 20,
      used: countRequests(),
      remaining: 1500 - countRequests(),
      freeAt: null,
    },
    lists: { limit: 15, used: 1, remaining: 14 },
    listPages: { used: 1, remaining: 54 },
    record: { used: 1, remaining: 9 },
    recordPages: { used: 4 },
    other: { used: 0, remaining: 10 },
    waitingRequests: 0,
    upstreamRequests: 0,
  });
  expect(extensions.cost.upstreamRequests).toBe(0);
});

test('a full limit says when it is free', async () => {
  await start();
  for (let index = 0; index < 15; index += 1) await gateway.ask('{ callRecords(first: 1) { nodes { id } } }');
  const { data } = await gateway.ask('{ rateLimit { callRecords(page: FIRST) { used remaining freeAt } } }');
  expect(data.rateLimit.callRecords).toEqual({ used: 15, remaining: 0, freeAt: '2026-06-15T12:00:20.000Z' });
});
