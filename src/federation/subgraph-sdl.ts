import type { ConstDirectiveNode, GraphQLSchema } from 'graphql';
import { Kind, parse, print, printSchema, visit } from 'graphql';
import type { EntityType } from './entity-type.ts';
import { entityTypes, sharedTypes } from './entity-type.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])`;

/** The schema in SDL as a subgraph of a federated graph (Apollo Federation, version 2): for whoever composes it with others. */
export function toSubgraphSdl(schema: GraphQLSchema): string {
  const document = visit(parse(printSchema(schema)), {
    [Kind.OBJECT_TYPE_DEFINITION]: (node) => ({
      ...node,
      directives: [...(node.directives ?? []), ...toDirectives(node.name.value)],
    }),
  });
  return `${LINK}\n\n${print(document)}\n`;
}

function toDirectives(typeName: string): readonly ConstDirectiveNode[] {
  const entity = (entityTypes as Readonly<Record<string, EntityType>>)[typeName];
  return [
    ...(entity ? [toKey(entity)] : []),
    ...(sharedTypes.has(typeName) ? [{ kind: Kind.DIRECTIVE, name: toName('shareable') } as const] : []),
  ];
}

const toKey = ({ key, isResolvable }: EntityType): ConstDirectiveNode => ({
  kind: Kind.DIRECTIVE,
  name: toName('key'),
  arguments: [
    { kind: Kind.ARGUMENT, name: toName('fields'), value: { kind: Kind.STRING, value: key } },
    ...(isResolvable
      ? []
      : [{ kind: Kind.ARGUMENT, name: toName('resolvable'), value: { kind: Kind.BOOLEAN, value: false } } as const]),
  ],
});

const toName = (value: string) => ({ kind: Kind.NAME, value }) as const;
