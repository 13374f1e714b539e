import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import { GraphError } from './errors.ts';
import type { RecordFacts } from './record-facts.ts';
import { createRecordFacts, isBefore } from './record-facts.ts';
import { toShelfLifeMs } from './shelf-life.ts';
import { toSubject } from './subject.ts';
import { toToldFacts } from './told-facts.ts';

export interface RecordCacheOptions {
  readonly clock: Clock;
  /** How long a body is good for, in milliseconds from its arrival, that may soon change; 0 keeps none. */
  readonly maxAgeMs: number;
  /** The same for records of calls that ended long ago, asked each time; as `maxAgeMs` unless told. */
  readonly settledMaxAgeMs?: (() => number) | undefined;
  /** How much is kept, in bytes of JSON; the least lately used goes first. */
  readonly maxBytes: number;
  /** Of how many records it is remembered what was told of them. */
  readonly maxRecords?: number;
}

export interface CachedBody {
  readonly body: object;
  readonly bytes: number;
  /** Whether it is a list that was read before something was said to have changed: good enough to give, not to build upon. */
  readonly isBehind: boolean;
}

/** An answer of Graph, and what it answers. */
export interface Reading {
  readonly key: string;
  readonly url: string;
  /** The body, or the error that there is nothing. */
  readonly body: object;
  /** Of JSON. */
  readonly bytes: number;
  /** The moment at which its request left. */
  readonly left: number;
  /** When Graph has answered, in milliseconds since the Unix epoch; now unless told. */
  readonly readMs?: number;
}

/** What may be shared of a reading, and with which marks. */
export interface ReadingLabel {
  readonly recordId: string | undefined;
  readonly version: number | undefined;
  /** How long it is good for from now on. */
  readonly lifeMs: number;
}

/**
 * What Graph has answered lately. It knows of each record the highest version that it was told of, by bodies, by lists and by
 * `noteChange`, and gives nothing that was read before. Bodies are shared and must not be changed.
 *
 * Lists are another matter: whatever changes could change any of them, and Graph lets few be read. They live for `maxAgeMs`,
 * and are dropped for a change at most once in as long.
 */
export interface RecordCache {
  get(key: string): CachedBody | undefined;
  /** Takes notice of what it tells; undefined where it may not be given to anybody who has not waited for it. */
  judge(reading: Reading): ReadingLabel | undefined;
  /** Judges it, and keeps it where it may be given. */
  keep(reading: Reading): void;
  /** A new moment, later than all before: that of requests that leave now. */
  leave(): number;
  /** Whether what left at that moment for this URL must not be given to who asks now. */
  isOutdated(url: string, left: number): boolean;
  /** Whether a list that left at that moment was read before something was said to have changed. */
  isBehind(url: string, left: number): boolean;
  /** A record has changed: to this version, or to one that is not known. A version that was noted, or a lower one, is no news. */
  noteChange(recordId: string, version: number | undefined): void;
  /** Calls back with the id, in lower case, when a record is said or seen to have changed. The returned function ends it. */
  watch(onChange: (recordId: string, version: number | undefined) => void): () => void;
  /** Anything may have changed without a word: nothing is given or kept that was read before. */
  dropAll(options?: DropAllOptions): void;
  /** The same for `dropAll`. */
  watchDropAll(onDropAll: (options: DropAllOptions) => void): () => void;
  clear(): void;
}

export interface DropAllOptions {
  /** Whether what others have read before counts as well: nobody was told. */
  readonly isShared?: boolean;
}

interface Judgement {
  readonly facts: RecordFacts | undefined;
  readonly isList: boolean;
  readonly label: Omit<ReadingLabel, 'lifeMs'>;
  readonly lifeMs: number;
}

interface Kept {
  readonly body: object;
  readonly bytes: number;
  readonly left: number;
  readonly readMs: number;
  readonly version: number | undefined;
  /** Of the record that it is of. */
  readonly facts: RecordFacts | undefined;
  readonly isList: boolean;
  isBehind: boolean;
}

