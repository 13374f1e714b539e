import type { Clock } from '../clock.ts';

/** A call record that may have changed: Graph or a list has said so, and it is still to be read. */
export interface Hint {
  /** Of the call record, in lower case. */
  readonly recordId: string;
  /** When the first hint at it came, in milliseconds since the Unix epoch. */
  readonly sinceMs: number;
  /** How often it was put back. */
  readonly attempts: number;
  /** Rises when the record is hinted at again: what is done with the earlier hint is not done with this one. */
  readonly round: number;
}

/** Hints that wait to be looked into; each record at most once, however often it is hinted at. */
export interface HintQueue {
  /** Rejects when they could not be kept. */
  add(recordIds: readonly string[]): Promise<void>;
  /** Up to `count` that are due. They are due again after `leaseMs` unless something else becomes of them. */
  take(count: number, leaseMs: number): Promise<readonly Hint[]>;
  /** Takes it out, unless the record was hinted at again since. */
  done(hint: Hint): Promise<void>;
  /** Due again after `delayMs`, or at once where the record was hinted at again. */
  putBack(hint: Hint, delayMs: number): Promise<void>;
  size(): Promise<number>;
  /** Calls back when something was added, by whoever; may call for nothing. The returned function ends it. */
  watch(onAdd: () => void): () => void;
}

interface Entry {
  sinceMs: number;
  attempts: number;
  round: number;
  dueMs: number;
}

/** For a gateway that is alone. */
export function createMemoryHintQueue({ clock }: { readonly clock: Clock }): HintQueue {
  const entries = new Map<string, Entry>();
  const watchers = new Set<() => void>();
  let rounds = 0;

  /** Its entry, where it is still the same hint. */
  const find = ({ recordId, round }: Hint) => {
    const entry = entries.get(recordId);
    return entry?.round === round ? entry : undefined;
  };

  return {
    add(recordIds) {
      const nowMs = clock.now();
      for (const recordId of recordIds) {
        rounds += 1;
        const sinceMs = entries.get(recordId)?.sinceMs ?? nowMs;
        entries.set(recordId, { sinceMs, attempts: 0, round: rounds, dueMs: nowMs });
      }
      for (const onAdd of watchers) onAdd();
      return Promise.resolve();
    },
    take(count, leaseMs) {
      const nowMs = clock.now();
      const due = [...entries].filter(([, { dueMs }]) => dueMs <= nowMs).sort(([, a], [, b]) => a.dueMs - b.dueMs);
      const taken = due.slice(0, count);
      for (const [, entry] of taken) entry.dueMs = nowMs + leaseMs;
      return Promise.resolve(
        taken.map(([recordId, { sinceMs, attempts, round }]) => ({ recordId, sinceMs, attempts, round })),
      );
    },
    done(hint) {
      if (find(hint)) entries.delete(hint.recordId);
      return Promise.resolve();
    },
    putBack(hint, delayMs) {
      const entry = find(hint);
      if (entry) {
        entry.dueMs = clock.now() + delayMs;
        entry.attempts += 1;
      }
      return Promise.resolve();
    },
    size: () => Promise.resolve(entries.size),
    watch(onAdd) {
      watchers.add(onAdd);
      return () => watchers.delete(onAdd);
    },
  };
}
