import type { GraphQLResolveInfo } from 'graphql';

/** What was worked out of a field's selection, by who worked it out. */
export type SelectionMemo = Map<object, unknown>;

/**
 * What `workOut` makes of the selection below the field being resolved. Where the operation is executed by a plan, which
 * serves many of the same document, it is worked out once for all of them; it must rest on the selection alone.
 */
export function rememberOfSelection<T>(
  info: GraphQLResolveInfo & { readonly memo?: SelectionMemo },
  workOut: (info: GraphQLResolveInfo) => T,
): T {
  const { memo } = info;
  if (!memo) return workOut(info);
  if (memo.has(workOut)) return memo.get(workOut) as T;
  const result = workOut(info);
  memo.set(workOut, result);
  return result;
}
