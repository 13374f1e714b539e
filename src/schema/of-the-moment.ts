import type { GraphQLSchema, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import { getNamedType, isInterfaceType, isObjectType, Kind } from 'graphql';
import type { Fragments } from '../execution/fragments.ts';

/** `extensions` of a field that tells how things stand at the moment it is asked for: no answer with it is kept. */
export const OF_THE_MOMENT = { isOfTheMoment: true } as const;

/** Whether an operation asks for a field of that kind, whatever of it is skipped. */
export function asksForTheMoment(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Fragments,
): boolean {
  const entered = new Set<string>();

  function visit(typeName: string, { selections }: SelectionSetNode): boolean {
    const type = schema.getType(typeName);
    return selections.some((node) => {
      if (node.kind === Kind.INLINE_FRAGMENT) {
        return visit(node.typeCondition?.name.value ?? typeName, node.selectionSet);
      }
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments[node.name.value];
        if (!fragment || entered.has(node.name.value)) return false;
        entered.add(node.name.value);
        return visit(fragment.typeCondition.name.value, fragment.selectionSet);
      }
      const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
      if (field?.extensions['isOfTheMoment']) return true;
      return Boolean(field && node.selectionSet && visit(getNamedType(field.type).name, node.selectionSet));
    });
  }

  const root = schema.getRootType(operation.operation);
  return Boolean(root && visit(root.name, operation.selectionSet));
}
