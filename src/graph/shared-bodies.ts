import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { GraphError } from './errors.ts';
import type { Flight } from './flight.ts';
import { toKey } from './flight.ts';
import type { GraphObserver } from './observer.ts';
import type { RecordCache } from './record-cache.ts';
import type { Obtained, SharedStore, Tag } from './shared-store.ts';
import { LISTS, toSubject } from './subject.ts';

export interface SharedBodiesOptions {
  readonly store: SharedStore;
  readonly cache: Pick<RecordCache, 'judge' | 'leave'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly observer: Pick<GraphObserver, 'cached'>;
  /** Is told of each flight that was answered by what another replica has read. */
  readonly onGiven: (flight: Flight) => void;
}

/** Larger bodies are read by each replica for itself, in characters of JSON. */
const LARGEST = 500_000;

/**
 * What one replica has read is for all of them, and while one of them reads, the others wait a moment. Bodies are text here:
 * money and long numbers are so already, and come back as they were.
 */
export function withSharedBodies(
  read: (flight: Flight) => Promise<object | GraphError>,
  { store, cache, clock, observer, onGiven }: SharedBodiesOptions,
): (flight: Flight) => Promise<object | GraphError> {
  function take(flight: Flight, text: string, left: number): object | undefined {
    const { readMs, body } = fromText(text);
    if (!body) return undefined;
    const { url } = flight.request;
    if (!cache.judge({ key: '', url, body, bytes: text.length, left, readMs })) return undefined;
    flight.bytes = text.length;
    flight.left = left;
    flight.readMs = readMs;
    observer.cached?.();
    onGiven(flight);
    return body;
  }

  function give(flight: Flight, key: string, body: object, { since, claim }: Obtained): boolean {
    if (since === undefined || flight.bytes > LARGEST) return false;
    const { left, bytes, request } = flight;
    const { kind } = toSubject(request.url);
    const label = cache.judge({ key: '', url: request.url, body, bytes, left });
    if (!label) return false;
    const { recordId, version, lifeMs } = label;
    const tags: Tag[] = recordId === undefined ? [] : [{ name: recordId, version }];
    if (kind === 'list') tags.push({ name: LISTS });
    store.put({ key, text: toText(clock.now(), body), lifeMs, tags, since, claim });
    return true;
  }

  return async (flight) => {
    const key = toStoreKey(flight);
    const left = cache.leave();
    const obtained = flight.request.fresh ? await store.read([]) : await store.obtain(key);
    const { text, claim } = obtained as Obtained;
    const known = text === undefined ? undefined : take(flight, text, left);
    if (known) return known;
    let isGiven = false;
    try {
      const body = await read(flight);
      isGiven = !(body instanceof GraphError) && give(flight, key, body, obtained);
      return body;
    } finally {
      if (claim !== undefined && !isGiven) store.giveUp(key, claim);
    }
  };
}

/**
 * Replicas of another build may be there, and must not take for the same what they write otherwise: to be raised with `toText`, and with
 * what becomes of a body between Graph and here, such as which numbers are text.
 */
const FORMAT = 1;

/** URLs hold ids of people, and are long. */
const toStoreKey = ({ request }: Flight): string =>
  `body:${FORMAT}:${createHash('sha256').update(toKey(request)).digest('base64url')}`;

const toText = (readMs: number, body: object): string => `${readMs}\n${JSON.stringify(body)}`;

function fromText(text: string): { readonly readMs: number; readonly body: object | undefined } {
  const end = text.indexOf('\n');
  try {
    return { readMs: Number(text.slice(0, end)), body: JSON.parse(text.slice(end + 1)) as object };
  } catch {
    return { readMs: 0, body: undefined };
  }
}
