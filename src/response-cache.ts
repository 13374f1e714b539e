import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Viewer } from './access/viewer.ts';
import type { Clock } from './clock.ts';
import type { DropAllOptions } from './graph/record-cache.ts';
import type { SharedStore } from './graph/shared-store.ts';
import { LISTS } from './graph/subject.ts';

/** What is asked, and by whom. */
export interface Question {
  /** What stands for the operation of the document as the roles see it: the same object for the same. */
  readonly plan: object;
  readonly text: string;
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly viewer: Viewer;
}

/** A whole answer without errors, and what has to be written down each time that it is given. */
export interface CachedResponse {
  /** JSON of `data`, one behind the other. */
  readonly pieces: readonly string[];
  /** Ids of the records that it gives out. */
  readonly records: readonly string[];
  /** Ids of the records that it withholds. */
  readonly withheld: readonly string[];
  /** Classes that it gives out otherwise than by their fields. */
  readonly released: readonly string[];
  /** What of Graph it rests on: ids of records, and `LISTS`. */
  readonly sources: readonly string[];
  /** Whether it could be another for somebody else with the same roles. */
  readonly isPersonal: boolean;
  /** When it was begun, in milliseconds since the Unix epoch. */
  readonly madeMs: number;
}

/** An answer under way: it is told what it rests on, and tells whether that is still so. */
export interface Recording {
  readonly sources: Set<string>;
  readonly startedMs: number;
  readonly since: number | undefined;
  isOutdated: boolean;
}

export interface FoundResponse {
  readonly response?: CachedResponse | undefined;
  /** For `record`. */
  readonly since?: number | undefined;
}

/**
 * Whole answers, for those who are shown the same: an answer is for everybody with the same roles where nothing in it was decided by
 * who the caller is, and for that caller alone otherwise.
 */
export interface ResponseCache {
  find(question: Question): FoundResponse | Promise<FoundResponse>;
  /** Before anything is read for an answer. */
  record(since?: number): Recording;
  keep(question: Question, recording: Recording, answer: Omit<CachedResponse, 'sources' | 'madeMs'>): void;
  /** Of an answer that came to nothing, or is kept. */
  forget(recording: Recording): void;
  /** A record has changed: ends what rests on it, and on lists, in which it may stand or be missing. */
  noteChange(recordId: string): void;
  /** Anything may have changed without a word: ends all that was made here. `isShared`: takes nothing either that others made before. */
  dropAll(options?: DropAllOptions): void;
}

export interface ResponseCacheOptions {
  readonly clock: Clock;
  /** How long an answer is given again, in milliseconds from when it was begun. */
  readonly maxAgeMs: number;
  /** Of answers with what belongs to them; the least lately used goes first. */
  readonly maxBytes: number;
  /** What besides the question decides how it is answered, as what pseudonyms are made with: replicas that differ in it share nothing. */
  readonly basis: readonly unknown[];
  readonly shared?: SharedStore | undefined;
}

/** Beyond so many characters of variables, or sources, an answer is no dashboard. */
const MOST_VARIABLES = 10_000;
const MOST_SOURCES = 2_000;
/** One answer may take this share of the room. */
const LARGEST_SHARE = 8;
/**
 * So long a replica trusts its own copy of what all share: others drop it from the store at once, and the word that they did comes a
 * moment later.
 */
const COPY_MS = 1_000;

interface Kept {
  readonly response: CachedResponse;
  readonly bytes: number;
  readonly endsMs: number;
}

