import type { FieldNode, GraphQLObjectType, GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import { getDirectiveValues, getNamedType, GraphQLIncludeDirective, GraphQLSkipDirective, Kind } from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import type { Query } from '../graph/odata.ts';
import { mergeQueries } from '../graph/odata.ts';
import type { WantedCallRecord } from '../loaders/call-record.ts';
import { rememberOfSelection } from './selection-memo.ts';

/** A field's `extensions.graph`: what of Graph it reads, where that is not just the member of its own name. */
export interface GraphExtension {
  readonly select?: readonly string[] | 'all';
  readonly expand?: readonly {
    readonly relationship: string;
    /** What of its items; left out = what the selection below the field reads. */
    readonly query?: Query;
  }[];
}

/** What of an entity a selection reads. */
export interface WantedMembers {
  /** Members for `$select`; undefined = all. */
  readonly select: readonly string[] | undefined;
  /** Relationships and what of their items. */
  readonly relationships: ReadonlyMap<string, Query>;
}

type Where = Pick<GraphQLResolveInfo, 'fragments' | 'variableValues' | 'schema'>;

/** The fields selected below `parents`, by name: through fragments and aliases, without what is skipped. */
export function toSubfields(parents: readonly FieldNode[], where: Where): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  // A fragment spread twice adds the same nodes; entering it each time would double the work at every level.
  const entered = new Set<string>();
  const visit = ({ selections }: SelectionSetNode) => {
    for (const node of selections) {
      if (!isIncluded(node, where)) continue;
      if (node.kind === Kind.FIELD) {
        const known = fields.get(node.name.value);
        if (known) known.push(node);
        else fields.set(node.name.value, [node]);
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        visit(node.selectionSet);
      } else if (!entered.has(node.name.value)) {
        entered.add(node.name.value);
        const fragment = where.fragments[node.name.value];
        if (fragment) visit(fragment.selectionSet);
      }
    }
  };
  for (const { selectionSet } of parents) if (selectionSet) visit(selectionSet);
  return fields;
}

function isIncluded(node: SelectionSetNode['selections'][number], { variableValues }: Where): boolean {
  if (!node.directives?.length) return true;
  return (
    getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.['if'] !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.['if'] !== false
  );
}

/**
 * What is selected of `type` below `parents`, which can be of other types too, as one field: of fragments on other types
 * nothing is read for it.
 */
export function toFieldOf(type: GraphQLObjectType, parents: readonly FieldNode[], where: Where): FieldNode {
  const { schema, fragments, variableValues } = where;
  const fields = collectSubfields(schema, fragments, variableValues, type, parents);
  const selections = [...fields.values()].flat();
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: type.name },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}

/** What the selection below `parents`, fields of the entity `type`, reads of Graph. */
export function toWantedMembers(type: GraphQLObjectType, parents: readonly FieldNode[], where: Where): WantedMembers {
  const fields = type.getFields();
  const select = new Set(['id']);
  let all = false;
  const relationships = new Map<string, Query>();
  for (const [name, nodes] of toSubfields(parents, where)) {
    const field = fields[name];
    if (!field) continue;
    const graph = field.extensions['graph'] as GraphExtension | undefined;
    if (!graph) select.add(name);
    if (graph?.select === 'all') all = true;
    else for (const member of graph?.select ?? []) select.add(member);
    for (const { relationship, query: fixed } of graph?.expand ?? []) {
      const query = fixed ?? toQuery(toWantedMembers(getNamedType(field.type) as GraphQLObjectType, nodes, where));
      const known = relationships.get(relationship);
      relationships.set(relationship, known ? (mergeQueries(known, query) ?? {}) : query);
    }
  }
  return { select: all ? undefined : [...select], relationships };
}

/** As one OData query; an entity that more than one relationship can be wanted of needs a plan of its own. */
export function toQuery({ select, relationships }: WantedMembers): Query {
  const [first] = relationships;
  return { select, expand: first && { relationship: first[0], query: first[1] } };
}

/** What the selection of the field being resolved reads of the entity, or the entities, that it returns. */
export function toWanted(info: GraphQLResolveInfo): WantedMembers {
  return rememberOfSelection(info, workOutWanted);
}

const workOutWanted = (info: GraphQLResolveInfo) =>
  toWantedMembers(getNamedType(info.returnType) as GraphQLObjectType, info.fieldNodes, info);

/** The same as one query, for a field whose entities can be wanted with one relationship at most. */
export function toWantedQuery(info: GraphQLResolveInfo): Query {
  return rememberOfSelection(info, workOutQuery);
}

const workOutQuery = (info: GraphQLResolveInfo) => toQuery(toWanted(info));

/** The same for a field that returns one call record by its id. */
export function toWantedCallRecord(info: GraphQLResolveInfo): WantedCallRecord {
  return rememberOfSelection(info, workOutCallRecord);
}

const workOutCallRecord = (info: GraphQLResolveInfo) => toCallRecordWants(toWanted(info));

/** What is wanted of one call record, as its loader takes it. */
export function toCallRecordWants({ select, relationships }: WantedMembers): WantedCallRecord {
  return {
    select,
    collections: {
      sessions: relationships.get('sessions'),
      participants_v2: relationships.get('participants_v2'),
    },
  };
}
