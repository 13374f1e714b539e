import type {
  FieldNode,
  GraphQLNamedType,
  GraphQLObjectType,
  GraphQLResolveInfo,
  OperationDefinitionNode,
} from 'graphql';
import { getArgumentValues, getNamedType, isObjectType, isUnionType } from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { toFieldOf, toWantedMembers } from './selection.ts';

/** What a field takes of Graph when it is resolved once: its `extensions.upstream`, by its arguments. */
export type ToUpstream = (args: Readonly<Record<string, unknown>>) => Upstream;

export interface Upstream {
  /** Requests at the least, each time. */
  readonly requests?: number;
  /** Requests that all of them share. */
  readonly shared?: number;
  /** How many things below it there can be, each of which costs what is selected of it; 1 when left out. */
  readonly items?: number;
  /** The same where they are of several types, by the names of the types. */
  readonly itemsOf?: Readonly<Record<string, number>>;
  /** How many relationships of a record come with it; none when left out. */
  readonly relationships?: number;
}

/** What an operation is going to take of Graph at the least, by the values of its variables. */
export type ToCost = (variableValues: Record<string, unknown>) => number;

type Where = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;

interface Node {
  readonly toUpstream: ((variableValues: Record<string, unknown>) => Upstream) | undefined;
  /** What is selected of it, for each type that it can be of. */
  readonly parts: readonly Part[];
}

interface Part {
  readonly typeName: string;
  /** Relationships of a call record that are read. */
  readonly relationships: number;
  readonly children: readonly Node[];
}

/** A document can spread fragments into more fields than it has text: beyond so many it counts as endless. */
const MAX_NODES = 20_000;

/**
 * Works out what an operation costs, through fragments and aliases; `@skip` and `@include` are decided by `variableValues`.
 * What is wanted twice at the same moment is read once, and lists behind lists have pages that nobody can foresee: it is
 * the price before the fact.
 */
export function createCost(operation: OperationDefinitionNode, where: Where): ToCost {
  const { schema, fragments, variableValues } = where;
  let count = 0;
  let isEndless = false;

  function toNodes(type: GraphQLObjectType, fields: ReadonlyMap<string, readonly FieldNode[]>): Node[] {
    const nodes: Node[] = [];
    for (const [, [first, ...others]] of fields) {
      if (!first || isEndless) continue;
      const field = type.getFields()[first.name.value];
      if (!field) continue;
      if ((count += 1) > MAX_NODES) {
        isEndless = true;
        continue;
      }
      const named = getNamedType(field.type);
      const parents = [first, ...others];
      const parts = toTypes(named).flatMap((each) => toPart(each, parents));
      const toUpstream = field.extensions['upstream'] as ToUpstream | undefined;
      if (!toUpstream && !parts.length) continue;
      nodes.push({
        toUpstream: toUpstream && ((values) => toUpstream(getArgumentValues(field, first, values))),
        parts,
      });
    }
    return nodes;
  }

  function toPart(type: GraphQLObjectType, parents: readonly FieldNode[]): Part[] {
    const children = toNodes(type, collectSubfields(schema, fragments, variableValues, type, parents));
    const relationships =
      type.name === 'CallRecord'
        ? toWantedMembers(type, [toFieldOf(type, parents, where)], where).relationships.size
        : 0;
    return relationships || children.length ? [{ typeName: type.name, relationships, children }] : [];
  }

  const rootType = schema.getRootType(operation.operation);
  const roots = rootType
    ? toNodes(rootType, collectFields(schema, fragments, variableValues, rootType, operation.selectionSet))
    : [];
  if (isEndless) return () => Infinity;
  return (values) => sum(roots, 1, values);
}

function sum(nodes: readonly Node[], times: number, values: Record<string, unknown>): number {
  let cost = 0;
  for (const { toUpstream, parts } of nodes) {
    const upstream = toUpstream?.(values);
    cost += times * (upstream?.requests ?? 0) + (upstream?.shared ?? 0);
    for (const { typeName, relationships, children } of parts) {
      const items = times * (upstream?.itemsOf ? (upstream.itemsOf[typeName] ?? 0) : (upstream?.items ?? 1));
      // What is shared is read for one of them.
      if (items === 0) continue;
      cost += items * Math.max(0, relationships - (upstream?.relationships ?? 0));
      cost += sum(children, items, values);
    }
  }
  return cost;
}

/** Nothing below an interface of ours is fetched. */
function toTypes(type: GraphQLNamedType): readonly GraphQLObjectType[] {
  if (isUnionType(type)) return type.getTypes();
  return isObjectType(type) ? [type] : [];
}

/** An argument within its bounds: what is outside of them is the field's own to refuse. */
export const clamp = (value: number, most: number): number => Math.min(most, Math.max(1, value));

const PAGE = 60;
const REPORT_PAGE = 1_000;
const PIECE_MS = 90 * 24 * 60 * 60 * 1_000;
/** Windows are cut to the years in which there can be rows. */
const MOST_PIECES = 60;

/** Requests for so many items of Graph's lists. */
export const toPages = (items: number): number => Math.max(1, Math.ceil(items / PAGE));

/** The window of a report. */
export interface WindowArguments {
  readonly from: string;
  readonly to: string;
}

/** Requests for a window of a report, and for so many rows of it. */
export function toReportRequests(from: string, to: string, rows: number): number {
  const pieces = Math.ceil((Date.parse(to) - Date.parse(from)) / PIECE_MS);
  return (
    Math.min(MOST_PIECES, Math.max(1, Number.isFinite(pieces) ? pieces : 1)) +
    Math.max(0, Math.ceil(rows / REPORT_PAGE) - 1)
  );
}
