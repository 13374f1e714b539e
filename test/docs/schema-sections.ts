import type { GraphQLField, GraphQLNamedType } from 'graphql';
import { isEnumType, isInterfaceType, isObjectType, isScalarType, isSpecifiedScalarType } from 'graphql';
import { schema } from '../../src/schema/index.ts';
import { toTable } from './section.ts';

/** What the pages say that stands in the descriptions of the schema. */

type Field = GraphQLField<unknown, unknown>;

const ACCESS = / ?Access `\w+`: ([^.]*)\.$/;
/** The sentences that count requests, or tell what is read for them. */
const COST = /(?:^|(?<=\. ))(?:Reads\b[^.]*|[^.]*\brequests?\b[^.]*)\./g;

const named = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const toWords = ({ description }: Pick<Field, 'description'>) => (description ?? '').replaceAll('\n', ' ');
const withoutAccess = (text: string) => text.replace(ACCESS, '');
const toFirstSentence = (text: string) => /^.*?[.:](?= |$)/.exec(text)?.[0].replace(/:$/, '.') ?? text;

function toAccess(field: Field): string {
  const access = ACCESS.exec(toWords(field))?.[1] ?? '';
  const parts = access.split('; ').filter((part) => !part.startsWith('hidden'));
  return parts.join('; ').replace(/^shown to /, '');
}

function toCost(field: Field): string {
  const text = withoutAccess(toWords(field));
  return text.match(COST)?.join(' ') ?? 'nothing by itself';
}

function toWhat(field: Field): string {
  return toFirstSentence(withoutAccess(toWords(field)));
}

const fieldsOf = (type: GraphQLNamedType | null | undefined): readonly Field[] =>
  isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];

export function toRootFields(): string {
  const rows = [schema.getQueryType(), schema.getSubscriptionType()].flatMap((type) =>
    fieldsOf(type).map((field) => [`\`${field.name}\``, toWhat(field), toCost(field), toAccess(field)]),
  );
  return toTable(['field', 'is', 'costs', 'for'], rows);
}

export function toDearFields(): string {
  const roots = new Set([schema.getQueryType()?.name, schema.getSubscriptionType()?.name]);
  const rows = named
    .filter(({ name }) => !roots.has(name))
    .flatMap((type) =>
      fieldsOf(type)
        .filter(({ extensions }) => extensions['upstream'])
        .map((field) => [`\`${type.name}.${field.name}\``, toWhat(field), toCost(field)]),
    );
  return toTable(['field', 'is', 'costs'], rows);
}

export function toTypes(): string {
  const types = named.filter((type) => isObjectType(type) || isInterfaceType(type) || isEnumType(type));
  const toKind = (type: GraphQLNamedType) => (isEnumType(type) ? 'enum' : isInterfaceType(type) ? 'interface' : 'type');
  const rows = types
    .filter(({ name }) => !['Query', 'Subscription'].includes(name) && !/(Connection|Edge)$|^PageInfo$/.test(name))
    .map((type) => [`\`${type.name}\``, toKind(type), toFirstSentence(toWords(type))]);
  return toTable(['name', '', 'is'], rows);
}

export function toScalars(): string {
  const rows = named
    .filter((type) => isScalarType(type) && !isSpecifiedScalarType(type))
    .map((type) => [`\`${type.name}\``, toWords(type)]);
  return toTable(['name', 'is'], rows);
}
