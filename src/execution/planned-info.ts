import type {
  FieldNode,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLResolveInfo,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import type { SelectionMemo } from '../schema/selection-memo.ts';
import { NotPlain } from './not-plain.ts';

/** What a plan knows of a field before it is asked for. */
export interface FieldFacts extends Omit<GraphQLResolveInfo, 'path' | 'rootValue' | 'variableValues'> {
  /** The same for every operation that the plan serves, as `@skip` and `@include` are decided. */
  readonly memo: SelectionMemo;
}

/** The `info` of a planned field: one for all places in the answer where it stands. */
export class PlannedInfo implements GraphQLResolveInfo {
  readonly fieldName: string;
  readonly fieldNodes: readonly FieldNode[];
  readonly returnType: GraphQLOutputType;
  readonly parentType: GraphQLObjectType;
  readonly schema: GraphQLSchema;
  readonly fragments: GraphQLResolveInfo['fragments'];
  readonly rootValue: unknown = undefined;
  readonly operation: OperationDefinitionNode;
  readonly variableValues: Record<string, unknown>;
  readonly memo: SelectionMemo;

  constructor(facts: FieldFacts, variableValues: Record<string, unknown>) {
    this.fieldName = facts.fieldName;
    this.fieldNodes = facts.fieldNodes;
    this.returnType = facts.returnType;
    this.parentType = facts.parentType;
    this.schema = facts.schema;
    this.fragments = facts.fragments;
    this.operation = facts.operation;
    this.variableValues = variableValues;
    this.memo = facts.memo;
  }

  /** Whoever needs a place has an error to report, and errors are for graphql-js. */
  get path(): never {
    throw new NotPlain('a resolver asked where it stands');
  }
}
