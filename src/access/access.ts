import type { BudgetState } from '../limits/caller-budget.ts';
import type { DataClass } from './data-class.ts';
import type { ToPseudonym } from './mask.ts';
import type { Policy } from './policy.ts';
import type { Viewer } from './viewer.ts';

/** What one operation may see, and what is remembered of it while it runs. */
export interface Access {
  /** Who is calling; looking makes the answer one for nobody else (`isPersonal`). */
  readonly viewer: Viewer;
  /** Whether anything may have been decided by who is calling; by their roles alone otherwise. */
  readonly isPersonal: boolean;
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
  /** Ids of call records that were asked for, and are not the caller's or are not there. */
  readonly withheld: Set<string>;
  /** Ids of the call records that were given out. */
  readonly records: Set<string>;
}

export function createAccess(given: Pick<Access, 'viewer' | 'policy' | 'toPseudonym' | 'readBudget'>): Access {
  return new OperationAccess(given);
}

/** Most operations need none of what is remembered: a weak set alone costs as much as all the rest of this. */
class OperationAccess implements Access {
  isPersonal = false;
  readonly policy: Policy;
  readonly toPseudonym: ToPseudonym;
  readonly readBudget: () => BudgetState;
  readonly #viewer: Viewer;
  #own: WeakSet<object> | undefined;
  #searched: Set<string> | undefined;
  #released: Set<DataClass> | undefined;
  #records: Set<string> | undefined;
  #withheld: Set<string> | undefined;

  constructor({
    viewer,
    policy,
    toPseudonym,
    readBudget,
  }: Pick<Access, 'viewer' | 'policy' | 'toPseudonym' | 'readBudget'>) {
    this.#viewer = viewer;
    this.policy = policy;
    this.toPseudonym = toPseudonym;
    this.readBudget = readBudget;
  }

  get viewer() {
    this.isPersonal = true;
    return this.#viewer;
  }

  get own() {
    return (this.#own ??= new WeakSet());
  }

  get searched() {
    return (this.#searched ??= new Set());
  }

  get released() {
    return (this.#released ??= new Set());
  }

  get withheld() {
    return (this.#withheld ??= new Set());
  }

  get records() {
    return (this.#records ??= new Set());
  }
}

/** Whose calls alone may be seen: undefined where all may, empty, which nobody is called, where none may. */
export function toOwnerId(access: Access): string | undefined {
  const { records } = access.policy;
  if (records === 'all') return undefined;
  return records === 'own' ? (access.viewer.id ?? '') : '';
}
