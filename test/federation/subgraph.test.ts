import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createMetrics } from '../../src/metrics.ts';
import { schema } from '../../src/schema/index.ts';
import { showcase } from '../../src/simulator/showcase.ts';
import type { GraphQLAnswer, TestGateway } from '../support/gateway.ts';
import { GRAPHQL_URL, openGateway } from '../support/gateway.ts';
import type { SimulatedGateway } from '../support/simulator.ts';
import { openSimulatedGateway } from '../support/simulator.ts';
import { startStubGraph } from '../support/stub-graph.ts';

vi.setConfig({ testTimeout: 60_000 });

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };
const requestId = '6f1b9f0e-6c0a-4a53-9f57-0d3a5d1b9c11';
const metrics = createMetrics({ ofProcess: false });

const RECORD = 'id type startDateTime sessions(first: 1) { id callRecordId }';
const SESSION = 'id callRecordId startDateTime quality { verdict }';
const ENTITIES = `query($of: [_Any!]!) { _entities(representations: $of) { __typename ... on CallRecord { ${RECORD} } ...Leg } } fragment Leg on Session { ${SESSION} }`;
const { meeting, peerToPeer, callQueue } = showcase;

type Entity = Readonly<Record<string, unknown>> | null;

let fast: SimulatedGateway;
let slow: SimulatedGateway;
let sessions: ReadonlyMap<string, readonly Record<string, unknown>[]>;

const toRecord = (id: unknown) => ({ __typename: 'CallRecord', id });
const toLeg = (callRecordId: unknown, id: unknown) => ({ __typename: 'Session', callRecordId, id });

beforeAll(async () => {
  const shared = { clock, federation: true, createRequestId: () => requestId };
  fast = await openSimulatedGateway({ clock }, { ...shared, metrics });
  // A plugin from outside, whatever it does, keeps everything on Yoga's way.
  slow = await openSimulatedGateway({ clock }, { ...shared, plugins: [{}] });
  const ids = [meeting, peerToPeer, callQueue];
  const { data } = await slow.query(
    `{ ${ids.map((id, index) => `r${index}: callRecord(id: "${id}") { id sessions { ${SESSION} } }`).join(' ')} }`,
  );
  sessions = new Map(
    (Object.values(data as object) as { id: string; sessions: Record<string, unknown>[] }[]).map((record) => [
      record.id,
      record.sessions,
    ]),
  );
});
afterAll(() => Promise.all([fast.close(), slow.close()]));
beforeEach(() => {
  fast.calls.length = 0;
  slow.calls.length = 0;
});

const legsOf = (id: string) => sessions.get(id) as readonly Record<string, unknown>[];

