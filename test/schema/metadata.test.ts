import { readFileSync } from 'node:fs';
import type { GraphQLEnumType } from 'graphql';
import { getNullableType, isEnumType, isInterfaceType, isNonNullType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../src/schema/index.ts';

interface MetadataType {
  properties: Readonly<Record<string, string>>;
  base?: string;
}

/** Microsoft Graph's own v1.0 metadata ($metadata), reduced to what a call record is made of. */
const metadata = JSON.parse(
  readFileSync(new URL('../fixtures/call-record-metadata.v1.json', import.meta.url), 'utf8'),
) as { types: Readonly<Record<string, MetadataType>>; enums: Readonly<Record<string, readonly string[]>> };

const ROOT = 'graph.callRecords.callRecord';

/** Members that Microsoft has replaced and that stop returning data in 2026. */
const retired = new Set([
  'graph.callRecords.callRecord/organizer',
  'graph.callRecords.callRecord/participants',
  'graph.callRecords.participantEndpoint/identity',
]);

/** Graph's member → our field, where they differ. */
const renamed: Readonly<Record<string, string>> = {
  'graph.callRecords.callRecord/organizer_v2': 'organizer',
  'graph.callRecords.callRecord/participants_v2': 'participants',
  'graph.callRecords.deviceInfo/cpuInsufficentEventRatio': 'cpuInsufficientEventRatio',
};

/** Graph's type → our types, where it is not the one of the same name. */
const mapped: Readonly<Record<string, readonly string[]>> = {
  'graph.entity': ['CallRecord', 'Organizer', 'Participant', 'Session', 'Segment'],
  'graph.callRecords.participantBase': ['Organizer', 'Participant'],
  'graph.callRecords.endpoint': ['Endpoint', 'UnknownEndpoint'],
  'graph.callRecords.userAgent': ['UserAgent', 'UnknownUserAgent'],
  'graph.callRecords.feedbackTokenSet': [],
  'graph.identity': ['Identity', 'UserIdentity'],
  'graph.identitySet': ['IdentitySet', 'CommunicationsIdentitySet'],
  'graph.userIdentity': ['UserIdentity', 'Identity'],
  'graph.callRecords.userIdentity': ['UserIdentity', 'Identity'],
  'graph.communicationsUserIdentity': ['UserIdentity', 'Identity'],
  'graph.teamworkUserIdentity': ['UserIdentity', 'Identity'],
  'graph.azureCommunicationServicesUserIdentity': ['Identity'],
  'graph.communicationsApplicationIdentity': ['Identity'],
  'graph.communicationsApplicationInstanceIdentity': ['Identity'],
  'graph.communicationsEncryptedIdentity': ['Identity'],
  'graph.communicationsGuestIdentity': ['Identity'],
  'graph.communicationsPhoneIdentity': ['Identity'],
};

const scalars: Readonly<Record<string, string>> = {
  'Edm.Boolean': 'Boolean',
  'Edm.DateTimeOffset': 'DateTime',
  'Edm.Duration': 'Duration',
  'Edm.Int32': 'Int',
  'Edm.Int64': 'Long',
  'Edm.Single': 'Float',
  'Edm.String': 'String',
  'graph.callRecords.feedbackTokenSet': 'JSONObject',
};

/** Members declared as identity that hold a person. */
const userMembers = new Set(['user', 'associatedIdentity']);

/** Sent by Graph in every identity set and declared in no metadata. */
const undeclared = ['acsUser', 'spoolUser', 'acsApplicationInstance', 'spoolApplicationInstance'];

function toLocalName(type: string): string {
  const name = type.slice(type.lastIndexOf('.') + 1);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function toItem(type: string): string {
  return /^Collection\((.+)\)$/.exec(type)?.[1] ?? type;
}

/** Every type that can stand somewhere in a call record: declared, derived from a declared one, or a base of either. */
function toReachable(root: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const visit = (name: string, withDerived: boolean) => {
    const type = metadata.types[name];
    if (type === undefined) return;
    if (!seen.has(name)) {
      seen.add(name);
      for (const member of Object.values(type.properties)) visit(toItem(member), true);
      if (type.base !== undefined) visit(type.base, false);
    }
    if (!withDerived) return;
    for (const [derived, { base }] of Object.entries(metadata.types)) if (base === name) visit(derived, true);
  };
  visit(root, true);
  return seen;
}

function toProperties(name: string): (readonly [member: string, type: string, declaredOn: string])[] {
  const type = metadata.types[name];
  if (type === undefined) throw new Error(`The metadata has no type ${name}`);
  const own = Object.entries(type.properties).map(([member, of]) => [member, of, name] as const);
  return type.base === undefined ? own : [...toProperties(type.base), ...own];
}

function toExpectedType(member: string, type: string): string {
  if (type !== toItem(type)) return `[${toExpectedType(member, toItem(type))}!]`;
  if (member === 'id') return 'ID';
  if (type === 'graph.identity' && userMembers.has(member)) return 'UserIdentity';
  return scalars[type] ?? toLocalName(type);
}

function toFields(typename: string) {
  const type = schema.getType(typename);
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`The schema has no type ${typename} with fields`);
  return type.getFields();
}

function toEnum(name: string): GraphQLEnumType {
  const type = schema.getType(toLocalName(name));
  if (!isEnumType(type)) throw new Error(`The schema has no enum ${toLocalName(name)}`);
  return type;
}

const reachable = toReachable(ROOT);

const expectations = [...reachable].flatMap((name) =>
  (mapped[name] ?? [toLocalName(name)]).flatMap((typename) =>
    toProperties(name)
      .map(([member, type, declaredOn]) => ({ member, type, path: `${declaredOn}/${member}` }))
      .filter(({ path }) => !retired.has(path))
      .map(({ member, type, path }) => ({
        path,
        typename,
        field: renamed[path] ?? member,
        kind: toExpectedType(member, type),
        isKey: path === 'graph.entity/id',
      })),
  ),
);

describe('the schema against the metadata of Microsoft Graph', () => {
  it('reaches every type of the metadata from a call record', () => {
    expect([...reachable].sort()).toEqual(Object.keys(metadata.types).sort());
  });

  it.each(expectations)('has $field of $typename as $kind for $path', ({ typename, field, kind, isKey }) => {
    const type = toFields(typename)[field]?.type;
    expect(type && String(getNullableType(type))).toBe(kind);
    expect(isNonNullType(type)).toBe(isKey);
  });

  it.each([...retired])('has no field of the retired %s, unless its successor took the name', (path) => {
    const [name = '', member = ''] = path.split('/');
    expect(metadata.types[name]?.properties).toHaveProperty(member);
    const isTaken = Object.entries(renamed).some(([from, to]) => from.startsWith(`${name}/`) && to === member);
    expect(member in toFields(toLocalName(name))).toBe(isTaken);
  });

  it.each(Object.keys(renamed))('does not also have %s under its old name', (path) => {
    const [name = '', member = ''] = path.split('/');
    expect(metadata.types[name]?.properties).toHaveProperty(member);
    expect(toFields(toLocalName(name))).not.toHaveProperty(member);
  });

  it.each(undeclared)('has the undeclared member %s of an identity set', (member) => {
    expect(String(toFields('CommunicationsIdentitySet')[member]?.type)).toBe('Identity');
  });
});

describe.each(Object.keys(metadata.enums))('the enum for %s', (name) => {
  it('has a value for every member of the metadata and no other', () => {
    const members = new Set([...(metadata.enums[name] ?? []), 'unknownFutureValue']);
    const values = toEnum(name).getValues();
    expect(values.map(({ value }) => String(value)).sort()).toEqual([...members].sort());
  });

  it("names its values after Graph's members, in capitals", () => {
    for (const { name: value, value: member } of toEnum(name).getValues()) {
      expect(value).toMatch(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/);
      expect(value.replaceAll('_', '').toLowerCase()).toBe(String(member).toLowerCase());
    }
  });

  it('writes every member as its value, whatever its casing, and the rest as UNKNOWN_FUTURE_VALUE', () => {
    const type = toEnum(name);
    for (const { name: value, value: member } of type.getValues()) {
      expect(type.serialize(member)).toBe(value);
      expect(type.serialize(String(member).toUpperCase())).toBe(value);
    }
    expect(type.serialize('holographic')).toBe('UNKNOWN_FUTURE_VALUE');
  });
});