const MAX_RECORDS = 20_000;

/** What is stale is thrown away when it is met, or within `maxAgeMs`. */
export function createRecordCache({
  clock,
  maxAgeMs,
  settledMaxAgeMs = () => maxAgeMs,
  maxBytes,
  maxRecords = MAX_RECORDS,
}: RecordCacheOptions): RecordCache {
  const kept = new LRUCache<string, Kept>({
    maxSize: Math.max(1, maxBytes),
    sizeCalculation: ({ bytes }) => bytes,
    dispose: ({ facts, isList }, key) => (isList ? lists : facts?.keys)?.delete(key),
  });
  const lists = new Set<string>();
  const records = createRecordFacts({
    size: maxRecords,
    onForget: ({ keys }) => keys.forEach((key) => kept.delete(key)),
  });
  const watchers = new Set<(recordId: string, version: number | undefined) => void>();
  const dropAllWatchers = new Set<(options: DropAllOptions) => void>();
  let moment = 0;
  /** When something was last said to have changed. */
  let noted = 0;
  let listsDropped = 0;
  let listsDroppedMs = -Infinity;
  /** What others have read before is not taken. */
  let sharedSinceMs = -Infinity;
  let cancelSweep: (() => void) | undefined;

  const tell = (recordId: string, version: number | undefined) => {
    for (const onChange of watchers) onChange(recordId, version);
  };

  function drop(facts: RecordFacts, isOld: (entry: Kept) => boolean): void {
    for (const key of facts.keys) {
      const entry = kept.peek(key);
      if (entry && isOld(entry)) kept.delete(key);
    }
  }

  /** Takes a version that is higher than all before; `left` is the moment of the reading that has it, if one has. */
  function raise(recordId: string, facts: RecordFacts, version: number, left: number | undefined): void {
    const isFirst = facts.version === undefined;
    facts.version = version;
    facts.changed = moment += 1;
    // What left together may be taken for the same version where there was no other yet.
    facts.exempt = isFirst && left !== undefined ? left : -1;
    drop(facts, (entry) => !(entry.version !== undefined && entry.version >= version) && entry.left !== facts.exempt);
    if (!isFirst && left !== undefined) tell(recordId, version);
  }

  function learn(recordId: string, body: object, left: number): { facts: RecordFacts; version: number | undefined } {
    const { version, endedMs } = toToldFacts(body);
    const facts = records.open(recordId);
    const isOld = version !== undefined && facts.version !== undefined && version < facts.version;
    if (endedMs !== undefined && !isOld) facts.endedMs = endedMs;
    if (version !== undefined && (facts.version === undefined || version > facts.version)) {
      raise(recordId, facts, version, left);
    }
    return { facts, version };
  }

  function learnList({ value }: { readonly value?: unknown }, left: number): void {
    if (!Array.isArray(value)) return;
    for (const item of value as ({ readonly id?: unknown } | null)[]) {
      if (typeof item?.id === 'string') learn(item.id.toLowerCase(), item, left);
    }
  }

  function isNoUse(facts: RecordFacts, version: number | undefined, left: number): boolean {
    if (left < facts.unsaid) return true;
    if (version !== undefined && facts.version !== undefined) return version < facts.version;
    return isBefore(facts, left);
  }

  function toLifeMs(facts: RecordFacts | undefined, body: object, readMs: number): number {
    // Of a record whose version nobody knows it could not be told that it has changed.
    if (facts?.version === undefined || body instanceof GraphError) return maxAgeMs;
    return toShelfLifeMs(facts.endedMs, readMs, { maxAgeMs, settledMaxAgeMs: settledMaxAgeMs() });
  }

  /** What is to be said of a reading; it is no use where its life is 0 or less. */
  function judge({ url, body, left, readMs = clock.now() }: Reading): Judgement {
    const { kind, recordId } = toSubject(url);
    const isError = body instanceof GraphError;
    const isList = kind === 'list';
    let facts: RecordFacts | undefined;
    let version: number | undefined;
    const toJudgement = (lifeMs: number) => ({ facts, isList, label: { recordId, version }, lifeMs });
    if (maxAgeMs <= 0 || readMs < sharedSinceMs) return toJudgement(0);
    if (isList && !isError) learnList(body, left);
    if (isList && left < listsDropped) return toJudgement(0);
    if (recordId !== undefined) {
      if (kind === 'record' && !isError) ({ facts, version } = learn(recordId, body, left));
      else facts = records.open(recordId);
      if (isNoUse(facts, version, left)) return toJudgement(0);
    }
    return toJudgement(toLifeMs(facts, body, readMs) - (clock.now() - readMs));
  }

  const isFresh = ({ facts, body, readMs }: Kept) => clock.now() - readMs < toLifeMs(facts, body, readMs);

  function sweepLater(): void {
    cancelSweep ??= clock.schedule(maxAgeMs, () => {
      cancelSweep = undefined;
      for (const [key, entry] of kept.entries()) if (!isFresh(entry)) kept.delete(key);
      if (kept.size) sweepLater();
    });
  }

  return {
    get(key) {
      const entry = kept.get(key);
      if (!entry) return undefined;
      if (!isFresh(entry)) {
        kept.delete(key);
        return undefined;
      }
      entry.isBehind = entry.isList && entry.left < noted;
      return entry;
    },

    judge(reading) {
      const { label, lifeMs } = judge(reading);
      return lifeMs > 0 ? { ...label, lifeMs } : undefined;
    },

    keep(reading) {
      const { key, body, bytes, left, readMs = clock.now() } = reading;
      const { facts, isList, label, lifeMs } = judge(reading);
      if (lifeMs <= 0) return;
      const size = Math.max(1, Math.ceil(bytes));
      kept.set(key, { body, bytes: size, left, readMs, version: label.version, facts, isList, isBehind: false });
      if (kept.has(key)) (isList ? lists : facts?.keys)?.add(key);
      sweepLater();
    },

    leave: () => (moment += 1),

    isOutdated(url, left) {
      const { kind, recordId } = toSubject(url);
      if (kind === 'list') return left < listsDropped;
      return recordId !== undefined && records.isOutdated(recordId, left);
    },

    isBehind: (url, left) => left < noted && toSubject(url).kind === 'list',

    noteChange(given, version) {
      const recordId = given.toLowerCase();
      const facts = records.open(recordId);
      // What was made here of anything older went when it was first said; others are told by themselves.
      if (version !== undefined && facts.noted !== undefined && version <= facts.noted) return;
      facts.noted = version ?? facts.noted;
      noted = moment += 1;
      if (clock.now() - listsDroppedMs >= maxAgeMs) {
        listsDropped = noted;
        listsDroppedMs = clock.now();
        for (const key of lists) kept.delete(key);
      }
      if (version === undefined) {
        facts.unsaid = facts.changed = noted;
        facts.exempt = -1;
        drop(facts, () => true);
      } else if (facts.version === undefined || version > facts.version) raise(recordId, facts, version, undefined);
      tell(recordId, version);
    },

    watch(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },

    dropAll(given = {}) {
      noted = listsDropped = moment += 1;
      listsDroppedMs = clock.now();
      if (given.isShared) sharedSinceMs = clock.now();
      kept.clear();
      records.outdateAll(moment);
      for (const onDropAll of dropAllWatchers) onDropAll(given);
    },

    watchDropAll(onDropAll) {
      dropAllWatchers.add(onDropAll);
      return () => dropAllWatchers.delete(onDropAll);
    },

    clear() {
      kept.clear();
      records.clear();
      cancelSweep?.();
      cancelSweep = undefined;
    },
  };
}
