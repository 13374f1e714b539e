import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import type { RecordScope } from '../../access/policy.ts';
import type { Context } from '../../context.ts';
import { loadKept } from '../../loaders/kept-list.ts';
import { checkFirst, checkWithin } from '../argument.ts';
import { builder } from '../builder.ts';
import type { CallRecordFilterInput } from '../call-record-filter.ts';
import { CallRecordFilter, toFilterWork, toGatewayFilter, toGraphFilter } from '../call-record-filter.ts';
import { toPageInfo } from '../page-info-source.ts';
import { CallRecord, CallRecordConnection, CallRecordEdge, PageInfo, Viewer } from '../refs.ts';
import { rememberOfSelection } from '../selection-memo.ts';
import { toSubfields, toWantedMembers } from '../selection.ts';
import type { Upstream } from '../upstream-cost.ts';
import { clamp, toPages } from '../upstream-cost.ts';

const DEFAULT_FIRST = 60;
const LARGEST_FIRST = 1000;
const DEFAULT_MAX_READ = 300;
const LARGEST_MAX_READ = 5000;

const LIST_COST =
  'Costs one request to Graph for every 60 records asked for; what is selected below a record adds its own cost for each record. Graph allows 15 lists in 20 seconds.';

const listArguments = builder.args((t) => ({
  filter: t.field({ type: CallRecordFilter, description: 'Which records to list; all of them when left out.' }),
  first: t.int({
    defaultValue: DEFAULT_FIRST,
    description: `How many records to return at most, from 1 to ${LARGEST_FIRST}. Every 60 cost a request.`,
  }),
  after: t.string({ description: 'Go on behind this cursor, from a list with the same filter.' }),
  maxRead: t.int({
    defaultValue: DEFAULT_MAX_READ,
    description: `How many records to read at most for a filter that the gateway applies itself, from 1 to ${LARGEST_MAX_READ}; without effect for others. Where it ends the reading, \`hasNextPage\` is true and \`endCursor\` leads on.`,
  }),
}));

interface ListArguments {
  readonly filter?: CallRecordFilterInput | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly maxRead?: number | null | undefined;
}

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
      resolve: ({ entries, hasNextPage, hasPreviousPage, endCursor }) =>
        toPageInfo(entries, hasNextPage, hasPreviousPage, endCursor),
    }),
  }),
});

builder.queryField('callRecords', (t) =>
  t.field({
    type: CallRecordConnection,
    description: `The call records of the last 30 days that the caller may see. ${LIST_COST}`,
    extensions: { upstream: toListUpstream },
    args: listArguments,
    resolve: (_root, args, context, info) => readList(args, context, info, context.access.policy.records),
  }),
);

builder.objectField(Viewer, 'callRecords', (t) =>
  t.field({
    type: CallRecordConnection,
    description: `The calls of the last 30 days in which the caller took part, whatever else they may see. Null, with an error, for applications and for nobody. ${LIST_COST}`,
    extensions: { upstream: toListUpstream },
    args: listArguments,
    resolve: (_viewer, args, context, info) => readList(args, context, info, 'own'),
  }),
);

/** Graph's pages, and a request for each record that a filter of the gateway has to look into. */
function toListUpstream({ filter, first, maxRead }: ListArguments): Upstream {
  const items = clamp(first ?? DEFAULT_FIRST, LARGEST_FIRST);
  const { isFiltered, looksInside } = toFilterWork(filter);
  const read = isFiltered ? clamp(maxRead ?? DEFAULT_MAX_READ, LARGEST_MAX_READ) : items;
  return { requests: toPages(read) + (looksInside ? read : 0), items };
}

async function readList(
  { filter, first, after, maxRead }: ListArguments,
  context: Context,
  info: GraphQLResolveInfo,
  scope: RecordScope,
) {
  const keep = toGatewayFilter(filter, context);
  const most = checkWithin('maxRead', maxRead ?? DEFAULT_MAX_READ, LARGEST_MAX_READ);
  const wanted = {
    filter: toGraphFilter(filter, context.access, scope),
    first: checkFirst(first ?? DEFAULT_FIRST, LARGEST_FIRST),
    after,
  };
  const { callRecords } = context.loaders;
  const list = await (keep
    ? loadKept(callRecords, wanted, { predicate: keep, most })
    : callRecords.load({ ...wanted, select: rememberOfSelection(info, toSelect) }));
  if (list.error !== undefined) context.report(list.error, info);
  for (const { record } of list.entries) context.access.records.add(record.id);
  return { ...list, hasPreviousPage: after != null };
}

/** Members of the records for `$select`; all of them where the list can be gone on with, as its links keep the choice. */
function toSelect(info: GraphQLResolveInfo): readonly string[] | undefined {
  const connection = toSubfields(info.fieldNodes, info);
  const edges = toSubfields(connection.get('edges') ?? [], info);
  if (connection.has('pageInfo') || edges.has('cursor')) return undefined;
  const nodes = [...(connection.get('nodes') ?? []), ...(edges.get('node') ?? [])];
  return toWantedMembers(info.schema.getType('CallRecord') as GraphQLObjectType, nodes, info).select;
}
