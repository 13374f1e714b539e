import type { GraphQLSchema } from 'graphql';
import { isEnumType } from 'graphql';
import { builder } from './builder.ts';

const UNKNOWN = 'UNKNOWN_FUTURE_VALUE';

/** Enum name → Graph's member in lower case → our value name. */
const valueNames = new Map<string, ReadonlyMap<string, string>>();

/**
 * An enum of Graph's metadata. `members` maps our value name to Graph's member and its description;
 * UNKNOWN_FUTURE_VALUE, Graph's sentinel for what it adds later, is appended to every enum.
 */
export function graphEnum(
  name: string,
  description: string,
  members: Readonly<Record<string, readonly [member: string, description: string]>>,
) {
  valueNames.set(name, new Map(Object.entries(members).map(([value, [member]]) => [member.toLowerCase(), value])));
  const values: Record<string, { value: string; description: string }> = {};
  for (const [value, [member, text]] of Object.entries(members)) values[value] = { value: member, description: text };
  values[UNKNOWN] = {
    value: 'unknownFutureValue',
    description: 'A value that this gateway does not know, or that Microsoft Graph added later and hides.',
  };
  return builder.enumType(name, { description, values });
}

/**
 * Lets text that is not a known member become UNKNOWN_FUTURE_VALUE instead of an error: Graph's enums are
 * evolvable, its casing varies, and one new codec must not cost a caller the call.
 */
export function acceptUnknownMembers(schema: GraphQLSchema): GraphQLSchema {
  for (const [name, byMember] of valueNames) {
    const type = schema.getType(name);
    if (isEnumType(type)) {
      type.serialize = (member) =>
        byMember.get(member as string) ?? byMember.get(String(member).toLowerCase()) ?? UNKNOWN;
    }
  }
  return schema;
}
