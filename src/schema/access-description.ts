import type { GraphQLSchema } from 'graphql';
import { isInterfaceType, isObjectType } from 'graphql';
import type { DataClass, Decision } from '../access/data-class.ts';
import { dataClasses } from '../access/data-class.ts';
import { roles } from '../access/role.ts';
import { toDataClass } from './view.ts';

/** Says behind the description of every field who may see it. */
export function describeAccess(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if ((!isObjectType(type) && !isInterfaceType(type)) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const dataClass = toDataClass(type.name, field.name);
      if (field.description && dataClass !== undefined) field.description += ` ${toSentence(dataClass)}`;
    }
  }
  return schema;
}

const WORDS: Readonly<Record<Decision, string>> = {
  show: 'shown to',
  own: 'own only for',
  mask: 'masked for',
  hide: 'hidden from',
};

function toSentence(dataClass: DataClass): string {
  const decisions = dataClasses[dataClass];
  const parts = (Object.keys(WORDS) as Decision[]).flatMap((decision) => {
    const those = roles.filter((role) => decisions[role] === decision);
    return those.length
      ? [`${WORDS[decision]} ${those.length === roles.length ? 'every role' : those.join(', ')}`]
      : [];
  });
  return `Access \`${dataClass}\`: ${parts.join('; ')}.`;
}
