import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { nextTurn } from '../clock.ts';
import type { Place } from '../graph/throttle-scope.ts';
import type { CountingThrottleStore, PlaceUse, Refusal, WantedPlaces } from '../graph/throttle-store.ts';
import { OUT_RECHECK_MS, toUsableLimit } from '../graph/throttle-store.ts';
import type { RedisConnection } from './connection.ts';
import { createOwnPlaces } from './own-places.ts';
import { defineScript } from './script.ts';
import { CLOSE, PUT, READ, TAKE } from './throttle-script.ts';

/** `take` and `read` reject while Redis does not answer; `release`, `count` and `close` never, and need no waiting. */
export interface RedisThrottleStore extends CountingThrottleStore {
  take(wants: readonly WantedPlaces[], nowMs: number): Promise<readonly (Refusal | undefined)[]>;
  release(places: readonly Place[], sends: number, nowMs: number): void;
  close(place: Place, untilMs: number): void;
  read(place: Place, nowMs: number): Promise<PlaceUse>;
}

export interface RedisThrottleOptions {
  readonly connection: RedisConnection;
  /** The one whose `now` is given with takes and releases. */
  readonly clock: Clock;
  /** How long a request can be under way, in milliseconds: a place of a replica that crashed is counted for so long and a window. */
  readonly longestMs?: number;
}

/** What is to be put into a scope: members and for how long each is counted. */
interface Put {
  readonly windowMs: number;
  readonly items: (string | number)[];
}

const NOT_COUNTED = -1;
/** So many members in one script: others shall not wait for it. */
const PUT_SIZE = 1_000;
/** From so many on those that are over are taken out. */
const CLOSINGS_SIZE = 200;

/**
 * Counts in Redis, by its clock, for all replicas together. A place is a member of its scope's set until it comes free. What
 * this replica has is kept here as well, and put there again whenever the connection comes back: so that neither what was
 * released meanwhile nor what a Redis without its data has forgotten is lost.
 */