async function send({ gateway }: TestGateway, query: string, variables?: object) {
  const response = await gateway.fetch(GRAPHQL_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
}

const toCodes = ({ errors = [] }: GraphQLAnswer) =>
  errors.map(({ path, extensions }) => [path?.join('.'), extensions['code']]);

describe('Entities', () => {
  it('are read together, each once, in the order they were asked for', async () => {
    const legs = legsOf(meeting);
    const of = [
      toRecord(peerToPeer),
      toLeg(meeting, legs[1]?.['id']),
      toRecord(peerToPeer),
      toLeg(meeting, legs[0]?.['id']),
      toRecord(randomUUID()),
      toLeg(meeting, 'no such leg'),
    ];
    const { data, errors } = await fast.query(ENTITIES, { of });
    expect(errors).toBeUndefined();
    const { callRecord } = (await slow.query(`{ callRecord(id: "${peerToPeer}") { __typename ${RECORD} } }`)).data;
    expect(data._entities).toEqual([
      callRecord,
      { __typename: 'Session', ...legs[1] },
      callRecord,
      { __typename: 'Session', ...legs[0] },
      null,
      null,
    ]);
    expect(fast.calls.map(({ url, items }) => [url, items.length])).toEqual([['/v1.0/$batch', 3]]);
  });

  it('have what is selected of their type read, and nothing that is of another', async () => {
    await fast.query(
      `query($of: [_Any!]!) { _entities(representations: $of) { ... on CallRecord { version } ... on Session { startDateTime quality { verdict } } } }`,
      { of: [toRecord(peerToPeer)] },
    );
    expect(fast.calls.map(({ url }) => decodeURIComponent(url))).toEqual([
      expect.stringMatching(/\?\$select=id,version$/) as string,
    ]);
  });

  it('tell apart legs to which Graph gives one id', async () => {
    const legs = legsOf(callQueue);
    const repeated = legs.find(({ id }) => (id as string).endsWith('~2'));
    const { data } = await fast.query(ENTITIES, { of: [toLeg(callQueue, repeated?.['id'])] });
    expect(data._entities).toEqual([{ __typename: 'Session', ...repeated }]);
  });

  it('are written in the document as well', async () => {
    const { data } = await fast.query(
      `{ _entities(representations: [{ __typename: "CallRecord", id: "${peerToPeer}" }]) { ... on CallRecord { id } } }`,
    );
    expect(data).toEqual({ _entities: [{ id: peerToPeer }] });
  });

  it('are null with an error each where the representation is none of ours', async () => {
    const of = [
      toRecord(peerToPeer),
      toRecord(null),
      toRecord('abc'),
      toLeg(meeting, null),
      toLeg(undefined, 'x'),
      { __typename: 'UserIdentity', id: 'x' },
      { id: peerToPeer },
      7,
      { __typename: '__proto__' },
    ];
    const answer = await fast.query(ENTITIES, { of });
    expect((answer.data._entities as Entity[]).map((entity) => entity?.['id'] ?? null)).toEqual([
      peerToPeer,
      ...of.slice(1).map(() => null),
    ]);
    expect(toCodes(answer)).toEqual(of.slice(1).map((_, index) => [`_entities.${index + 1}`, 'BAD_USER_INPUT']));
    expect(answer.errors?.map(({ message }) => message).slice(3, 5)).toEqual([
      'Representation 4 must have a "callRecordId" that is the GUID of a call record.',
      'Representation 5 must have "CallRecord" or "Session" as its "__typename".',
    ]);
  });

  it('fail one by one where Graph does', async () => {
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    const graph = await startStubGraph(({ url }) => {
      const id = ids.find((each) => url.includes(each));
      return id === ids[1] ? { status: 403 } : { body: { id, version: 3, sessions: [{ id: 'leg' }] } };
    });
    const gateway = openGateway({ baseUrl: graph.baseUrl, federation: true });
    const of = [...ids.map(toRecord), ...ids.map((id) => toLeg(id, 'leg'))];
    const answer = await gateway.query(
      'query($of: [_Any!]!) { _entities(representations: $of) { ... on CallRecord { version } ... on Session { id } } }',
      { of },
    );
    expect(answer.data._entities).toEqual([{ version: 3 }, null, { version: 3 }, { id: 'leg' }, null, { id: 'leg' }]);
    expect(toCodes(answer)).toEqual([
      ['_entities.1', 'UPSTREAM_FORBIDDEN'],
      ['_entities.4', 'UPSTREAM_FORBIDDEN'],
    ]);
    await gateway.close();
    await graph.close();
  });

  it('are at most 1000', async () => {
    const answer = await fast.query(ENTITIES, { of: Array.from({ length: 1_001 }, () => 1) });
    expect([answer.data, toCodes(answer)]).toEqual([null, [['_entities', 'BAD_USER_INPUT']]]);
    expect(fast.calls).toEqual([]);
  });
});

describe('Whatever the representations are', () => {
  const someId = fc.oneof(
    fc.constantFrom(meeting, peerToPeer, callQueue, showcase.failedCall, peerToPeer.toUpperCase()),
    fc.uuid(),
  );
  const someLeg = fc
    .constantFrom(meeting, peerToPeer, callQueue)
    .chain((id) => fc.nat(60).map((index) => toLeg(id, legsOf(id)[index % legsOf(id).length]?.['id'])));
  const some = fc.oneof(
    { weight: 4, arbitrary: someId.map(toRecord) },
    { weight: 3, arbitrary: someLeg },
    { weight: 1, arbitrary: fc.record({ __typename: fc.string(), id: fc.anything() }, { requiredKeys: [] }) },
    { weight: 1, arbitrary: fc.jsonValue().filter((value) => value !== null) },
    { weight: 1, arbitrary: fc.tuple(someId, fc.string()).map(([id, leg]) => toLeg(id, leg)) },
  );

  it('the answer has their length and order, and is what callRecord(id:) gives, by either door', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(some, { maxLength: 25 }), async (given) => {
        const of = JSON.parse(JSON.stringify(given)) as Record<string, unknown>[];
        const [one, other] = await Promise.all([send(fast, ENTITIES, { of }), send(slow, ENTITIES, { of })]);
        expect(one).toEqual(other);
        const { data } = JSON.parse(one.body) as GraphQLAnswer;
        const ids = of.flatMap(({ __typename, id }) =>
          __typename === 'CallRecord' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(String(id))
            ? [id as string]
            : [],
        );
        const aliases = [...new Set(ids)].map(
          (id, index) => `r${index}: callRecord(id: "${id}") { __typename ${RECORD} }`,
        );
        const records = (await slow.query(`{ __typename ${aliases.join(' ')} }`)).data as Record<string, Entity>;
        const byId = new Map([...new Set(ids)].map((id, index) => [id, records[`r${index}`]]));
        const expected = of.map((each) => {
          const { __typename, id, callRecordId } = each;
          if (__typename === 'CallRecord') return byId.get(id as string) ?? null;
          const leg =
            __typename === 'Session' && sessions.get(callRecordId as string)?.find((session) => session['id'] === id);
          return leg ? { __typename, ...leg } : null;
        });
        expect(data._entities).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('the fast way answers what has no errors', async () => {
    const before = (await metrics.read()).text;
    await fast.query(ENTITIES, { of: [toRecord(meeting), toLeg(meeting, legsOf(meeting)[0]?.['id'])] });
    const count = (text: string) => Number(/^gateway_fast_answers_total (\d+)$/m.exec(text)?.[1]);
    expect(count((await metrics.read()).text)).toBe(count(before) + 1);
    expect(count(before)).toBeGreaterThan(0);
  });
});

describe('A whole answer', () => {
  it('is given again to the same representations only', async () => {
    const cached = await openSimulatedGateway({ clock }, { clock, federation: true, responseMaxAgeMs: 5_000 });
    const ask = async (id: string) => send(cached, ENTITIES, { of: [toRecord(id)] });
    const first = await ask(peerToPeer);
    const count = cached.calls.length;
    const again = await ask(peerToPeer);
    expect([cached.calls.length, again.headers['age']]).toEqual([count, '0']);
    expect((JSON.parse(again.body) as GraphQLAnswer).data).toEqual((JSON.parse(first.body) as GraphQLAnswer).data);
    expect((JSON.parse((await ask(meeting)).body) as GraphQLAnswer).data._entities[0].id).toBe(meeting);
    await cached.close();
  });
});

describe('The price', () => {
  const openWith = (cost: number) => openSimulatedGateway({ clock }, { clock, federation: true, limits: { cost } });
  const both =
    'query($of: [_Any!]!) { _entities(representations: $of) { ... on CallRecord { participants { id } sessions { id } } ... on Session { id } } }';

  it('counts the representations of variables: each record once, and once for its sessions', async () => {
    const of = [
      toRecord(meeting),
      toRecord(meeting),
      toRecord(peerToPeer),
      toLeg(callQueue, 'a'),
      toLeg(callQueue, 'b'),
      'junk',
    ];
    const [enough, little] = await Promise.all([openWith(5), openWith(4)]);
    expect((await enough.query(both, { of })).data._entities).toHaveLength(6);
    const answer = await little.query(both, { of });
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: 'cost',
      figure: 5,
      allowed: 4,
    });
    expect(little.calls).toEqual([]);
    await Promise.all([enough.close(), little.close()]);
  });

  it('is that of a budget, by either door', async () => {
    for (const plugins of [[], [{}]]) {
      const gateway = await openSimulatedGateway({ clock }, { clock, federation: true, callerBudget: 3, plugins });
      const of = [toRecord(meeting), toRecord(peerToPeer)];
      expect((await gateway.query(ENTITIES, { of })).errors).toBeUndefined();
      expect(toCodes(await gateway.query(ENTITIES, { of }))).toEqual([[undefined, 'BUDGET_EXCEEDED']]);
      await gateway.close();
    }
  });
});

describe('Switched off', () => {
  it('nothing of it is there', async () => {
    const off = await openSimulatedGateway({ clock }, { clock });
    const entities = await off.query(ENTITIES, { of: [] });
    expect(toCodes(entities)).toContainEqual([undefined, 'GRAPHQL_VALIDATION_FAILED']);
    const service = await off.query('{ _service { sdl } }');
    expect(toCodes(service)).toEqual([[undefined, 'GRAPHQL_VALIDATION_FAILED']]);
    const { data } = await off.query('{ __schema { types { name } queryType { fields { name } } } }');
    expect(JSON.stringify(data)).not.toMatch(/_Any|_Entity|_Service|_entities|_service/);
    expect(Object.keys(schema.getTypeMap())).not.toContain('_Any');
    await off.close();
  });
});
