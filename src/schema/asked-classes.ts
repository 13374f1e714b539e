import type { GraphQLSchema, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import { getNamedType, isInterfaceType, isObjectType, Kind } from 'graphql';
import type { DataClass } from '../access/data-class.ts';
import type { Fragments } from '../execution/fragments.ts';
import { toDataClass } from './view.ts';

/** The classes of data that an operation asks for, whatever of it is skipped. */
export function toAskedClasses(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Fragments,
): ReadonlySet<DataClass> {
  const classes = new Set<DataClass>();
  const entered = new Set<string>();

  function visit(typeName: string, { selections }: SelectionSetNode): void {
    const type = schema.getType(typeName);
    for (const node of selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) {
        visit(node.typeCondition?.name.value ?? typeName, node.selectionSet);
      } else if (node.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments[node.name.value];
        if (!fragment || entered.has(node.name.value)) continue;
        entered.add(node.name.value);
        visit(fragment.typeCondition.name.value, fragment.selectionSet);
      } else if (isObjectType(type) || isInterfaceType(type)) {
        const field = type.getFields()[node.name.value];
        if (!field) continue;
        const dataClass = toDataClass(typeName, node.name.value);
        classes.add(dataClass);
        if (node.selectionSet) visit(getNamedType(field.type).name, node.selectionSet);
      }
    }
  }

  const root = schema.getRootType(operation.operation);
  if (root) visit(root.name, operation.selectionSet);
  return classes;
}
