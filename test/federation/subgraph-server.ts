import type { DocumentNode } from 'graphql';
import { Kind, parse } from 'graphql';
import { createSchema, createYoga } from 'graphql-yoga';

export interface SubgraphServer {
  fetch(url: string, init: RequestInit): Promise<Response>;
}

/** A member of a representation, or what a root field gives. */
type Resolvers = Readonly<Record<string, unknown>>;

export interface SubgraphServerOptions {
  readonly sdl: string;
  readonly rootFields?: Readonly<Record<string, () => unknown>>;
  /** What it knows of an entity beside its key. */
  readonly resolveEntity?: (representation: Readonly<Record<string, unknown>>) => unknown;
}

const ENTITIES = (types: readonly string[]) => `
  directive @key(fields: String!, resolvable: Boolean) repeatable on OBJECT
  scalar _Any
  union _Entity = ${types.join(' | ')}
  extend type Query { _entities(representations: [_Any!]!): [_Entity]! }
`;

/** Another team's subgraph, by the SDL that is composed. */
export function createSubgraphServer({ sdl, rootFields = {}, resolveEntity }: SubgraphServerOptions): SubgraphServer {
  const document: DocumentNode = parse(sdl);
  const definitions = document.definitions.filter(({ kind }) => kind !== Kind.SCHEMA_EXTENSION);
  const hasQuery = definitions.some((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === 'Query');
  const types = definitions.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION && node.directives?.length ? [node.name.value] : [],
  );
  const query: Resolvers = {
    ...rootFields,
    _entities: (_root: unknown, { representations }: { representations: readonly Record<string, unknown>[] }) =>
      representations.map((representation) => resolveEntity?.(representation) ?? null),
  };
  const schema = createSchema({
    typeDefs: [{ kind: Kind.DOCUMENT, definitions }, ...(hasQuery ? [] : ['type Query']), ENTITIES(types)],
    resolvers: {
      Query: query,
      _Entity: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    } as never,
  });
  const yoga = createYoga({ schema, logging: false, maskedErrors: false });
  return { fetch: async (url, init) => yoga.fetch(url, init) };
}
