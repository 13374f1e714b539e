import { GraphError } from './errors.ts';

/**
 * The entities in a member that is a list, without nulls; none where it is missing. Throws UPSTREAM_INVALID_RESPONSE for
 * what is no list, or holds what is no object: a figure that passes over them would be wrong in silence.
 */
export function toEntities<T extends object>(list: readonly T[] | null | undefined): readonly T[] {
  if (list == null) return [];
  if (isEntityList(list)) return list;
  if (Array.isArray(list) && list.every((item) => item === null || isEntity(item))) {
    return list.filter((item): item is T => item !== null);
  }
  throw new GraphError('UPSTREAM_INVALID_RESPONSE', 'Microsoft Graph sent something other than the list that is due.');
}

/** Whether it is a list of objects and nothing else. */
export function isEntityList(list: unknown): boolean {
  return Array.isArray(list) && list.every(isEntity);
}

const isEntity = (item: unknown) => typeof item === 'object' && item !== null && !Array.isArray(item);
