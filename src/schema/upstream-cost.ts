import type { FieldNode, GraphQLObjectType, GraphQLResolveInfo, OperationDefinitionNode } from 'graphql';
import { getArgumentValues, getNamedType, isObjectType } from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { toWantedMembers } from './selection.ts';

/** What a field takes of Graph when it is resolved once: its `extensions.upstream`, by its arguments. */
export type ToUpstream = (args: Readonly<Record<string, unknown>>) => Upstream;

export interface Upstream {
  /** Requests at the least, each time. */
  readonly requests?: number;
  /** Requests that all of them share. */
  readonly shared?: number;
  /** How many things below it there can be, each of which costs what is selected of it; 1 when left out. */
  readonly items?: number;
  /** How many relationships of a record come with it; none when left out. */
  readonly relationships?: number;
}

/** What an operation is going to take of Graph at the least, by the values of its variables. */
export type ToCost = (variableValues: Record<string, unknown>) => number;

type Where = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;

interface Node {
  readonly toUpstream: ((variableValues: Record<string, unknown>) => Upstream) | undefined;
  /** Relationships of a call record that are read below it. */
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
      const children = isObjectType(named)
        ? toNodes(named, collectSubfields(schema, fragments, variableValues, named, parents))
        : [];
      const toUpstream = field.extensions['upstream'] as ToUpstream | undefined;
      const relationships =
        isObjectType(named) && named.name === 'CallRecord'
          ? toWantedMembers(named, parents, where).relationships.size
          : 0;
      if (!toUpstream && !relationships && !children.length) continue;
      nodes.push({
        toUpstream: toUpstream && ((values) => toUpstream(getArgumentValues(field, first, values))),
        relationships,
        children,
      });
    }
    return nodes;
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
  for (const { toUpstream, relationships, children } of nodes) {
    const upstream = toUpstream?.(values);
    const items = times * (upstream?.items ?? 1);
    cost += times * (upstream?.requests ?? 0) + (upstream?.shared ?? 0);
    cost += items * Math.max(0, relationships - (upstream?.relationships ?? 0));
    cost += sum(children, items, values);
  }
  return cost;
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
