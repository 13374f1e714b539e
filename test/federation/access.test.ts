import { isObjectType, isUnionType } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { subgraphRules } from '../../src/access/field-rule.ts';
import type { Role } from '../../src/access/role.ts';
import { roles } from '../../src/access/role.ts';
import type { AuditLine } from '../../src/audit.ts';
import { systemClock } from '../../src/clock.ts';
import { federate } from '../../src/federation/federate.ts';
import type { Introspection } from '../../src/gateway.ts';
import { schema } from '../../src/schema/index.ts';
import { showcase } from '../../src/simulator/showcase.ts';
import type { GuardedGateway } from '../support/guarded.ts';
import { openGuardedGateway } from '../support/guarded.ts';

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };
const lines: AuditLine[] = [];
const oid = showcase.person;
const PEOPLE = 'participants { id identity { user { id displayName } } }';
const ENTITIES = `query($of: [_Any!]!) { _entities(representations: $of) { ... on CallRecord { id joinWebUrl ${PEOPLE} } ... on Session { id callRecordId } } }`;

let guarded: GuardedGateway;
let own: string;
let foreign: string;
let legs: Readonly<Record<string, string>>;

const toRecord = (id: string) => ({ __typename: 'CallRecord', id });
const toLeg = (id: string) => ({ __typename: 'Session', callRecordId: id, id: legs[id] });

beforeAll(async () => {
  guarded = await openGuardedGateway({
    clock,
    gateway: { federation: true, introspection: 'off', audit: (line) => void lines.push(line) },
  });
  const ask = (query: string) => guarded.askAs(['admin'], query, undefined, { oid });
  const mine = await ask('{ viewer { callRecords(first: 60) { nodes { id sessions { id } } } } }');
  const all = await ask('{ callRecords(first: 60) { nodes { id sessions { id } } } }');
  type Node = { id: string; sessions: { id: string }[] };
  const ownNodes = mine.data.viewer.callRecords.nodes as Node[];
  const others = (all.data.callRecords.nodes as Node[]).filter(({ id }) => ownNodes.every((node) => node.id !== id));
  own = ownNodes[0]?.id as string;
  foreign = others[0]?.id as string;
  legs = Object.fromEntries([...ownNodes, ...others].map(({ id, sessions }) => [id, sessions[0]?.id as string]));
});
afterAll(() => guarded.close());
beforeEach(() => {
  lines.length = 0;
  guarded.calls.length = 0;
});

const askFor = (role: Role, of: readonly object[]) => guarded.askAs([role], ENTITIES, { of }, { oid });

describe('Entities', () => {
  it('are to every role what callRecord(id:) is', async () => {
    for (const role of roles.filter((role) => role !== 'reports')) {
      const { data, errors } = await askFor(role, [toRecord(own), toRecord(foreign)]);
      expect(errors).toBeUndefined();
      const known = await guarded.askAs(
        [role],
        `{ a: callRecord(id: "${own}") { id joinWebUrl ${PEOPLE} } b: callRecord(id: "${foreign}") { id joinWebUrl ${PEOPLE} } }`,
        undefined,
        { oid },
      );
      expect(data._entities).toEqual([known.data.a, known.data.b]);
    }
  });

  it('self: neither the calls of others nor their legs, and the price does not tell whether there are any', async () => {
    const { data, errors, extensions } = await askFor('self', [
      toRecord(own),
      toRecord(foreign),
      toLeg(own),
      toLeg(foreign),
    ]);
    expect(errors).toBeUndefined();
    expect((data._entities as ({ id: string } | null)[]).map((entity) => entity?.id)).toEqual([
      own,
      undefined,
      legs[own],
      undefined,
    ]);
    const unknown = crypto.randomUUID();
    const other = await askFor('self', [
      toRecord(own),
      toRecord(unknown),
      toLeg(own),
      { ...toLeg(own), callRecordId: unknown },
    ]);
    expect(extensions.cost).toEqual(other.extensions.cost);
    expect(extensions.cost.upstreamRequests).toBe(8);
  });

  it('reports: none, with an error for each, and nothing is asked of Graph', async () => {
    const { data, errors } = await askFor('reports', [toRecord(own), toLeg(own)]);
    expect(data).toEqual({ _entities: [null, null] });
    expect(errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['_entities', 0], 'FORBIDDEN'],
      [['_entities', 1], 'FORBIDDEN'],
    ]);
    expect(guarded.calls).toEqual([]);
    expect(lines.filter(({ decision }) => decision === 'forbidden').map(({ path }) => path)).toEqual([
      '_entities.0',
      '_entities.1',
    ]);
  });

  it('are in the audit log, given out and withheld', async () => {
    await askFor('self', [toRecord(own), toRecord(foreign)]);
    const toLine = ({ class: dataClass, decision, records }: AuditLine) => [dataClass, decision, records];
    expect(lines.map(toLine).sort()).toEqual(
      [
        [undefined, 'hide', [foreign]],
        ['joinLink', 'show', [own]],
        ['name', 'show', [own]],
        ['personId', 'own', [own]],
      ].sort(),
    );
    lines.length = 0;
    await askFor('engineer', [toLeg(foreign), toRecord(foreign)]);
    expect(new Set(lines.flatMap(({ records = [] }) => records))).toEqual(new Set([foreign]));
  });

  it('have a rule for each field that leads to them', () => {
    const federated = federate(schema, { sdl: '', mayRead: () => true });
    const added = Object.values(federated.getTypeMap()).flatMap((type) => {
      if (!isObjectType(type) || type.name.startsWith('__')) return [];
      const known = schema.getType(type.name);
      const before = isObjectType(known) ? known.getFields() : {};
      return Object.keys(type.getFields()).flatMap((field) => (field in before ? [] : [`${type.name}.${field}`]));
    });
    const ruled = Object.entries(subgraphRules).flatMap(([type, rules]) =>
      Object.keys(rules).map((field) => `${type}.${field}`),
    );
    expect(added.sort()).toEqual(ruled.sort());
    expect(isUnionType(federated.getType('_Entity'))).toBe(true);
  });
});

describe('The SDL', () => {
  it.each<[Introspection, readonly Role[]]>([
    ['off', []],
    ['admin', ['admin']],
    ['on', roles],
  ])('is with INTROSPECTION=%s for %j', async (introspection, allowed) => {
    const gateway = await openGuardedGateway({
      clock,
      gateway: { federation: true, introspection, responseMaxAgeMs: 5_000 },
    });
    for (const role of roles) {
      const { data, errors } = await gateway.askAs([role], '{ _service { sdl } }');
      if (allowed.includes(role)) expect(data._service.sdl).toContain('@key(fields: "id")');
      else expect([data, errors?.[0]?.extensions['code']]).toEqual([null, 'FORBIDDEN']);
    }
    const refused = await gateway.askAs([], '{ _service { sdl } }');
    expect(refused.data).toBeUndefined();
    await gateway.close();
  });
});
