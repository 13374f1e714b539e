import type { GraphQLFieldConfig } from 'graphql';
import {
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
} from 'graphql';
import type { Context } from '../context.ts';
import { toForbidden } from '../schema/forbidden.ts';
import { OF_THE_MOMENT } from '../schema/of-the-moment.ts';
import type { ToUpstream } from '../schema/upstream-cost.ts';
import { readEntities, toEntityTypeName } from './entities.ts';
import type { EntitiesArguments } from './entity-cost.ts';
import { toEntityUpstream } from './entity-cost.ts';
import { entityTypes } from './entity-type.ts';

export interface SubgraphService {
  /** The subgraph's SDL. */
  readonly sdl: string;
  /** Whether somebody with these roles may read it. */
  readonly mayRead: (caller: Pick<Context['access']['policy'], 'roles'>) => boolean;
}

/** The same schema with what a gateway of a federated graph asks of its subgraphs; entities are as `callRecord(id:)` of it gives them. */
export function federate(schema: GraphQLSchema, service: SubgraphService): GraphQLSchema {
  const config = schema.toConfig();
  const query = config.query as GraphQLObjectType<unknown, Context>;
  const { fields, ...rest } = query.toConfig();
  const federated = new GraphQLObjectType({
    ...rest,
    fields: { ...fields, _entities: toEntitiesField(schema), _service: toServiceField(service) },
  });
  return new GraphQLSchema({
    ...config,
    query: federated,
    types: config.types.map((type) => (type === query ? federated : type)),
  });
}

type Field<Arguments = unknown> = GraphQLFieldConfig<unknown, Context, Arguments>;

const Any = new GraphQLScalarType({
  name: '_Any',
  description: 'What another subgraph knows of an entity: its `__typename` and the fields of its key.',
});

function toEntitiesField(schema: GraphQLSchema): Field<EntitiesArguments> {
  const types = Object.entries(entityTypes)
    .filter(([, { isResolvable }]) => isResolvable)
    .map(([name]) => schema.getType(name) as GraphQLObjectType);
  const Entity = new GraphQLUnionType({
    name: '_Entity',
    description: 'Whatever other subgraphs can refer to by its key.',
    types,
    resolveType: toEntityTypeName,
  });
  const ofRecord = schema.getQueryType()?.getFields()['callRecord']?.extensions['upstream'] as ToUpstream | undefined;
  return {
    type: new GraphQLNonNull(new GraphQLList(Entity)),
    description:
      'What representations refer to, in their order, for the gateway of a federated graph. Each costs what `callRecord(id:)` does; repeated ones and sessions of one call are read once.',
    args: {
      representations: {
        type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(Any))),
        description: 'At most 1000, of call records and sessions by their keys.',
      },
    },
    extensions: { upstream: (args: EntitiesArguments) => toEntityUpstream(args, ofRecord?.({}) ?? {}) },
    resolve: (_root, { representations }, context, info) => readEntities(representations, context, info),
  };
}

function toServiceField({ sdl, mayRead }: SubgraphService): Field {
  const Service = new GraphQLObjectType<unknown, Context>({
    name: '_Service',
    description: 'This gateway as a subgraph of a federated graph.',
    fields: {
      sdl: {
        type: new GraphQLNonNull(GraphQLString),
        description: 'Its schema with the keys of its entities. For those who may ask for the schema.',
        resolve(_service, _args, { access }) {
          if (!mayRead(access.policy)) throw toForbidden('The schema is not for you to read (INTROSPECTION).');
          return sdl;
        },
      },
    },
  });
  return {
    type: new GraphQLNonNull(Service),
    description: 'What a federated graph is composed of. Costs no request.',
    extensions: OF_THE_MOMENT,
    resolve: () => ({}),
  };
}
