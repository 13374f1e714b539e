import type { DocumentNode, FragmentDefinitionNode, GraphQLSchema } from 'graphql';
import { getOperationAST, getVariableValues, Kind } from 'graphql';
import { createCost } from '../schema/upstream-cost.ts';

/** What an executor is given. */
export interface ExecutionArguments {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variableValues?: Readonly<Record<string, unknown>> | null | undefined;
}

/** What an operation is going to take of Graph, in requests; undefined where it cannot be executed at all. */
export function toPrice({ schema, document, operationName, variableValues }: ExecutionArguments): number | undefined {
  const operation = getOperationAST(document, operationName);
  if (!operation) return undefined;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {});
  return (
    coerced && createCost(operation, { schema, fragments: toFragments(document), variableValues: coerced })(coerced)
  );
}

export function toFragments({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return fragments;
}
