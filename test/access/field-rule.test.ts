import { isInterfaceType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DataClass } from '../../src/access/data-class.ts';
import { fieldRules } from '../../src/access/field-rule.ts';
import { createPolicy } from '../../src/access/policy.ts';
import type { Role } from '../../src/access/role.ts';
import { roles } from '../../src/access/role.ts';
import { systemClock } from '../../src/clock.ts';
import { schema } from '../../src/schema/index.ts';
import { checkFieldRules } from '../../src/schema/view.ts';
import { showcase } from '../../src/simulator/showcase.ts';
import { toFullSelection } from '../support/full-selection.ts';
import type { GuardedGateway } from '../support/guarded.ts';
import { openGuardedGateway } from '../support/guarded.ts';

vi.setConfig({ testTimeout: 60_000 });

const policyOf = (role: Role) => createPolicy([role], { masksAllPhones: true });

const coordinates = Object.values(schema.getTypeMap())
  .filter((type) => !type.name.startsWith('__') && (isObjectType(type) || isInterfaceType(type)))
  .flatMap((type) =>
    Object.keys((type as { getFields(): object }).getFields()).map((field) => [type.name, field] as const),
  );

describe('The table of who may see what', () => {
  it('stands in a fixture that a reviewer can read', async () => {
    const toRow = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    const lines = coordinates.map(([type, field]) => {
      const dataClass = fieldRules[type]?.[field] as DataClass;
      return toRow([`${type}.${field}`, dataClass, ...roles.map((role) => policyOf(role).decide(dataClass))]);
    });
    const head = [toRow(['field', 'class', ...roles]), toRow(['---', '---', ...roles.map(() => '---')])];
    await expect([...head, ...lines, ''].join('\n')).toMatchFileSnapshot('../fixtures/field-access.md');
  });

  it('has a line for every field and a field for every line', () => {
    expect(() => checkFieldRules(schema)).not.toThrow();
    const rules = fieldRules as Record<string, Record<string, DataClass>>;
    const { joinWebUrl, ...others } = rules['CallRecord'] as Record<string, DataClass>;
    rules['CallRecord'] = others;
    expect(() => checkFieldRules(schema)).toThrow(/no line for CallRecord.joinWebUrl/);
    rules['CallRecord'] = { ...others, joinWebUrl: joinWebUrl as DataClass, phone: 'phone' };
    expect(() => checkFieldRules(schema)).toThrow(/do not exist: CallRecord.phone/);
    rules['CallRecord'] = { ...others, joinWebUrl: joinWebUrl as DataClass };
  });

  it('has the same rule for a field of an interface as for those that implement it', () => {
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type)) continue;
      for (const { name, getFields } of type
        .getInterfaces()
        .map((each) => ({ name: each.name, getFields: () => each.getFields() }))) {
        for (const field of Object.keys(getFields())) {
          expect(fieldRules[type.name]?.[field], `${type.name}.${field}`).toBe(fieldRules[name]?.[field]);
        }
      }
    }
  });
});

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Every field of an answer beside the same of somebody who sees everything, by coordinate. */
function compare(
  whole: Json,
  shown: Json,
  visit: (coordinate: string, whole: Json, shown: Json, parent: Json) => void,
): void {
  if (Array.isArray(whole)) {
    whole.forEach((item: Json, index) => compare(item, (shown as readonly Json[] | null)?.[index] ?? null, visit));
    return;
  }
  if (typeof whole !== 'object' || whole === null || shown === null || !('__typename' in whole)) return;
  const { __typename: type } = whole as { readonly __typename: string };
  for (const [field, value] of Object.entries(whole as Readonly<Record<string, Json>>)) {
    const given = (shown as Readonly<Record<string, Json>>)[field] ?? null;
    if (field !== '__typename') visit(`${type}.${field}`, value, given, whole);
    compare(value, given, visit);
  }
}

const isNothing = (value: Json) => value === null || (Array.isArray(value) && !value.length);
const isLeaf = (value: Json) => typeof value !== 'object' || (Array.isArray(value) && typeof value[0] !== 'object');

