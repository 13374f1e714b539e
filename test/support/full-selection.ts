import type { GraphQLNamedType } from 'graphql';
import { getNamedType, isInterfaceType, isLeafType, isObjectType } from 'graphql';
import { schema } from '../../src/schema/index.ts';

/** A selection of every field below a type, except those named. */
export function toFullSelection(type: GraphQLNamedType | string, except: readonly string[] = []): string {
  const named = typeof type === 'string' ? schema.getType(type) : type;
  if (isInterfaceType(named)) {
    const possible = schema
      .getPossibleTypes(named)
      .map(({ name }) => `... on ${name} ${toFullSelection(name, except)}`);
    return `{ __typename ${possible.join(' ')} }`;
  }
  if (!isObjectType(named)) throw new Error(`${String(type)} has no fields`);
  const fields = Object.values(named.getFields()).flatMap((field) => {
    if (except.includes(field.name)) return [];
    const fieldType = getNamedType(field.type);
    return isLeafType(fieldType) ? [field.name] : [`${field.name} ${toFullSelection(fieldType, except)}`];
  });
  return `{ __typename ${fields.join(' ')} }`;
}
