import type { Clock } from '../clock.ts';
import { sleep } from '../clock.ts';
import type { Obtained, SharedStore, Tag } from '../graph/shared-store.ts';
import type { RedisConnection } from './connection.ts';
import { createPatience } from './patience.ts';
import { DROP, GIVE_UP, OBTAIN, PUT, READ } from './shared-scripts.ts';

export interface SharedStoreOptions {
  readonly connection: RedisConnection;
  readonly clock: Clock;
  /** A text that nobody else makes. */
  readonly createId: () => string;
  /** The longest that anybody waits for the server, in milliseconds. */
  readonly waitMs?: number | undefined;
}

/** Who has claimed what is to be made has it for so long. */
const CLAIM_MS = 3_000;
/** How often others look, and how long they wait for it. */
const LOOK_MS = 40;
const MOST_WAIT_MS = 1_500;
/** Nothing lives longer; tags do, so that they know of everything that rests on them. */
const LONGEST_LIFE_MS = 3_600_000;
const TAG_LIFE_MS = 2 * LONGEST_LIFE_MS;
/** In characters. */
const LARGEST = 1_000_000;
/** What may rest on a tag. */
const MOST_OF_TAG = 5_000;
/** Changes that are remembered while the server is away. */
const MOST_PENDING = 10_000;
const RETRY_MS = 500;

type Waiting = (obtained: Obtained & { readonly isOthers?: boolean }) => void;

/**
 * What replicas keep together in Redis. A change that could not be told is told when the server is back, and until then nothing
 * is taken from it.
 */
export function createSharedStore({ connection, clock, createId, waitMs }: SharedStoreOptions): SharedStore {
  const { client, prefix } = connection;
  const patience = createPatience({ connection, clock, waitMs });
  const toKey = (key: string) => `${prefix}cache:${key}`;
  const toClaim = (key: string) => `${prefix}claim:${key}`;
  const toTag = (name: string) => `${prefix}tag:${name}`;
  const run = (script: string, keys: readonly string[], args: readonly (string | number)[]) =>
    client.eval(script, keys.length, ...keys, ...args);

  /** Changes that the server has not said to have taken, the latest of each tag. */
  const pending = new Map<string, Tag>();
  /** Whether there are some that it may not have taken at all. */
  let isBehind = false;
  let awayUntilMs = -Infinity;
  let cancelRetry: (() => void) | undefined;

  const isUsable = () => !isBehind && clock.now() >= awayUntilMs;

  async function tell(changes: readonly Tag[]): Promise<void> {
    const keys = changes.map(({ name }) => toTag(name));
    const versions = changes.map(({ version }) => version ?? '');
    try {
      await run(DROP, keys, [TAG_LIFE_MS, ...versions]);
      for (const change of changes) if (pending.get(change.name) === change) pending.delete(change.name);
      if (!pending.size) isBehind = false;
    } catch {
      isBehind = pending.size > 0;
      if (isBehind && connection.isUp()) cancelRetry ??= clock.schedule(RETRY_MS, tellPending);
    }
  }

  function tellPending(): void {
    cancelRetry?.();
    cancelRetry = undefined;
    if (pending.size && connection.isUp()) void tell([...pending.values()]);
  }

  connection.watch((isUp) => {
    if (isUp) tellPending();
  });

  function remember({ name, version }: Tag): Tag {
    const earlier = pending.get(name);
    const isEvery = version === undefined || (earlier !== undefined && earlier.version === undefined);
    const change = { name, version: isEvery ? undefined : Math.max(version, earlier?.version ?? version) };
    pending.set(name, change);
    return change;
  }

  let gathered: { readonly key: string; readonly settle: Waiting }[] = [];

  /** What is wanted at the same moment is asked for together. */
  function ask(key: string): Promise<Parameters<Waiting>[0]> {
    return new Promise((settle) => {
      if (gathered.push({ key, settle }) === 1) queueMicrotask(() => void askAll());
    });
  }

  async function askAll(): Promise<void> {
    const wanted = new Map<string, Waiting[]>();
    for (const { key, settle } of gathered) wanted.set(key, [...(wanted.get(key) ?? []), settle]);
    gathered = [];
    const keys = [...wanted.keys()];
    const claim = createId();
    const answer = isUsable()
      ? await patience.ask(() => run(OBTAIN, [...keys.map(toKey), ...keys.map(toClaim)], [claim, CLAIM_MS]))
      : undefined;
    // A change may have failed to be told just before it.
    const [since, ...found] = (isUsable() ? (answer ?? []) : []) as (string | undefined)[];
    for (const [index, settles] of [...wanted.values()].entries()) {
      const [word, text] = [found[2 * index], found[2 * index + 1]];
      for (const settle of settles) settle(toObtained(word, text, since, claim));
    }
  }

  return {
    async read(keys) {
      const answer = isUsable() ? await patience.ask(() => run(READ, keys.map(toKey), [])) : undefined;
      if (!answer || !isUsable()) return { texts: keys.map(() => undefined), since: undefined };
      const [since, ...texts] = answer as (string | null)[];
      return { texts: keys.map((_, index) => texts[index] ?? undefined), since: Number(since) };
    },

    async obtain(key) {
      const endsMs = clock.now() + MOST_WAIT_MS;
      for (;;) {
        const { isOthers, ...obtained } = await ask(key);
        if (!isOthers || clock.now() >= endsMs) return obtained;
        await sleep(clock, LOOK_MS);
      }
    },

    put({ key, text, lifeMs, tags, since, claim = '' }) {
      const life = Math.floor(Math.min(lifeMs, LONGEST_LIFE_MS));
      if (text.length > LARGEST || life <= 0 || !isUsable() || !connection.isUp()) return;
      const keys = [toKey(key), toClaim(key), ...tags.map(({ name }) => toTag(name))];
      const versions = tags.map(({ version }) => version ?? '');
      run(PUT, keys, [text, life, since, claim, TAG_LIFE_MS, MOST_OF_TAG, ...versions]).catch(ignore);
    },

    giveUp(key, claim) {
      if (connection.isUp()) run(GIVE_UP, [toClaim(key)], [claim]).catch(ignore);
    },

    drop(tags) {
      const changes = tags.map(remember);
      // Commands are answered in order: what is read after this is read after the change.
      if (connection.isUp()) return tell(changes);
      isBehind = true;
      if (pending.size > MOST_PENDING) {
        // Who cannot tell what has changed waits until all that was there then has ended.
        pending.clear();
        isBehind = false;
        awayUntilMs = clock.now() + LONGEST_LIFE_MS;
      }
      return Promise.resolve();
    },
  };
}

function toObtained(
  word: string | undefined,
  text: string | undefined,
  since: string | undefined,
  claim: string,
): Parameters<Waiting>[0] {
  if (word === 'here') return { text };
  if (since === undefined) return {};
  return { since: Number(since), ...(word === 'mine' && { claim }), isOthers: word === 'others' };
}

const ignore = () => undefined;
