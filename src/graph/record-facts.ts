import { LRUCache } from 'lru-cache';

/**
 * What was told of a call record, by bodies and by notifications. Moments are numbers that rise; a reading has the moment
 * at which it left.
 */
export interface RecordFacts {
  /** The highest that was told. */
  version: number | undefined;
  /** The highest that this process was told of by others than a body or a list. */
  noted: number | undefined;
  /** When the call has ended, in milliseconds since the Unix epoch. */
  endedMs: number | undefined;
  /** When a version became known: what left before may be of an earlier one. */
  changed: number;
  /** When it was said to have changed without saying to which version: what left before is no use, whatever its version. */
  unsaid: number;
  /** What left at this moment is as new as what has told the version. */
  exempt: number;
  /** What is kept of it, by key. */
  readonly keys: Set<string>;
}

export interface RecordFactsBook {
  find(recordId: string): RecordFacts | undefined;
  /** The same, begun where there was none. */
  open(recordId: string): RecordFacts;
  /** Whether what left at that moment may be older than what is known. */
  isOutdated(recordId: string, left: number): boolean;
  /** Whatever left before that moment may be older than what is true now. */
  outdateAll(moment: number): void;
  clear(): void;
}

export interface RecordFactsOptions {
  /** How many records are remembered; the least lately used is forgotten first. */
  readonly size: number;
  /** Is told what is forgotten: nothing that rests on it may be given any more. */
  readonly onForget: (facts: RecordFacts) => void;
}

export function createRecordFacts({ size, onForget }: RecordFactsOptions): RecordFactsBook {
  /** What left before may have been outdated by something that is forgotten. */
  let horizon = 0;
  const book = new LRUCache<string, RecordFacts>({
    max: size,
    dispose(facts) {
      horizon = Math.max(horizon, facts.changed);
      onForget(facts);
    },
  });
  return {
    find: (recordId) => book.get(recordId),
    open(recordId) {
      let facts = book.get(recordId);
      if (!facts) {
        facts = {
          version: undefined,
          noted: undefined,
          endedMs: undefined,
          changed: horizon,
          unsaid: horizon,
          exempt: -1,
          keys: new Set(),
        };
        book.set(recordId, facts);
      }
      return facts;
    },
    isOutdated(recordId, left) {
      const facts = book.get(recordId);
      return facts ? isBefore(facts, left) : left < horizon;
    },
    outdateAll(moment) {
      horizon = moment;
      for (const facts of book.values()) {
        facts.changed = facts.unsaid = moment;
        facts.exempt = -1;
        // Those who remembered what was told may have lost it.
        facts.noted = undefined;
      }
    },
    clear: () => book.clear(),
  };
}

/** Whether what left at that moment may be older than what is known of the record. */
export const isBefore = ({ changed, exempt }: RecordFacts, left: number): boolean => left < changed && left !== exempt;
