import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { toFilter } from '../../graph/odata.ts';
import { checkFirst, checkParticipantId, checkWindow } from '../argument.ts';
import { builder } from '../builder.ts';
import { toPageInfo } from '../page-info-source.ts';
import { CallRecord, CallRecordConnection, CallRecordEdge, PageInfo } from '../refs.ts';
import { toSubfields, toWantedMembers } from '../selection.ts';

const DEFAULT_FIRST = 60;
const LARGEST_FIRST = 1000;

CallRecordEdge.implement({
  description: 'A call record at its place in the list.',
  fields: (t) => ({
    cursor: t.string({
      nullable: false,
      description: 'Opaque mark of this place, to be given as `after`. Valid for the same filter only.',
      resolve: (entry) => entry.cursor(),
    }),
    node: t.field({
      type: CallRecord,
      nullable: false,
      description: 'The call record itself.',
      resolve: ({ record }) => record,
    }),
  }),
});

CallRecordConnection.implement({
  description: "A page of the tenant's call records, in the order in which Graph lists them; Graph promises none.",
  fields: (t) => ({
    edges: t.field({
      type: [CallRecordEdge],
      nullable: false,
      description: 'The records of this page, each with its cursor.',
      resolve: ({ entries }) => entries,
    }),
    nodes: t.field({
      type: [CallRecord],
      nullable: false,
      description: 'The records of this page, without their cursors.',
      resolve: ({ entries }) => entries.map(({ record }) => record),
    }),
    pageInfo: t.field({
      type: PageInfo,
      nullable: false,
      description: 'Where this page stands in the list, and how to go on.',
      resolve: ({ entries, hasNextPage, hasPreviousPage }) => toPageInfo(entries, hasNextPage, hasPreviousPage),
    }),
  }),
});

const CallRecordFilter = builder.inputType('CallRecordFilter', {
  description:
    'Which call records to list. Graph itself applies all of it, at no further cost; what is left out does not restrict.',
  fields: (t) => ({
    from: t.field({
      type: 'DateTime',
      description: 'Only calls that started at this instant or later. Applied by Graph.',
    }),
    to: t.field({
      type: 'DateTime',
      description: 'Only calls that started before this instant. Applied by Graph.',
    }),
    participantId: t.string({
      description:
        'Only calls in which this participant took part: the object id of a user, a phone number such as `+15551234567`, or the id of another identity. Applied by Graph.',
    }),
  }),
});

builder.queryField('callRecords', (t) =>
  t.field({
    type: CallRecordConnection,
    description:
      'The call records of the last 30 days. Costs one request to Graph for every 60 records asked for; what is selected below a record adds its own cost for each record. Graph allows 15 lists in 20 seconds.',
    args: {
      filter: t.arg({ type: CallRecordFilter, description: 'Which records to list; all of them when left out.' }),
      first: t.arg.int({
        defaultValue: DEFAULT_FIRST,
        description: `How many records to return at most, from 1 to ${LARGEST_FIRST}. Every 60 cost a request.`,
      }),
      after: t.arg.string({ description: 'Go on behind this cursor, from a list with the same filter.' }),
    },
    resolve: async (_root, { filter, first, after }, context, info) => {
      checkWindow(filter?.from, filter?.to);
      checkParticipantId(filter?.participantId);
      const list = await context.loaders.callRecords.load({
        filter: toFilter(filter ?? {}),
        first: checkFirst(first ?? DEFAULT_FIRST, LARGEST_FIRST),
        after,
        select: toSelect(info),
      });
      if (list.error !== undefined) context.report(list.error, info);
      return { ...list, hasPreviousPage: after != null };
    },
  }),
);

/** Members of the records for `$select`; all of them where the list can be gone on with, as its links keep the choice. */
function toSelect(info: GraphQLResolveInfo): readonly string[] | undefined {
  const connection = toSubfields(info.fieldNodes, info);
  const edges = toSubfields(connection.get('edges') ?? [], info);
  if (connection.has('pageInfo') || edges.has('cursor')) return undefined;
  const nodes = [...(connection.get('nodes') ?? []), ...(edges.get('node') ?? [])];
  return toWantedMembers(info.schema.getType('CallRecord') as GraphQLObjectType, nodes, info).select;
}