describe('What a role is given', () => {
  const nowMs = Date.parse('2026-06-15T12:00:00Z');
  const clock = { ...systemClock, now: () => nowMs };
  const RECORD = toFullSelection('CallRecord', ['callRecord']);
  let ids: readonly string[] = [showcase.peerToPeer, showcase.meeting, showcase.pstnCall, showcase.directRoutingCall];
  let query = '';
  const oid = showcase.person;
  let whole: GuardedGateway;
  let guarded: GuardedGateway;
  let everything: Record<string, Json>;

  beforeAll(async () => {
    guarded = await openGuardedGateway({ clock });
    whole = await openGuardedGateway({ clock, gateway: { masksAllPhones: false } });
    const own = await whole.askAs(['admin'], '{ viewer { callRecords(first: 4) { nodes { id } } } }', undefined, {
      oid,
    });
    ids = [...ids, ...(own.data.viewer.callRecords.nodes as { id: string }[]).map(({ id }) => id)];
    query = `{ ${ids.map((id, index) => `r${index}: callRecord(id: "${id}") { ...All }`).join(' ')} } fragment All on CallRecord ${RECORD}`;
    const { data, errors } = await whole.askAs(['admin'], query);
    expect(errors).toBeUndefined();
    everything = data as Record<string, Json>;
  });
  afterAll(() => Promise.all([guarded.close(), whole.close()]));

  it.each<Role>(['self', 'support', 'engineer', 'admin'])('%s: every field as the table says', async (role) => {
    const policy = policyOf(role);
    const { data, errors } = await guarded.askAs([role], query, undefined, { oid });
    expect(errors).toBeUndefined();
    const seen = { show: 0, own: 0, mask: 0, hide: 0 };
    for (const [name, record] of Object.entries(everything)) {
      compare(record, (data as Record<string, Json>)[name] ?? null, (coordinate, value, given, parent) => {
        const [type = '', field = ''] = coordinate.split('.');
        const dataClass = fieldRules[type]?.[field] as DataClass;
        const decision = policy.decide(dataClass);
        if (isNothing(value)) return;
        seen[decision] += 1;
        if (decision === 'hide') expect(isNothing(given), coordinate).toBe(true);
        else if (dataClass === 'personId' || dataClass === 'name')
          expectPerson(coordinate, value, given, decision, parent);
        else if (coordinate === 'CallRecord.joinWebUrl' && policy.decide('personId') !== 'show') {
          // Its context names the organiser.
          expect(given).toBe((value as string).replace(/\?.*$/, ''));
        } else if (decision === 'mask') expect(given, coordinate).toMatch(/\*{3}$/);
        else if (decision === 'show' && isLeaf(value)) expect(given, coordinate).toEqual(value);
        else if (decision === 'own' && isLeaf(value))
          expect([JSON.stringify(value), 'null', '[]']).toContain(JSON.stringify(given));
      });
    }
    expect(seen.show).toBeGreaterThan(role === 'self' ? 100 : 500);
    expect(seen.hide > 0).toBe(role === 'self' || role === 'support');
  });

  /** Names and ids: somebody's own are theirs, numbers lose digits, others become a pseudonym where the table says so. */
  function expectPerson(coordinate: string, value: Json, given: Json, decision: string, parent: Json): void {
    const text = JSON.stringify(value).slice(1, -1);
    if (/^\+[\d*]+$/.test(text)) {
      expect(given, coordinate).toMatch(/^(hidden-|\+[\d]*\*{3}$)/);
      return;
    }
    const isOwn = (parent as Readonly<Record<string, Json>>)['id'] === oid;
    if (decision === 'show' || (isOwn && coordinate.endsWith('displayName'))) expect(given, coordinate).toBe(value);
    else if (coordinate.endsWith('displayName')) expect(given).toMatch(/^(Internal|External) User$/);
    else if (text === oid) expect(given, coordinate).toBe(value);
    else expect(given, coordinate).toMatch(/^hidden-/);
  }

  it('reports: no record, whole or in part', async () => {
    const { data, errors } = await guarded.askAs(['reports'], query);
    expect(Object.values(data as object)).toEqual(ids.map(() => null));
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(ids.map(() => 'FORBIDDEN'));
  });

  it('asks Graph for nothing that will not be shown', async () => {
    guarded.calls.length = 0;
    await guarded.askAs(['reports'], query);
    await guarded.askAs(
      ['support'],
      '{ pstnCalls(from: "2026-06-01T00:00:00Z", to: "2026-06-02T00:00:00Z") { nodes { id } } }',
    );
    expect(guarded.calls).toEqual([]);
    const asked = async (role: Role) => {
      guarded.calls.length = 0;
      await guarded.askAs([role], `{ callRecord(id: "${showcase.pstnCall}") { id joinWebUrl pstnCalls { basis } } }`);
      return guarded.calls.map(({ url }) => decodeURIComponent(url));
    };
    expect(await asked('support')).toEqual([expect.stringMatching(/\?\$select=id$/)]);
    expect((await asked('engineer')).join()).toMatch(/joinWebUrl.*participants_v2.*getPstnCalls/s);
  });

  it('support: the name of the person whose calls were asked for, and of nobody else', async () => {
    const people = '{ nodes { participants { id identity { user { id displayName } } } } }';
    const { data } = await guarded.askAs(
      ['support'],
      `{ callRecords(first: 5, filter: { participantId: "${oid}" }) ${people} }`,
    );
    const users = (
      data.callRecords.nodes as { participants: { identity: { user: { id: string; displayName: string } | null } }[] }[]
    )
      .flatMap(({ participants }) => participants.map(({ identity }) => identity.user))
      .flatMap((user) => (user?.displayName ? [user] : []));
    const [searched, others] = [users.filter(({ id }) => id === oid), users.filter(({ id }) => id !== oid)];
    expect([searched.length > 0, others.length > 0]).toEqual([true, true]);
    for (const { displayName } of searched) expect(displayName).not.toMatch(/^(Internal|External) User$/);
    for (const { id, displayName } of others) {
      expect(displayName).toMatch(/^(Internal|External) User$/);
      expect(id).toMatch(/^hidden-/);
    }
  });

  it('a person with two roles sees of others what the second allows, and of themselves what the first does', async () => {
    const query = `{ callRecord(id: "${showcase.meeting}") { sessions { caller { ... on ParticipantEndpoint { name associatedIdentity { id displayName } } } } } }`;
    const { data } = await guarded.askAs(['self', 'support'], query, undefined, { oid });
    const callers = (
      data.callRecord.sessions as {
        caller: { name?: string | null; associatedIdentity?: { id: string; displayName: string } };
      }[]
    )
      .map(({ caller }) => caller)
      .filter(({ associatedIdentity }) => associatedIdentity?.displayName);
    const own = callers.filter(({ associatedIdentity }) => associatedIdentity?.id === oid);
    const others = callers.filter(({ associatedIdentity }) => associatedIdentity?.id !== oid);
    expect(others.length).toBeGreaterThan(0);
    for (const { name } of own) expect(name).toBeTruthy();
    for (const { name, associatedIdentity } of others) {
      expect(name).toBeNull();
      expect(associatedIdentity?.displayName).toMatch(/^(Internal|External) User$/);
    }
  });
});
