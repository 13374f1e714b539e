import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLAbstractType,
  GraphQLField,
  GraphQLLeafType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLResolveInfo,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import {
  getArgumentValues,
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  OperationTypeNode,
  visit,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import type { Context } from '../context.ts';
import type { SelectionMemo } from '../schema/selection-memo.ts';
import { NotPlain } from './not-plain.ts';
import type { FieldFacts } from './planned-info.ts';
import { PlannedInfo } from './planned-info.ts';

/** How to answer one operation, worked out of its document once: the good case, and nothing else. */
export interface Plan {
  /**
   * The whole of `data`. Rejects or throws where anything is wrong or out of the ordinary; the operation is then to be
   * executed by graphql-js, which decides what a caller is told.
   */
  run(context: Context, variableValues: Record<string, unknown>): unknown;
}

interface PlanSource {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Of the operation that the plan is first made for: `@skip` and `@include` are decided by them for good. */
  readonly variableValues: Record<string, unknown>;
  /** Is told of each field that is planned. */
  readonly onField?: () => void;
}

/** One execution. What depends on its variables alone is worked out once for it. */
interface Run {
  readonly context: Context;
  readonly variableValues: Record<string, unknown>;
  readonly args: (Readonly<Record<string, unknown>> | undefined)[];
  readonly infos: (PlannedInfo | undefined)[];
}

/** A value of Graph or of a resolver as it stands in the answer, or a promise of it. */
type Complete = (value: unknown, run: Run) => unknown;
type Read = (source: unknown, run: Run) => unknown;

interface PlannedField {
  readonly responseName: string;
  readonly read: Read;
  readonly complete: Complete;
}

/** A document can spread fragments into more fields than it has text; such a one is no plain case. */
const MAX_FIELDS = 4_000;

/** Throws NotPlain for a document that is no plain query. */
export function createPlan({ schema, operation, fragments, variableValues, onField }: PlanSource): Plan {
  let fieldCount = 0;

  function planFields(type: GraphQLObjectType, nodesByName: ReadonlyMap<string, readonly FieldNode[]>): PlannedField[] {
    return [...nodesByName].map(([responseName, nodes]) => {
      const fieldName = (nodes[0] as FieldNode).name.value;
      if (responseName === '__proto__') throw new NotPlain('a name that objects keep for themselves');
      const index = fieldCount++;
      if (index >= MAX_FIELDS) throw new NotPlain('more fields than a plan holds');
      onField?.();
      if (fieldName === '__typename') return { responseName, read: () => type.name, complete: (value) => value };
      const field = type.getFields()[fieldName];
      if (!field) throw new NotPlain('introspection');
      const facts: FieldFacts = {
        fieldName,
        fieldNodes: nodes,
        returnType: field.type,
        parentType: type,
        schema,
        fragments,
        operation,
        memo: new Map() as SelectionMemo,
      };
      return {
        responseName,
        read: planRead(field, facts, index),
        complete: planValue(field.type, nodes),
      };
    });
  }

  function planRead({ name, resolve }: GraphQLField<unknown, unknown>, facts: FieldFacts, index: number): Read {
    const toArgs = planArgs(facts, index);
    const toInfo = (run: Run) => (run.infos[index] ??= new PlannedInfo(facts, run.variableValues));
    if (resolve) return (source, run) => resolve(source, toArgs(run), run.context, toInfo(run));
    return (source, run) => {
      const member = (source as Readonly<Record<string, unknown>>)[name];
      if (typeof member !== 'function') return member;
      return (source as Record<string, GraphQLFieldMethod>)[name]?.(toArgs(run), run.context, toInfo(run));
    };
  }

  function planArgs({ parentType, fieldName, fieldNodes }: FieldFacts, index: number) {
    const field = parentType.getFields()[fieldName] as GraphQLField<unknown, unknown>;
    const node = fieldNodes[0] as FieldNode;
    if (!usesVariables(node)) {
      const args = getArgumentValues(field, node, {});
      return () => args;
    }
    return (run: Run) => (run.args[index] ??= getArgumentValues(field, node, run.variableValues));
  }

  function planValue(type: GraphQLOutputType, nodes: readonly FieldNode[]): Complete {
    if (isNonNullType(type)) {
      const complete = planValue(type.ofType, nodes);
      return (value, run) => {
        if (value === null || value === undefined) throw new NotPlain('null where none may be');
        return complete(value, run);
      };
    }
    if (isListType(type)) return planList(planValue(type.ofType, nodes));
    if (isLeafType(type)) return planLeaf(type);
    if (isAbstractType(type)) return planAbstract(type, nodes);
    return planObject(type, nodes);
  }

  function planObject(type: GraphQLObjectType, nodes: readonly FieldNode[]): Complete {
    if (type.isTypeOf) throw new NotPlain('a type that is told by its values');
    // Worked out when there is a value for it: most branches of a document may never be entered.
    let fields: readonly PlannedField[] | undefined;
    return (value, run) => {
      if (value === null || value === undefined) return null;
      fields ??= planFields(type, collectSubfields(schema, fragments, variableValues, type, nodes));
      return readFields(fields, value, run);
    };
  }

  function planAbstract(type: GraphQLAbstractType, nodes: readonly FieldNode[]): Complete {
    const { resolveType } = type;
    if (!resolveType) throw new NotPlain('a type without a way to tell it');
    const byTypename = new Map<unknown, Complete>();
    return (value, run) => {
      if (value === null || value === undefined) return null;
      const typename = resolveType(value, run.context, NO_INFO, type);
      let complete = byTypename.get(typename);
      if (!complete) {
        const runtimeType = typeof typename === 'string' ? schema.getType(typename) : undefined;
        if (!isObjectType(runtimeType) || !schema.isSubType(type, runtimeType)) throw new NotPlain('an unknown type');
        complete = planObject(runtimeType, nodes);
        byTypename.set(typename, complete);
      }
      return complete(value, run);
    };
  }

  const rootType = schema.getQueryType();
  if (operation.operation !== OperationTypeNode.QUERY || !rootType) throw new NotPlain('no query');
  checkDirectives([operation, ...Object.values(fragments)]);
  const rootFields = planFields(
    rootType,
    collectFields(schema, fragments, variableValues, rootType, operation.selectionSet),
  );
  return {
    run: (context, values) =>
      readFields(rootFields, undefined, { context, variableValues: values, args: [], infos: [] }),
  };
}

type GraphQLFieldMethod = (args: unknown, context: unknown, info: GraphQLResolveInfo) => unknown;

/** No type of ours is told by where it stands. */
const NO_INFO = undefined as unknown as GraphQLResolveInfo;

function readFields(fields: readonly PlannedField[], source: unknown, run: Run): unknown {
  const data: Record<string, unknown> = {};
  let pending: Promise<void>[] | undefined;
  try {
    for (const { responseName, read, complete } of fields) {
      const value = read(source, run);
      const result = isPromise(value) ? value.then((settled) => complete(settled, run)) : complete(value, run);
      // A promise keeps its place among the members.
      data[responseName] = result;
      if (isPromise(result)) (pending ??= []).push(result.then((settled) => void (data[responseName] = settled)));
    }
  } catch (error) {
    forget(pending);
    throw error;
  }
  return pending ? Promise.all(pending).then(() => data) : data;
}

function planList(complete: Complete): Complete {
  return (value, run) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) throw new NotPlain('no list where one should be');
    const items: unknown[] = new Array<unknown>(value.length);
    let pending: Promise<void>[] | undefined;
    try {
      for (let index = 0; index < value.length; index++) {
        const item = value[index] as unknown;
        const result = isPromise(item) ? item.then((settled) => complete(settled, run)) : complete(item, run);
        items[index] = result;
        if (isPromise(result)) (pending ??= []).push(result.then((settled) => void (items[index] = settled)));
      }
    } catch (error) {
      forget(pending);
      throw error;
    }
    return pending ? Promise.all(pending).then(() => items) : items;
  };
}

