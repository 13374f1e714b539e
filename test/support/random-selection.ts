import fc from 'fast-check';
import type { GraphQLField, GraphQLNamedType } from 'graphql';
import { getNamedType, getNullableType, isInterfaceType, isLeafType, isListType, isObjectType } from 'graphql';
import { schema } from '../../src/schema/index.ts';

/** Type name → field name → what is selected below it; `undefined` below a leaf. */
export interface Selection {
  readonly [type: string]: { readonly [field: string]: Selection | undefined };
}

/** Any non-empty part of the fields below a type, except those named; deep ones become rarer. */
export function drawSelection(gen: fc.GeneratorValue, type: GraphQLNamedType, except: readonly string[]): Selection {
  const types = isInterfaceType(type) ? schema.getPossibleTypes(type) : [type];
  return Object.fromEntries(types.map((possible) => [possible.name, drawFields(gen, possible, except)]));
}

function drawFields(gen: fc.GeneratorValue, type: GraphQLNamedType, except: readonly string[]): Selection[string] {
  if (!isObjectType(type)) throw new Error(`${type.name} has no fields`);
  const fields = type.getFields();
  const names = Object.keys(fields).filter((name) => !except.includes(name));
  const drawn = gen(fc.subarray, names, { minLength: 1, maxLength: Math.min(4, names.length) });
  return Object.fromEntries(
    drawn.map((name) => {
      const below = getNamedType((fields[name] as GraphQLField<unknown, unknown>).type);
      return [name, isLeafType(below) ? undefined : drawSelection(gen, below, except)];
    }),
  );
}

/** What to write behind a fragment and behind a field that is a list. */
export interface Directives {
  readonly onFragment: () => string;
  readonly onList: () => string;
}

const noDirectives: Directives = { onFragment: () => '', onList: () => '' };

/** The selection as GraphQL. */
export function printSelection(selection: Selection, directives = noDirectives): string {
  const entries = Object.entries(selection).map(([type, fields]) => {
    const text = Object.entries(fields).map(([name, below]) => {
      const field = `${name} ${isList(type, name) ? directives.onList() : ''}`;
      return below ? `${field} ${printSelection(below, directives)}` : field;
    });
    return `... on ${type} ${directives.onFragment()} { ${text.join(' ')} }`;
  });
  return `{ __typename ${entries.join(' ')} }`;
}

function isList(typename: string, field: string): boolean {
  const type = schema.getType(typename);
  const fieldType = isObjectType(type) ? type.getFields()[field]?.type : undefined;
  return fieldType !== undefined && isListType(getNullableType(fieldType));
}

/** What of a full answer the selection would have shown. */
export function project(full: unknown, selection: Selection): unknown {
  if (Array.isArray(full)) return full.map((item) => project(item, selection));
  if (full === null || typeof full !== 'object') return full;
  const object = full as Readonly<Record<string, unknown>>;
  const type = object['__typename'] as string;
  const entries = Object.entries(selection[type] ?? {}).map(([name, below]) => [
    name,
    below ? project(object[name], below) : object[name],
  ]);
  return Object.fromEntries([['__typename', type], ...entries]);
}
