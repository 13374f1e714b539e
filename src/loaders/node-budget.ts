import { GraphError } from '../graph/errors.ts';
import type { Session } from '../graph/resources.ts';

/** How many entities of lists an operation may read. */
export interface NodeBudget {
  /** Throws RESULT_TRUNCATED once the operation has had its share. */
  check(): void;
  take(items: readonly object[]): void;
}

export function createNodeBudget(most: number): NodeBudget {
  let left = most;
  return {
    check() {
      if (left > 0) return;
      throw new GraphError('RESULT_TRUNCATED', `An operation may read ${most} items of lists; this one wanted more.`);
    },
    take(items) {
      for (const item of items) left -= countNodes(item);
    },
  };
}

/** An item, with what is in it when it is a session. */
function countNodes({ segments }: Pick<Session, 'segments'>): number {
  let count = 1;
  for (const segment of toList(segments)) {
    count += 1;
    for (const media of toList(segment?.media)) count += 1 + toList(media?.streams).length;
  }
  return count;
}

const toList = <T>(list: readonly T[] | null | undefined): readonly T[] =>
  Array.isArray(list) ? (list as readonly T[]) : [];
