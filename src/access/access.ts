import type { BudgetState } from '../limits/caller-budget.ts';
import type { DataClass } from './data-class.ts';
import type { ToPseudonym } from './mask.ts';
import type { Policy } from './policy.ts';
import type { Viewer } from './viewer.ts';

/** What one operation may see, and what is remembered of it while it runs. */
export interface Access {
  readonly viewer: Viewer;
  readonly policy: Policy;
  readonly toPseudonym: ToPseudonym;
  /** What the caller may take of Graph, and has taken. */
  readonly readBudget: () => BudgetState;
  /** Parts of bodies that were found to be the caller's own. */
  readonly own: WeakSet<object>;
  /** People whose calls were asked for, by id in lower case: their names are shown to those who may search. */
  readonly searched: Set<string>;
  /** Classes that were given out by another way than a field of theirs: as keys of groups. */
  readonly released: Set<DataClass>;
  /** Ids of the call records that were given out. */
  readonly records: Set<string>;
}

export function createAccess(given: Pick<Access, 'viewer' | 'policy' | 'toPseudonym' | 'readBudget'>): Access {
  return { ...given, own: new WeakSet(), searched: new Set(), released: new Set(), records: new Set() };
}

/** Whose calls alone may be seen; undefined where all may. */
export function toOwnerId({ viewer, policy }: Access): string | undefined {
  return policy.records === 'all' ? undefined : (viewer.id ?? '');
}
