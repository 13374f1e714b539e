/** What something that is kept rests on: changes of it end it. */
export interface Tag {
  /** The id of a call record in lower case, or `LISTS`. */
  readonly name: string;
  /** Which version of it; undefined where that cannot be told, so that every change counts. */
  readonly version?: number | undefined;
}

/** Text to be kept. */
export interface SharedEntry {
  readonly key: string;
  readonly text: string;
  readonly lifeMs: number;
  readonly tags: readonly Tag[];
  /** What `read` or `obtain` has said before it was begun to be made: what has changed since keeps it from being kept. */
  readonly since: number;
  /** Of `obtain`. */
  readonly claim?: string | undefined;
}

/** What was found: texts in the order of the keys, and `since` for what is made in their place; undefined while the store is away. */
export interface SharedTexts {
  readonly texts: readonly (string | undefined)[];
  readonly since: number | undefined;
}

/** The text, or the right to make it for all; neither where the store is away, or others take too long to make it. */
export interface Obtained {
  readonly text?: string | undefined;
  readonly since?: number | undefined;
  readonly claim?: string | undefined;
}

/**
 * What replicas keep together. Nothing of it fails: a store that is away or slow has nothing, and is not waited for longer than a
 * moment.
 */
export interface SharedStore {
  read(keys: readonly string[]): Promise<SharedTexts>;
  /** One of all replicas may make what is not there; the others wait for it, a while. */
  obtain(key: string): Promise<Obtained>;
  put(entry: SharedEntry): void;
  /** Lets others make what was to be made. */
  giveUp(key: string, claim: string): void;
  /** Ends what rests on any of these, but for what is of that version or a higher one. Resolves when it is gone, or is gone as soon as the store is back. */
  drop(tags: readonly Tag[]): Promise<void>;
}
