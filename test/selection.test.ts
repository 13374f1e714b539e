import fc from 'fast-check';
import type { GraphQLObjectType } from 'graphql';
import { getNamedType, isLeafType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../src/clock.ts';
import { schema } from '../src/schema/index.ts';
import { showcase } from '../src/simulator/showcase.ts';
import { toFullSelection } from './support/full-selection.ts';
import { drawSelection, printSelection, project } from './support/random-selection.ts';
import type { SimulatedGateway } from './support/simulator.ts';
import { openSimulatedGateway } from './support/simulator.ts';

/** Whatever is selected, Graph is asked for nothing that it does not document, and the answer is that part of the whole. */

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };
const callRecord = schema.getType('CallRecord') as GraphQLObjectType;
/** Leads from a row back to records, without end. */
const endless = ['callRecord'];
const ids = [showcase.meeting, showcase.poorCall, showcase.pstnCall, showcase.directRoutingCall, showcase.callQueue];

let gateway: SimulatedGateway;
/** Record → everything that can be selected of it. */
const whole = new Map<string, unknown>();

async function ask(query: string): Promise<Record<string, unknown>> {
  const { data, errors } = await gateway.query(query);
  expect(errors, query).toBeUndefined();
  return data as Record<string, unknown>;
}

beforeAll(async () => {
  gateway = await openSimulatedGateway({ clock }, { clock });
  for (const id of ids) {
    const { callRecord } = await ask(`{ callRecord(id: "${id}") ${toFullSelection('CallRecord', endless)} }`);
    whole.set(id, callRecord);
  }
});

afterAll(() => gateway.close());

test.each(Object.entries(callRecord.getFields()))('%s alone', async (name, { type }) => {
  const below = isLeafType(getNamedType(type)) ? '' : toFullSelection(getNamedType(type), endless);
  const { callRecord: record } = await ask(`{ callRecord(id: "${showcase.meeting}") { ${name} ${below} } }`);
  expect(record).toEqual({ [name]: (whole.get(showcase.meeting) as Readonly<Record<string, unknown>>)[name] });
});

test('any selection of a record', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...ids), fc.gen(), async (id, gen) => {
      const selection = drawSelection(gen, callRecord, endless);
      const answer = await ask(`{ callRecord(id: "${id}") ${printSelection(selection)} }`);
      expect(answer['callRecord']).toEqual(project(whole.get(id), selection));
    }),
    { numRuns: 150 },
  );
});

test('any two selections of a record beside each other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...ids), fc.gen(), async (id, gen) => {
      const [a, b] = [drawSelection(gen, callRecord, endless), drawSelection(gen, callRecord, endless)];
      const answer = await ask(
        `{ a: callRecord(id: "${id}") ${printSelection(a)} b: callRecord(id: "${id}") ${printSelection(b)} }`,
      );
      expect(answer).toEqual({ a: project(whole.get(id), a), b: project(whole.get(id), b) });
    }),
    { numRuns: 75 },
  );
});

test('any selection of a list is asked for without error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (gen) => {
      const selection = drawSelection(gen, callRecord, endless);
      await ask(`{ callRecords(first: 3) { nodes ${printSelection(selection)} } }`);
    }),
    { numRuns: 50 },
  );
});
