import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { getVariableValues } from 'graphql';
import type { Fragments } from '../execution/fragments.ts';
import { createCost } from '../schema/upstream-cost.ts';

/** An operation with what it is executed with. */
export interface PricedOperation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
  /** As they were given. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What an operation is going to take of Graph, in requests; undefined where its variables are not fit for it. */
export function toPrice({ schema, operation, fragments, variables }: PricedOperation): number | undefined {
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  return coerced && createCost(operation, { schema, fragments, variableValues: coerced })(coerced);
}
