import type { GraphQLNamedType, GraphQLObjectType } from 'graphql';
import { getNamedType, isEnumType, isLeafType } from 'graphql';
import { afterEach, expect, test } from 'vitest';
import { schema } from '../src/schema/index.ts';
import type { Json } from './support/fixture.ts';
import { readFixture } from './support/fixture.ts';
import { toFullSelection } from './support/full-selection.ts';
import type { GraphQLAnswer, TestGateway } from './support/gateway.ts';
import { openGateway } from './support/gateway.ts';
import type { Answer, StubGraph } from './support/stub-graph.ts';
import { startStubGraph } from './support/stub-graph.ts';

/** Every documented body of Graph comes through with every member, dates and durations as text. */

const renamed: Readonly<Record<string, string>> = {
  organizer_v2: 'organizer',
  participants_v2: 'participants',
  cpuInsufficentEventRatio: 'cpuInsufficientEventRatio',
};

/** Members that Microsoft has retired, by GraphQL type. */
const retired: Readonly<Record<string, readonly string[]>> = {
  CallRecord: ['organizer', 'participants'],
  ParticipantEndpoint: ['identity'],
};

/** Fields that the gateway makes: not members of a body. */
const derived = ['directRoutingCalls', 'pstnCalls', 'quality', 'attendance', 'summary', 'side'];

let graph: StubGraph;
let gateway: TestGateway;

afterEach(async () => {
  await gateway.close();
  await graph.close();
});

async function ask(createAnswer: (baseUrl: () => string) => Answer, query: string): Promise<GraphQLAnswer> {
  graph = await startStubGraph(createAnswer(() => graph.baseUrl));
  gateway = openGateway({ baseUrl: graph.baseUrl });
  return gateway.query(query);
}

/** How many values were compared, so that a comparison of nothing fails. */
let compared = 0;

function compare(body: Json, answer: Json, type: GraphQLNamedType, path: string): void {
  if (Array.isArray(body)) {
    expect(answer, path).toHaveLength(body.length);
    for (const [index, item] of body.entries()) compare(item, answer[index], type, `${path}.${index}`);
  } else if (isEnumType(type)) {
    const value = type.getValue(answer as string)?.value as string | undefined;
    const known = type.getValues().some((member) => member.value.toLowerCase() === body.toLowerCase());
    expect(value?.toLowerCase(), path).toBe(known ? body.toLowerCase() : 'unknownfuturevalue');
    compared++;
  } else if (isLeafType(type)) {
    if (type.name === 'ID') expect(answer.replace(/~\d+$/, ''), path).toBe(body);
    else expect(answer, path).toEqual(body);
    compared++;
  } else {
    const object = schema.getType(answer.__typename as string) as GraphQLObjectType;
    for (const [member, value] of Object.entries(body as object)) {
      if (member.includes('@odata.') || retired[object.name]?.includes(member)) continue;
      const name = renamed[member] ?? member;
      const field = object.getFields()[name];
      if (!field) throw new Error(`${path}: ${object.name} has no field for ${member}`);
      // Known only by the retired member: the person is kept all the same.
      if (name === 'associatedIdentity' && value === null && body.identity?.user) {
        compare(body.identity.user, answer[name], getNamedType(field.type), `${path}.${name}`);
      } else if (value === null) expect(answer[name], `${path}.${name}`).toBeNull();
      else compare(value, answer[name], getNamedType(field.type), `${path}.${name}`);
    }
  }
}

function expectWhole(body: Json, answer: Json, typeName: string): void {
  compared = 0;
  compare(body, answer, schema.getType(typeName) as GraphQLNamedType, typeName);
  expect(compared).toBeGreaterThan(2);
}

test.each([
  ['callRecord-get-basic.v1.json', ['sessions', 'participants']],
  ['callRecord-get-basic-legacy.v1.json', ['sessions', 'participants']],
  ['callRecord-get-expand-participants_v2.v1.json', ['sessions']],
  ['callRecord-get-expand-sessions-segments.v1.json', ['participants']],
  ['callRecord-get-expand-sessions-segments-legacy.v1.json', ['participants']],
  ['callRecord-wire-shape-with-nulls.synthetic.json', ['participants']],
])('%s', async (name, except) => {
  const id = readFixture(name)['id'] as string;
  const query = `{ callRecord(id: "${id}") ${toFullSelection('CallRecord', [...derived, ...except])} }`;
  const { data, errors } = await ask((baseUrl) => () => ({ body: readFixture(name, baseUrl()) }), query);
  expectWhole(readFixture(name, graph.baseUrl), data.callRecord, 'CallRecord');
  // The documentation prints links with `$metadata#`, which nobody can follow: the list says that it is cut.
  const cut = JSON.stringify(readFixture(name)).includes('@odata.nextLink');
  expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(cut ? ['INVALID_NEXT_LINK'] : undefined);
  expect(graph.requests).toHaveLength(1);
});

test.each([
  'callRecords-list.v1.json',
  'callRecords-list.beta.json',
  'callRecords-list-filter-participant.v1.json',
  'callRecords-list-filter-startDateTime.v1.json',
])('%s', async (name) => {
  const query = `{ callRecords { nodes ${toFullSelection('CallRecord', [...derived, 'sessions', 'participants'])} } }`;
  const { data, errors } = await ask((baseUrl) => () => ({ body: readFixture(name, baseUrl()) }), query);
  expect(errors).toBeUndefined();
  for (const [index, record] of readFixture(name)['value'].entries()) {
    expectWhole(record, data.callRecords.nodes[index], 'CallRecord');
  }
});

test.each([
  ['sessions-list.v1.json', 'sessions', 'Session'],
  ['sessions-list.beta.json', 'sessions', 'Session'],
  ['sessions-list-seedDraft.beta.json', 'sessions', 'Session'],
  ['sessions-list-expand-segments.v1.json', 'sessions', 'Session'],
  ['participants_v2-list.v1.json', 'participants', 'Participant'],
])('%s', async (name, field, type) => {
  const except = name.includes('expand') ? [] : ['segments'];
  const query = `{ callRecords { nodes { ${field} ${toFullSelection(type, [...derived, ...except])} } } }`;
  const { data, errors } = await ask(
    (baseUrl) =>
      ({ url }) => {
        if (url.includes('$skiptoken')) return { body: { value: [] } };
        const record = { value: [{ id: 'e523d2ed-2966-4b6b-925b-754a88034cc5' }] };
        return { body: /callRecords(\?|$)/.test(url) ? record : readFixture(name, baseUrl()) };
      },
    query,
  );
  const cut = errors?.map(({ extensions }) => extensions['code']);
  expect(cut ?? []).not.toContain('INTERNAL_SERVER_ERROR');
  for (const [index, item] of readFixture(name)['value'].entries()) {
    expectWhole(item, data.callRecords.nodes[0][field][index], type);
  }
});

test('an endpoint that is known only by the retired identity keeps its person', async () => {
  const name = 'callRecord-get-expand-sessions-segments-legacy.v1.json';
  const body = readFixture(name);
  const query = `{ callRecord(id: "${body['id']}") { sessions { caller { ... on ParticipantEndpoint { associatedIdentity { id displayName } } } } } }`;
  const { data } = await ask((baseUrl) => () => ({ body: readFixture(name, baseUrl()) }), query);
  const { user } = body['sessions'][0].caller.identity;
  expect(data.callRecord.sessions[0].caller.associatedIdentity).toEqual({ id: user.id, displayName: user.displayName });
});
