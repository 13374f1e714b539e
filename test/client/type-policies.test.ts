import { getNamedType, getNullableType, isListType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { possibleTypes, typePolicies } from '../../client/src/index.ts';
import { schema } from '../../src/schema/index.ts';

const objects = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => !name.startsWith('__'));

/** Where a type can stand: below its parent alone, and not one of a list. */
function standsAlone(name: string): boolean {
  const names = [name, ...Object.keys(possibleTypes).filter((type) => possibleTypes[type]?.includes(name))];
  return objects.some((parent) =>
    Object.values(parent.getFields()).some(
      ({ type }) => names.includes(getNamedType(type).name) && !isListType(getNullableType(type)),
    ),
  );
}

/** What the cache does with types, beside connections and the roots, is for every type of the schema. */
describe('what has no entry of its own', () => {
  const parts = objects
    .filter((type) => !type.getFields()['id'])
    .map(({ name }) => name)
    .filter((name) => !/Connection$|Edge$|^Query$|^Subscription$|^PageInfo$|^CallRecordChange$/.test(name))
    .filter(standsAlone)
    // Rows of reports are in lists; a match has one row, which is the row of a list or has an id.
    .filter((name) => !/Row$|Report$|Match$/.test(name));

  it.each(parts)('%s is merged', (name) => {
    expect(typePolicies[name]).toMatchObject({ merge: true });
  });

  it('is in the schema', () => {
    for (const name of Object.keys(typePolicies)) expect(objects.map((type) => type.name)).toContain(name);
  });
});

it('every connection is one list', () => {
  for (const root of ['Query', 'Viewer']) {
    const fields = objects.find(({ name }) => name === root)?.getFields() ?? {};
    const connections = Object.values(fields)
      .filter(({ type }) => getNamedType(type).name.endsWith('Connection'))
      .map(({ name, args }) => [name, args.map((arg) => arg.name)] as const);
    const policies = typePolicies[root]?.fields as Record<string, { keyArgs: string[] } | undefined>;
    for (const [name, args] of connections) {
      // What tells one list from another; how far it is read does not.
      const distinguishing = args.filter((arg) => !['after', 'first', 'maxRead'].includes(arg));
      expect([name, policies[name]?.keyArgs]).toEqual([name, distinguishing]);
    }
  }
});
