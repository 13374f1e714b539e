import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMeter } from '../../src/graph/exchange.ts';
import type { Meter, Outcome } from '../../src/graph/exchange.ts';
import { GraphError } from '../../src/graph/errors.ts';
import type { Flight } from '../../src/graph/flight.ts';
import { withThrottleGate } from '../../src/graph/throttle-gate.ts';
import { publishedLimits, toPlaces } from '../../src/graph/throttle-scope.ts';
import { createMemoryThrottleStore } from '../../src/graph/throttle-store.ts';
import { createThrottle } from '../../src/simulator/throttle.ts';
import { toFlight } from '../support/flight.ts';
import { createManualClock } from '../support/manual-clock.ts';

/** The gate against a server that counts as Graph publishes it. */

const START_MS = Date.parse('2026-03-02T09:00:00Z');
const RECORDS = '/communications/callRecords';
const recordUrl = (index: number) => `${RECORDS}/00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

interface Sent {
  readonly url: string;
  readonly atMs: number;
  readonly refused: boolean;
  readonly meter: Meter;
}

/** A gate over a server that takes `latencyMs` and counts when the request is half way. */
function open(latencyMs = 50) {
  const clock = createManualClock(START_MS);
  const throttle = createThrottle();
  const caller = { tenantId: 'tenant', appId: 'app' };
  const sent: Sent[] = [];

  async function send({ request: { url }, payer: meter }: Flight): Promise<Outcome> {
    await new Promise<void>((resolve) => clock.schedule(latencyMs / 2, resolve));
    const atMs = clock.now();
    const recordId = /callRecords\/([\w-]+)/.exec(url)?.[1];
    let outcome: Outcome = { body: {}, exchange: { isRefused: false } };
    try {
      throttle.countRequest(caller, atMs);
      throttle.countHit(caller, atMs, { recordId, isFollowingPage: url.includes('skiptoken') });
    } catch {
      const error = new GraphError('UPSTREAM_THROTTLED', 'throttled', { retryable: true });
      outcome = { error, retryAfter: '2', exchange: { isRefused: false } };
    }
    sent.push({ url, atMs, refused: outcome.error !== undefined, meter });
    await new Promise<void>((resolve) => clock.schedule(latencyMs / 2, resolve));
    return outcome;
  }

  const gate = withThrottleGate(send, { clock, store: createMemoryThrottleStore() });
  const never = new AbortController().signal;
  const pass = (url: string, payer = createMeter(), deadlineMs = Infinity, signal = never) =>
    gate.pass(toFlight(url, { signal, deadlineMs, payer }));
  return { clock, gate, sent, pass };
}

/** Lets time pass in steps until everything is settled, or `ms` are over. */
async function run(clock: ReturnType<typeof createManualClock>, all: Promise<unknown>, ms = 3_600_000): Promise<void> {
  let isSettled = false;
  void all.finally(() => (isSettled = true)).catch(() => undefined);
  for (let atMs = 0; atMs < ms && !isSettled; atMs += 1_000) await clock.advance(1_000);
}

describe('the share of what is allowed, and the refusals met', () => {
  test.each<[string, (index: number) => string, number, number, number]>([
    ['lists, first pages', () => RECORDS, 90, 15, 20_000],
    ['lists, following pages', (index) => `${RECORDS}?$skiptoken=${index}`, 165, 55, 300_000],
    ['one record, first pages', () => `${recordUrl(1)}/sessions`, 60, 10, 20_000],
    ['one record, following pages', (index) => `${recordUrl(1)}/sessions?$skiptoken=${index}`, 150, 50, 300_000],
    ['many records', recordUrl, 3_000, 1_500, 20_000],
  ])('%s', async (_name, toUrl, count, limit, windowMs) => {
    const { clock, sent, pass } = open();
    // As many operations as it takes that none is a crawl of its own.
    const meters = Array.from({ length: 50 }, createMeter);
    const all = Promise.all(Array.from({ length: count }, (_, index) => pass(toUrl(index), meters[index % 50])));
    await run(clock, all);
    await all;
    expect(sent.filter(({ refused }) => refused)).toEqual([]);
    expect(sent).toHaveLength(count);
    const tookMs = (sent.at(-1) as Sent).atMs - (sent[0] as Sent).atMs;
    // The last window need not be over.
    const allowed = limit * (Math.floor(tookMs / windowMs) + 1);
    expect(count / allowed).toBeGreaterThanOrEqual(0.9);
  });

  test('a crawl alone uses nine tenths', async () => {
    const { clock, sent, pass } = open();
    const crawl = createMeter();
    const all = Promise.all(Array.from({ length: 150 }, () => pass(RECORDS, crawl)));
    await run(clock, all);
    await all;
    expect(sent.some(({ refused }) => refused)).toBe(false);
    const tookMs = (sent.at(-1) as Sent).atMs - START_MS;
    expect(sent.length / (15 * Math.ceil(tookMs / 20_000))).toBeGreaterThanOrEqual(0.9);
  });

  test('whatever is asked for, whenever, however long it takes: no refusal, nothing lost', async () => {
    const step = fc.record({
      afterMs: fc.nat(5_000),
      url: fc.oneof(
        fc.constant(RECORDS),
        fc.nat(9).map((index) => `${RECORDS}?$skiptoken=${index}`),
        fc.nat(3).map(recordUrl),
        fc.tuple(fc.nat(3), fc.nat(9)).map(([record, page]) => `${recordUrl(record)}/sessions?$skiptoken=${page}`),
      ),
      operation: fc.nat(5),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 120 }),
        fc.integer({ min: 1, max: 4_000 }),
        async (steps, latency) => {
          const { clock, sent, pass } = open(latency);
          const meters = Array.from({ length: 6 }, createMeter);
          const started: Promise<Outcome>[] = [];
          for (const { afterMs, url, operation } of steps) {
            await clock.advance(afterMs);
            started.push(pass(url, meters[operation]));
          }
          const all = Promise.all(started);
          await run(clock, all);
          expect((await all).every(({ error }) => !error)).toBe(true);
          expect(sent.filter(({ refused }) => refused)).toEqual([]);
          expect(sent).toHaveLength(steps.length);
        },
      ),
      { numRuns: 30 },
    );
  });
});

test('a short query goes before what is left of a crawl', async () => {
  const { clock, sent, pass } = open();
  const [crawl, short] = [createMeter(), createMeter()];
  const all = [...Array.from({ length: 100 }, () => pass(RECORDS, crawl))];
  await clock.advance(5_000);
  all.push(pass(RECORDS, short));
  await run(clock, Promise.all(all));
  const place = sent.findIndex(({ meter }) => meter === short);
  expect(place).toBeLessThanOrEqual(15);
  expect(sent).toHaveLength(101);
  expect(crawl.waitedMs).toBeGreaterThan(100_000);
});

test('what Graph throttles all the same holds up everybody in that scope, and nobody else', async () => {
  const clock = createManualClock(START_MS);
  const sent: string[] = [];
  let isThrottled = true;
  const gate = withThrottleGate(
    ({ request: { url } }) => {
      sent.push(url);
      const exchange = { isRefused: false };
      if (!isThrottled || url !== recordUrl(1)) return Promise.resolve({ body: {}, exchange });
      const error = new GraphError('UPSTREAM_THROTTLED', 'throttled', { retryable: true });
      return Promise.resolve({ error, retryAfter: '7', exchange });
    },
    { clock, store: createMemoryThrottleStore() },
  );
  const signal = new AbortController().signal;
  const pass = (url: string) => gate.pass(toFlight(url, { signal }));
  expect((await pass(recordUrl(1))).error?.code).toBe('UPSTREAM_THROTTLED');
  isThrottled = false;
  const held = pass(recordUrl(1));
  await pass(recordUrl(2));
  await clock.advance(6_999);
  expect(sent).toEqual([recordUrl(1), recordUrl(2)]);
  await clock.advance(2);
  expect((await held).error).toBeUndefined();
  expect(sent).toHaveLength(3);
});

test('a wait that would pass the deadline fails at once, with the time to come back; nothing is sent', async () => {
  const { clock, sent, pass } = open();
  const all = Promise.all(Array.from({ length: 15 }, () => pass(RECORDS)));
  await run(clock, all, 2_000);
  const { error } = await pass(RECORDS, createMeter(), clock.now() + 5_000);
  expect(error?.code).toBe('UPSTREAM_THROTTLED');
  expect(error?.details.retryAfterMs).toBeGreaterThan(15_000);
  expect(sent).toHaveLength(15);
});

test('however many wait for one scope, another goes on', async () => {
  const { clock, sent, pass } = open();
  const lists = Array.from({ length: 700 }, () => pass(RECORDS));
  const reader = createMeter();
  const record = Promise.all(Array.from({ length: 11 }, () => pass(recordUrl(1), reader)));
  await run(clock, record, 22_000);
  expect(sent.filter(({ url }) => url === recordUrl(1))).toHaveLength(11);
  await run(clock, Promise.all(lists));
  expect(sent.some(({ refused }) => refused)).toBe(false);
});

test('one that leaves while it waits takes no place', async () => {
  const { clock, gate, sent, pass } = open();
  const all = Promise.all(Array.from({ length: 15 }, () => pass(RECORDS)));
  await run(clock, all, 2_000);
  const controller = new AbortController();
  const leaver = pass(RECORDS, createMeter(), Infinity, controller.signal).catch(() => 'left');
  expect(gate.waitingCount()).toBe(1);
  controller.abort(new Error('left'));
  expect(await leaver).toBe('left');
  expect(gate.waitingCount()).toBe(0);
  await clock.advance(60_000);
  expect(sent).toHaveLength(15);
  expect(await gate.read(publishedLimits.listFirst)).toEqual({ used: 0, freeAtMs: undefined });
});

test.each([
  [RECORDS, ['list', 'application']],
  [`${RECORDS}?$filter=startDateTime%20ge%202026-01-01`, ['list', 'application']],
  [`${RECORDS}?$skiptoken=abc`, ['list pages', 'application']],
  [`${recordUrl(1)}?$expand=sessions`, [`record ${recordUrl(1).split('/').at(-1)}`, 'application']],
  [
    `${recordUrl(1)}/sessions?$expand=segments&$skiptoken=b`,
    [`record pages ${recordUrl(1).split('/').at(-1)}`, 'application'],
  ],
  [
    `${RECORDS}/getPstnCalls(fromDateTime=2026-01-01,toDateTime=2026-02-01)?$skip=1000`,
    [`${RECORDS}/getPstnCalls`, 'application'],
  ],
])('%s is counted in %s', (url, scopes) => {
  expect(toPlaces(url).map(({ scope }) => scope)).toEqual(scopes);
});
