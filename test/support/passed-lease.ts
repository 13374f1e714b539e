import type { Lease } from '../../src/live/lease.ts';

export interface PassedLease {
  /** The lease as one replica has it. */
  of(replica: number): Lease;
  /** Gives it to a replica, as it ends for whoever had it; undefined: to nobody. */
  pass(replica: number | undefined): void;
}

/** A lease that the test passes on; who gives it up leaves it to the next. */
export function createPassedLease(): PassedLease {
  const watchers = new Map<number, Set<(isHeld: boolean) => void>>();
  const released = new Set<number>();
  let holder: number | undefined;
  const tell = (replica: number | undefined, isHeld: boolean) => {
    for (const watch of watchers.get(replica ?? -1) ?? []) watch(isHeld);
  };

  function pass(replica: number | undefined): void {
    const before = holder;
    if (replica === before) return;
    holder = replica;
    tell(before, false);
    tell(replica, true);
  }

  return {
    pass,
    of: (replica) => ({
      isHeld: () => holder === replica,
      watch(onChange) {
        const own = watchers.get(replica) ?? new Set();
        watchers.set(replica, own.add(onChange));
        if (holder === replica) onChange(true);
        return () => own.delete(onChange);
      },
      release() {
        released.add(replica);
        if (holder === replica) pass([...watchers.keys()].find((other) => !released.has(other)));
        return Promise.resolve();
      },
    }),
  };
}