export function createResponseCache({ clock, maxAgeMs, maxBytes, basis, shared }: ResponseCacheOptions): ResponseCache {
  const kept = new LRUCache<string, Kept>({
    maxSize: Math.max(1, maxBytes),
    maxEntrySize: Math.max(1, Math.ceil(maxBytes / LARGEST_SHARE)),
    sizeCalculation: ({ bytes }) => bytes,
    dispose({ response }, key) {
      for (const source of response.sources) {
        const keys = bySource.get(source);
        keys?.delete(key);
        if (keys?.size === 0) bySource.delete(source);
      }
    },
  });
  const bySource = new Map<string, Set<string>>();
  const underWay = new Set<Recording>();
  const digests = new WeakMap<object, string>();
  let changeCount = 0;
  let sharedSinceMs = -Infinity;
  let cancelSweep: (() => void) | undefined;

  function toDigest({ plan, text, operationName, viewer }: Question): string {
    let digest = digests.get(plan);
    if (digest === undefined) {
      const parts = JSON.stringify([basis, viewer.roles, operationName ?? null, text]);
      digests.set(plan, (digest = createHash('sha256').update(parts).digest('base64url')));
    }
    return digest;
  }

  /** For everybody with these roles, and for this caller; undefined for what is not kept. */
  function toKeys(question: Question): readonly [general: string, personal: string] | undefined {
    const variables = JSON.stringify(question.variables);
    if (variables.length > MOST_VARIABLES) return undefined;
    const general = `${toDigest(question)} ${variables}`;
    const { kind, tenantId, id } = question.viewer;
    return [general, `${general} ${JSON.stringify([kind, tenantId, id])}`];
  }

  function findOwn(key: string): CachedResponse | undefined {
    const entry = kept.get(key);
    if (entry && clock.now() < entry.endsMs) return entry.response;
    if (entry) kept.delete(key);
    return undefined;
  }

  function sweepLater(): void {
    cancelSweep ??= clock.schedule(maxAgeMs, () => {
      cancelSweep = undefined;
      for (const [key, { endsMs }] of kept.entries()) if (clock.now() >= endsMs) kept.delete(key);
      if (kept.size) sweepLater();
    });
  }

  function keepOwn(key: string, response: CachedResponse, endsMs: number): void {
    const { pieces, sources, records, withheld } = response;
    const characters = pieces.reduce((sum, { length }) => sum + length, key.length);
    const bytes = 2 * characters + 100 * (1 + sources.length + records.length + withheld.length);
    // What was there under the key is disposed of first, with its sources.
    kept.delete(key);
    kept.set(key, { response, bytes, endsMs });
    if (!kept.has(key)) return;
    for (const source of sources) {
      const keys = bySource.get(source);
      if (keys) keys.add(key);
      else bySource.set(source, new Set([key]));
    }
    sweepLater();
  }

  async function findShared(store: SharedStore, keys: readonly string[]): Promise<FoundResponse> {
    const before = changeCount;
    const { texts, since } = await store.read(keys.map(toSharedKey));
    // What was found may have been ended meanwhile.
    if (changeCount > before) return {};
    for (const [index, text] of texts.entries()) {
      const response = text === undefined ? undefined : fromText(text);
      if (!response || clock.now() - response.madeMs >= maxAgeMs || response.madeMs < sharedSinceMs) continue;
      keepOwn(keys[index] as string, response, Math.min(clock.now() + COPY_MS, response.madeMs + maxAgeMs));
      return { response };
    }
    return { since };
  }

  return {
    find(question) {
      const keys = toKeys(question);
      if (!keys) return {};
      const response = findOwn(keys[0]) ?? findOwn(keys[1]);
      if (response) return { response };
      return shared ? findShared(shared, keys) : {};
    },

    record(since) {
      const recording = { sources: new Set<string>(), startedMs: clock.now(), since, isOutdated: false };
      underWay.add(recording);
      return recording;
    },

    keep(question, recording, answer) {
      underWay.delete(recording);
      const keys = toKeys(question);
      if (recording.isOutdated || !keys || recording.sources.size > MOST_SOURCES) return;
      const response = { ...answer, sources: [...recording.sources], madeMs: recording.startedMs };
      const key = keys[answer.isPersonal ? 1 : 0];
      const endsMs = response.madeMs + maxAgeMs;
      const lifeMs = endsMs - clock.now();
      if (lifeMs <= 0) return;
      keepOwn(key, response, shared ? Math.min(clock.now() + COPY_MS, endsMs) : endsMs);
      const { since } = recording;
      if (!shared || since === undefined) return;
      const tags = response.sources.map((name) => ({ name }));
      shared.put({ key: toSharedKey(key), text: toText(response), lifeMs, tags, since });
    },

    forget: (recording) => void underWay.delete(recording),

    noteChange(recordId) {
      for (const source of [recordId, LISTS]) for (const key of bySource.get(source) ?? []) kept.delete(key);
      changeCount += 1;
      for (const recording of underWay) {
        if (recording.sources.has(recordId) || recording.sources.has(LISTS)) recording.isOutdated = true;
      }
    },

    dropAll({ isShared = false } = {}) {
      const tags = [...bySource.keys()].map((name) => ({ name }));
      kept.clear();
      changeCount += 1;
      if (isShared) sharedSinceMs = clock.now();
      for (const recording of underWay) recording.isOutdated = true;
      // Some of it may have been put where nobody knew of the change any more.
      if (tags.length) void shared?.drop(tags);
    },
  };
}

/** Variables can be long, and are nobody's to read in the names of keys. */
const toSharedKey = (key: string): string => `response:${createHash('sha256').update(key).digest('base64url')}`;

/** A line of what belongs to the answer, and the answer as it stands: text that is quoted again would be dear. */
function toText({ pieces, ...rest }: CachedResponse): string {
  return `${JSON.stringify(rest)}\n${pieces.join('')}`;
}

function fromText(text: string): CachedResponse | undefined {
  const end = text.indexOf('\n');
  try {
    return { ...(JSON.parse(text.slice(0, end)) as Omit<CachedResponse, 'pieces'>), pieces: [text.slice(end + 1)] };
  } catch {
    return undefined;
  }
}
