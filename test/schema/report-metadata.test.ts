import { readFileSync } from 'node:fs';
import type { GraphQLResolveInfo } from 'graphql';
import { getNullableType, isEnumType, isNonNullType, isObjectType } from 'graphql';
import { describe, expect, it, test } from 'vitest';
import { schema } from '../../src/schema/index.ts';

interface Metadata {
  readonly types: Readonly<Record<string, { properties: Readonly<Record<string, string>>; base?: string }>>;
  readonly enums: Readonly<Record<string, readonly string[]>>;
}

/** Microsoft Graph's own metadata ($metadata) of either version, reduced to what the rows of reports are made of. */
const readMetadata = (version: 'v1' | 'beta') =>
  JSON.parse(readFileSync(new URL(`../fixtures/report-metadata.${version}.json`, import.meta.url), 'utf8')) as Metadata;

const versions = { v1: readMetadata('v1'), beta: readMetadata('beta') };

/** Fields of ours that no metadata has: joined from elsewhere or computed. */
const joined: Readonly<Record<string, readonly string[]>> = { DirectRoutingLogRow: ['callRecord'] };

const scalars: Readonly<Record<string, string>> = {
  'Edm.Boolean': 'Boolean',
  'Edm.DateTimeOffset': 'DateTime',
  'Edm.Decimal': 'Decimal',
  'Edm.Int32': 'Int',
  'Edm.String': 'String',
};

const BETA_ONLY = 'Only with GRAPH_BETA=on; null otherwise.';

function toLocalName(type: string): string {
  const name = type.slice(type.lastIndexOf('.') + 1);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function toExpectedType(member: string, type: string): string {
  const item = /^Collection\((.+)\)$/.exec(type)?.[1];
  if (item !== undefined) return `[${toExpectedType(member, item)}!]`;
  return member === 'id' ? 'ID' : (scalars[type] ?? toLocalName(type));
}

function toProperties({ types }: Metadata, name: string): Readonly<Record<string, string>> {
  const type = types[name];
  if (type === undefined) throw new Error(`The metadata has no type ${name}`);
  return type.base === undefined
    ? type.properties
    : { ...toProperties({ types, enums: {} }, type.base), ...type.properties };
}

/** What a row can be: the declared types but for their base and what stands inside them. */
function toRowNames({ types }: Metadata): string[] {
  return Object.keys(types).filter((name) => /Row$|Report$/.test(name) && !name.endsWith('.callLogRow'));
}

function toFields(typename: string) {
  const type = schema.getType(typename);
  if (!isObjectType(type)) throw new Error(`The schema has no type ${typename} with fields`);
  return type.getFields();
}

const members = Object.entries(versions).flatMap(([version, metadata]) =>
  toRowNames(metadata).flatMap((name) =>
    Object.entries(toProperties(metadata, name)).map(([member, type]) => ({
      version,
      typename: toLocalName(name),
      member,
      type,
      kind: toExpectedType(member, type),
    })),
  ),
);

const rowNames = [...new Set(members.map(({ typename }) => typename))];

const isInV1 = (typename: string, member: string) =>
  members.some((known) => known.version === 'v1' && known.typename === typename && known.member === member);

describe('the rows of reports against the metadata of Microsoft Graph', () => {
  it('counts the members that Microsoft documents', () => {
    const count = (version: string, typename: string) =>
      members.filter((member) => member.version === version && member.typename === typename).length;
    expect(rowNames.map((typename) => [typename, count('v1', typename), count('beta', typename)])).toEqual([
      ['DirectRoutingLogRow', 21, 25],
      ['PstnCallLogRow', 23, 29],
      ['PstnBlockedUsersLogRow', 0, 8],
      ['PstnOnlineMeetingDialoutReport', 0, 9],
      ['SmsLogRow', 0, 19],
    ]);
  });

  it.each(members)('has $member of $typename ($version) as $kind, nullable', ({ typename, member, kind }) => {
    const type = toFields(typename)[member]?.type;
    expect(type && String(getNullableType(type))).toBe(kind);
    expect(isNonNullType(type)).toBe(false);
  });

  it.each(rowNames)('has no field of %s that is neither a member nor joined', (typename) => {
    const known = new Set(members.filter((member) => member.typename === typename).map(({ member }) => member));
    const others = Object.keys(toFields(typename)).filter((field) => !known.has(field));
    expect(others.sort()).toEqual([...(joined[typename] ?? [])].sort());
  });

  it.each(members)(
    'resolves $member of $typename ($version) from the member of its name',
    ({ typename, member, type }) => {
      const field = toFields(typename)[member];
      const read = (row: object) =>
        field?.resolve ? field.resolve(row, {}, {}, { fieldName: member } as GraphQLResolveInfo) : row[member as never];
      expect(read({ [member]: '2019-11-01T00:00:25.105Z' })).toBe('2019-11-01T00:00:25.105Z');
      expect(read({}) ?? null).toBeNull();
      if (type === 'Edm.DateTimeOffset') expect(read({ [member]: '0001-01-01T00:00:00Z' })).toBeNull();
    },
  );
});

describe('the descriptions of the rows', () => {
  it.each(members)('say of $member of $typename ($version) whether beta has to be on', ({ typename, member }) => {
    const description = toFields(typename)[member]?.description ?? '';
    const isOfBetaRow = !members.some((known) => known.version === 'v1' && known.typename === typename);
    if (isOfBetaRow) expect(schema.getType(typename)?.description).toContain('Only with GRAPH_BETA=on');
    else expect(description.replace(/ Access `\w+`: .*$/, '').endsWith(BETA_ONLY)).toBe(!isInV1(typename, member));
  });

  it.each(members.filter(({ type }) => type === 'Edm.Decimal'))(
    'name the currency beside $member of $typename ($version) as its unit',
    ({ typename, member }) => {
      expect(toFields(typename)[member]?.description).toContain('in the unit that `currency` names');
      expect(toFields(typename)['currency']?.description).toContain(`\`${member}\``);
    },
  );
});

const enums = Object.values(versions).flatMap((metadata) => Object.entries(metadata.enums));

test.each(enums)(
  'the enum for %s has every member and the sentinel, reads any casing, survives the rest',
  (name, known) => {
    const type = schema.getType(toLocalName(name));
    if (!isEnumType(type)) throw new Error(`The schema has no enum ${toLocalName(name)}`);
    const wanted = new Set([...known, 'unknownFutureValue']);
    expect(
      type
        .getValues()
        .map(({ value }) => String(value))
        .sort(),
    ).toEqual([...wanted].sort());
    for (const { name: value, value: member } of type.getValues()) {
      expect(value.replaceAll('_', '').toLowerCase()).toBe(String(member).toLowerCase());
      const capital = String(member).charAt(0).toUpperCase() + String(member).slice(1);
      expect(type.serialize(member)).toBe(value);
      expect(type.serialize(capital)).toBe(value);
    }
    expect(type.serialize('holographic')).toBe('UNKNOWN_FUTURE_VALUE');
  },
);