/** What the built-in scalars pass on as it is, so that the rest alone needs their code. */
const passes = new Map<GraphQLLeafType, (value: unknown) => boolean>([
  [GraphQLString, (value) => typeof value === 'string'],
  [GraphQLID, (value) => typeof value === 'string'],
  [GraphQLBoolean, (value) => typeof value === 'boolean'],
  [GraphQLFloat, Number.isFinite],
  [GraphQLInt, (value) => (value as number) === ((value as number) | 0) && typeof value === 'number'],
]);

function planLeaf(type: GraphQLLeafType): Complete {
  const isAsItIs = passes.get(type);
  const serialize = (value: unknown) => {
    if (value === null || value === undefined) return null;
    const result: unknown = type.serialize(value);
    if (result === null || result === undefined) throw new NotPlain('a value that its type refuses');
    return result;
  };
  return isAsItIs ? (value) => (isAsItIs(value) ? value : serialize(value)) : serialize;
}

/** Graph's bodies can have a member of that name: who takes what for a promise is graphql-js's matter then. */
function isPromise(value: unknown): value is Promise<unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const { then } = value as { readonly then?: unknown };
  if (then === undefined) return false;
  if (typeof then !== 'function') throw new NotPlain('a member named then');
  return true;
}

/** What is still under way when the rest is given up may fail as it likes. */
function forget(pending: readonly Promise<void>[] | undefined): void {
  for (const promise of pending ?? []) promise.catch(() => undefined);
}

function usesVariables(node: FieldNode): boolean {
  let found = false;
  for (const argument of node.arguments ?? []) {
    visit(argument, {
      [Kind.VARIABLE]() {
        found = true;
      },
    });
  }
  return found;
}

/** `@defer`, `@stream` and whatever else changes how an operation is executed is no plain case. */
function checkDirectives(definitions: readonly (OperationDefinitionNode | FragmentDefinitionNode)[]): void {
  for (const definition of definitions) {
    visit(definition, {
      [Kind.DIRECTIVE]({ name }) {
        if (name.value !== 'skip' && name.value !== 'include') throw new NotPlain(`@${name.value}`);
      },
    });
  }
}
