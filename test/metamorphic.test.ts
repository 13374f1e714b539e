import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../src/clock.ts';
import type { SimulatorOptions } from '../src/simulator/server.ts';
import type { FaultPlan, ItemFault, TripFault } from './support/faulty-graph.ts';
import { startFaultyGraph } from './support/faulty-graph.ts';
import { withFreeClock } from './support/free-clock.ts';
import type { GraphQLAnswer, TestGateway, TestGatewayOptions } from './support/gateway.ts';
import { openGateway } from './support/gateway.ts';
import { createManualClock } from './support/manual-clock.ts';
import { mergeParts, readParts } from './support/parts.ts';
import { drawQuestion, toOperation } from './support/random-question.ts';
import type { SimulatedGateway } from './support/simulator.ts';
import { openSimulatedGateway } from './support/simulator.ts';
import { toTolerable } from './support/tolerable-faults.ts';

/** Whatever is asked, the answer is the same however it was come by. */

vi.setConfig({ testTimeout: 120_000 });

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };

const open: SimulatedGateway[] = [];
let plain: SimulatedGateway;

async function openVariant(
  simulatorOptions: Partial<SimulatorOptions> = {},
  gatewayOptions: Partial<TestGatewayOptions> = {},
): Promise<SimulatedGateway> {
  const gateway = await openSimulatedGateway({ clock, ...simulatorOptions }, { clock, beta: true, ...gatewayOptions });
  open.push(gateway);
  return gateway;
}

beforeAll(async () => {
  plain = await openVariant();
});

afterAll(() => Promise.all(open.map((gateway) => gateway.close())));

/** The answer that every other is measured by, which has no errors. */
async function askPlain(query: string): Promise<GraphQLAnswer> {
  const answer = await plain.query(query);
  expect(answer.errors, query).toBeUndefined();
  return answer;
}

const question = fc.gen().map((gen) => drawQuestion(gen));
const operation = fc.array(question, { minLength: 1, maxLength: 3 }).map((questions) => toOperation(questions));

describe('the answer is the same', () => {
  test.each([1, 2, 3])('in batches of %i', async (batchSize) => {
    const variant = await openVariant({}, { batchSize });
    await fc.assert(
      fc.asyncProperty(operation, async (query) => {
        expect(await variant.query(query)).toEqual(await askPlain(query));
      }),
      { numRuns: 30 },
    );
    const sizes = variant.calls.map(({ items }) => Math.max(items.length, 1));
    expect(Math.max(...sizes)).toBe(batchSize);
  });

  // A report of this window has more rows than the gateway follows pages of one.
  test.each([
    [1, 20],
    [7, 150],
    [60, 1],
  ])('with pages of %i, %i times as many rows of reports', async (pageSize, times) => {
    const variant = await openVariant({ pageSize, reportPageSize: pageSize * times });
    await fc.assert(
      fc.asyncProperty(operation, async (query) => {
        expect(await variant.query(query)).toEqual(await askPlain(query));
      }),
      { numRuns: 30 },
    );
  });

  test('asked together or each by itself', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(question, { minLength: 2, maxLength: 6 }), async (questions) => {
        const { data } = await askPlain(toOperation(questions));
        for (const [index, each] of questions.entries()) {
          const alone = await askPlain(toOperation([each]));
          expect(alone.data.q0).toEqual(data[`q${index}`]);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('asked by many at once or by one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 2, maxLength: 5 }), async (queries) => {
        const together = await Promise.all([...queries, ...queries].map(askPlain));
        for (const [index, query] of queries.entries()) {
          const alone = await askPlain(query);
          expect(together[index]).toEqual(alone);
          expect(together[index + queries.length]).toEqual(alone);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('in parts or whole', async () => {
    let inParts = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(question, { minLength: 1, maxLength: 3 }), fc.gen(), async (questions, gen) => {
        const query = toOperation(questions, {
          onFragment: () => (gen(fc.boolean) ? '@defer' : ''),
          onList: () => (gen(fc.boolean) ? `@stream(initialCount: ${gen(fc.nat, 3)})` : ''),
        });
        if (!/@(defer|stream)/.test(query)) return;
        const parts = await readParts(plain.gateway, query);
        inParts += parts.length > 1 ? 1 : 0;
        expect(mergeParts(parts), query).toEqual(await askPlain(toOperation(questions)));
      }),
      { numRuns: 60 },
    );
    expect(inParts).toBeGreaterThan(20);
  });
});

const tripFault: fc.Arbitrary<TripFault> = fc.oneof(
  fc.constantFrom(408, 500, 502, 503, 504).map((status) => ({ kind: 'status', status }) as const satisfies TripFault),
  fc
    .constantFrom('0', '1', '0.25', '20', 'soon')
    .map((retryAfter) => ({ kind: 'status', status: 429, retryAfter }) as const),
  fc
    .constantFrom<TripFault['kind']>('html', 'reset', 'cut', 'short', 'reset amid body')
    .map((kind) => ({ kind }) as TripFault),
);
const itemFault: fc.Arbitrary<ItemFault> = fc.oneof(
  fc.constant({ kind: 'lost' } as const),
  fc.constant({ kind: 'status', status: 503 } as const),
  fc.constantFrom('1', '2.5').map((retryAfter) => ({ kind: 'status', status: 429, retryAfter }) as const),
);

/** Plans that are used up in the order in which Graph is asked. */
const plan: fc.Arbitrary<() => FaultPlan> = fc
  .record({
    trips: fc.array(fc.option(tripFault, { freq: 2 }), { maxLength: 20 }),
    items: fc.array(fc.option(itemFault, { freq: 2 }), { maxLength: 60 }),
    isReversed: fc.boolean(),
  })
  .map(({ trips, items, isReversed }) => () => {
    const [tripsLeft, itemsLeft] = [[...trips], [...items]];
    return {
      trip: () => tripsLeft.shift() ?? undefined,
      items: ({ urls }) => itemsLeft.splice(0, urls.length).map((fault) => fault ?? undefined),
      reorder: (responses) => (isReversed ? [...responses].reverse() : responses),
    };
  });

test('the answer is the same whatever fails on the way, within what is promised', async () => {
  const made = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(operation, plan, async (query, faults) => {
      const free = createManualClock(nowMs);
      const graph = await startFaultyGraph({
        upstreamUrl: plain.simulator.baseUrl,
        ...toTolerable(faults(), () => free.now()),
      });
      const gateway: TestGateway = openGateway({
        baseUrl: graph.baseUrl,
        accessToken: plain.simulator.accessToken,
        clock: free,
        beta: true,
        operationTimeoutMs: 3_600_000,
      });
      try {
        const answer = await withFreeClock(free, { isBusy: () => graph.underWayCount() > 0 }, gateway.query(query));
        for (const { fault, itemFaults } of graph.trips) {
          for (const each of [fault, ...itemFaults]) if (each) made.set(each.kind, (made.get(each.kind) ?? 0) + 1);
        }
        const done = graph.trips.map(({ urls, fault, itemFaults }) => [urls.length, fault, itemFaults]);
        expect(answer, `${query}\n${JSON.stringify(done)}`).toEqual(await askPlain(query));
      } finally {
        await gateway.close();
        await graph.close();
      }
    }),
    { numRuns: 60 },
  );
  expect([...made.keys()].sort()).toEqual(['cut', 'html', 'lost', 'reset', 'reset amid body', 'short', 'status']);
});