export function createRedisThrottleStore(options: RedisThrottleOptions): RedisThrottleStore {
  const { connection, clock, longestMs = 60_000 } = options;
  const own = createOwnPlaces();
  const closings = new Map<string, number>();
  const replica = `${randomBytes(6).toString('base64url')}:`;
  let number = 0;
  let pending = new Map<string, Put>();
  let isFlushing = false;
  /** Something was not put there though the connection was up. */
  let isBehind = false;

  const take = defineScript<readonly number[]>(connection, TAKE);
  const put = defineScript<null>(connection, PUT);
  const close = defineScript<null>(connection, CLOSE);
  const read = defineScript<readonly [used: number, waitMs: number]>(connection, READ);
  const toPlacesKey = (scope: string) => `${connection.prefix}{throttle}:places:${scope}`;
  const toClosingKey = (scope: string) => `${connection.prefix}{throttle}:closed:${scope}`;

  function find(scope: string, windowMs: number): Put {
    let found = pending.get(scope);
    if (!found) {
      found = { windowMs, items: [] };
      pending.set(scope, found);
    }
    return found;
  }

  /** What could not be put there is when the connection is back, or by the next that is taken. */
  function fallBehind(puts: ReadonlyMap<string, Put> = new Map()): void {
    isBehind = true;
    for (const [scope, { windowMs, items }] of puts) {
      for (const [index, rest] of items.entries()) {
        if (rest === NOT_COUNTED) own.doubt(scope, windowMs, String(items[index - 1]));
      }
    }
  }

  function sendPuts(puts: ReadonlyMap<string, Put>): void {
    if (!puts.size) return;
    if (!connection.isUp()) return fallBehind(puts);
    put([...puts.keys()].map(toPlacesKey), [
      JSON.stringify(Array.from(puts.values(), ({ windowMs, items }) => [longestMs + windowMs, ...items])),
    ]).catch(() => fallBehind(puts));
  }

  /** Sends what has gathered. */
  function flush(): void {
    const puts = pending;
    if (puts.size) pending = new Map();
    sendPuts(puts);
  }

  function flushSoon(): void {
    if (isFlushing) return;
    isFlushing = true;
    void nextTurn().then(() => {
      isFlushing = false;
      flush();
    });
  }

  function sendClosing(scope: string, untilMs: number): void {
    const restMs = Math.ceil(untilMs - clock.now());
    if (restMs <= 0) closings.delete(scope);
    else if (connection.isUp()) close([toClosingKey(scope)], [restMs]).catch(() => fallBehind());
  }

  function restore(): void {
    isBehind = false;
    const nowMs = clock.now();
    let size = 0;
    for (const { scope, windowMs, counted, doubtful } of own.tell(nowMs)) {
      const items = [
        ...doubtful.map((member) => [member, NOT_COUNTED] as const),
        ...counted.filter(({ untilMs }) => untilMs > nowMs).map((it) => [it.member, it.untilMs - nowMs] as const),
      ];
      for (const item of items) {
        find(scope, windowMs).items.push(...item);
        size += 1;
        if (size % PUT_SIZE === 0) flush();
      }
    }
    flush();
    for (const [scope, untilMs] of closings) sendClosing(scope, untilMs);
  }

  connection.watch((isUp) => {
    if (isUp) restore();
  });

  return {
    async take(wants, nowMs) {
      flush();
      const first = number;
      number += wants.length;
      const scopes = new Map<string, { readonly index: number; readonly windowMs: number }>();
      const asked = wants.map(({ places, isModest }) =>
        places.flatMap((place) => {
          let scope = scopes.get(place.scope);
          if (!scope) scopes.set(place.scope, (scope = { index: scopes.size + 1, windowMs: place.windowMs }));
          return [scope.index, place.limit === Infinity ? -1 : toUsableLimit(place, isModest)];
        }),
      );
      const names = [...scopes.keys()];
      const eachCounted = (visit: (place: Place, member: string) => void, isAsked: (index: number) => boolean) => {
        for (const [index, { places }] of wants.entries()) {
          if (!isAsked(index)) continue;
          for (const place of places) if (place.limit !== Infinity) visit(place, `${replica}${first + index}`);
        }
      };
      try {
        const answer = await take(
          names.flatMap((scope) => [toPlacesKey(scope), toClosingKey(scope)]),
          [
            ...[longestMs, OUT_RECHECK_MS, replica, first, JSON.stringify(asked)],
            ...Array.from(scopes.values(), ({ windowMs }) => windowMs),
          ],
        );
        if (isBehind) restore();
        eachCounted(
          ({ scope, windowMs }, member) => own.take(scope, windowMs, { member, untilMs: nowMs + longestMs + windowMs }),
          (index) => answer[2 * index] === 0,
        );
        return wants.map((_, index) => {
          const scope = names[(answer[2 * index] as number) - 1];
          return scope === undefined ? undefined : { scope, waitMs: answer[2 * index + 1] as number };
        });
      } catch (error) {
        // It may have been done all the same.
        eachCounted(
          ({ scope, windowMs }, member) => own.doubt(scope, windowMs, member),
          () => true,
        );
        fallBehind();
        throw error;
      }
    },
    count(places, nowMs) {
      const member = `${replica}${number}`;
      number += 1;
      for (const { scope, limit, windowMs } of places) {
        if (limit === Infinity) continue;
        own.take(scope, windowMs, { member, untilMs: nowMs + longestMs + windowMs });
        find(scope, windowMs).items.push(member, longestMs + windowMs);
      }
      flushSoon();
    },
    release(places, sends, nowMs) {
      for (const { scope, limit, windowMs } of places) {
        const released = limit === Infinity ? undefined : own.release(scope, sends, nowMs);
        if (!released) continue;
        const { items } = find(scope, windowMs);
        if (!sends) items.push(released.member, NOT_COUNTED);
        // Sent in this turn of the event loop.
        for (const { member } of released.counted) items.push(member, windowMs);
      }
      flushSoon();
    },
    close({ scope }, untilMs) {
      const knownMs = closings.get(scope) ?? 0;
      if (knownMs >= untilMs) return;
      if (closings.size >= CLOSINGS_SIZE)
        for (const [name, endMs] of closings) if (endMs <= clock.now()) closings.delete(name);
      closings.set(scope, untilMs);
      sendClosing(scope, untilMs);
    },
    async read({ scope, limit, windowMs }, nowMs) {
      flush();
      const [used, waitMs] = await read(
        [toPlacesKey(scope), toClosingKey(scope)],
        [limit === Infinity ? -1 : limit, windowMs, OUT_RECHECK_MS],
      );
      return { used, freeAtMs: waitMs ? nowMs + waitMs : undefined };
    },
  };
}
