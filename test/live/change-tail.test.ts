import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAborter } from '../../src/abort.ts';
import { nextTurn } from '../../src/clock.ts';
import type { ChangeLog } from '../../src/live/change-log.ts';
import { createMemoryChangeLog, PositionLostError } from '../../src/live/change-log.ts';
import type { LoggedChange, RecordChange } from '../../src/live/change.ts';
import { startChangeTail } from '../../src/live/change-tail.ts';
import { createManualClock } from '../support/manual-clock.ts';

/** A log that cannot be read for a while where a test wants it so, and its tail. */
function open(size = 50_000) {
  const clock = createManualClock(0);
  let log = createMemoryChangeLog({ clock, size });
  let losses = 0;
  let isAway = false;
  let reads = 0;
  const readable: ChangeLog = {
    ...log,
    end: () => (isAway ? Promise.reject(new Error('away')) : log.end()),
    readAfter(position, count) {
      reads += 1;
      return isAway ? Promise.reject(new Error('away')) : log.readAfter(position, count);
    },
  };
  const seen: number[] = [];
  const tail = startChangeTail({
    log: readable,
    clock,
    onChange: ({ version }) => seen.push(version),
    onLost: () => (losses += 1),
  });
  const aborter = createAborter();
  const all: LoggedChange[] = [];

  async function append(count: number): Promise<void> {
    const changes = Array.from({ length: count }, (_, index) => toChange(all.length + index + 1));
    all.push(...(await log.append(changes)));
  }

  return {
    clock,
    tail,
    seen,
    all,
    append,
    reads: () => reads,
    losses: () => losses,
    lose: () => void (log = createMemoryChangeLog({ clock, size })),
    setAway: (given: boolean) => void (isAway = given),
    follow: (after?: string) => createFollower(tail.follow(after, aborter.signal)),
    stop: async () => {
      aborter.abort(new Error('over'));
      await tail.stop();
      await nextTurn();
      expect(clock.waitingCount()).toBe(0);
    },
  };
}

/** Every version is of one record, so that they are in the order of the log. */
const toChange = (version: number): RecordChange => ({
  recordId: 'a',
  version,
  type: undefined,
  participantIds: [],
  isComplete: true,
});

/** Takes as many as it is told to, as far as they are there. */
function createFollower(changes: AsyncGenerator<LoggedChange, void, undefined>) {
  const taken: number[] = [];
  let pending: Promise<void> | undefined;
  let error: unknown;
  return {
    taken,
    error: () => error,
    pull: async (count: number): Promise<void> => {
      for (let turn = 0; taken.length < count && !error && turn < 20; turn += Number(pending !== undefined)) {
        pending ??= changes.next().then(
          ({ value }) => {
            if (value) taken.push(value.version);
            pending = undefined;
          },
          (thrown: unknown) => {
            error = thrown;
            pending = undefined;
          },
        );
        for (let settling = 0; pending !== undefined && settling < 10; settling += 1) await Promise.resolve();
        if (pending !== undefined) await nextTurn();
      }
    },
  };
}

const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index + 1);
/** More than the tail itself keeps. */
const MANY = 2_500;

describe('whoever follows', () => {
  it('gets every change behind its position once and in order, wherever that is and whatever fails', async () => {
    const step = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({ kind: fc.constant('append' as const), count: fc.integer({ min: 1, max: 700 }) }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constant('follow' as const),
          share: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
      },
      {
        weight: 5,
        arbitrary: fc.record({
          kind: fc.constant('pull' as const),
          who: fc.nat(9),
          count: fc.integer({ min: 1, max: 300 }),
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('away' as const), isAway: fc.boolean() }) },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 3_000 }) }),
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { tail, clock, all, seen, append, setAway, follow, stop } = open();
        await nextTurn();
        const start = await tail.end();
        const followers: { readonly from: number; readonly follower: ReturnType<typeof createFollower> }[] = [];
        const begin = (from: number) => {
          followers.push({ from, follower: follow(from ? all[from - 1]?.position : start) });
        };
        begin(0);
        for (const it of steps) {
          if (it.kind === 'append') await append(it.count);
          if (it.kind === 'follow') begin(Math.round(it.share * all.length));
          if (it.kind === 'away') setAway(it.isAway);
          if (it.kind === 'wait') await clock.advance(it.ms);
          if (it.kind === 'pull') {
            const { follower } = followers[it.who % followers.length] as (typeof followers)[number];
            await follower.pull(follower.taken.length + it.count);
          }
        }
        setAway(false);
        // Once for the tail, and once for whoever has asked while it was away.
        await clock.advance(1_000);
        await clock.advance(1_000);
        for (const { from, follower } of followers) {
          await follower.pull(all.length - from);
          expect(follower.error()).toBeUndefined();
          expect(follower.taken).toEqual(range(from, all.length));
        }
        await append(1);
        for (const { from, follower } of followers) {
          await follower.pull(all.length - from);
          expect(follower.taken.at(-1)).toBe(all.length);
        }
        expect(seen).toEqual(range(0, all.length));
        await stop();
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('from now on, gets what comes from now on', async () => {
    const { append, follow, stop } = open();
    await append(3);
    const follower = follow();
    await follower.pull(1);
    await append(2);
    await follower.pull(2);
    expect(follower.taken).toEqual([4, 5]);
    await stop();
  });

  it('costs the log one read for all, as long as it keeps up', async () => {
    const { append, follow, reads, stop } = open();
    const followers = Array.from({ length: 50 }, () => follow());
    for (const follower of followers) await follower.pull(1);
    const before = reads();
    await append(10);
    for (const follower of followers) await follower.pull(10);
    for (const { taken } of followers) expect(taken).toEqual(range(0, 10));
    expect(reads() - before).toBeLessThanOrEqual(2);
    await stop();
  });

  it('and no longer takes, keeps hardly anything: what it has not taken is in the log alone', async () => {
    const { append, follow, stop } = open(MANY);
    await append(1);
    const follower = follow();
    await follower.pull(1);
    await append(MANY);
    await follower.pull(1);
    await append(2 * MANY);
    await follower.pull(MANY);
    expect(follower.error()).toBeInstanceOf(PositionLostError);
    expect(follower.taken.length).toBeLessThanOrEqual(100);
    expect(follower.taken).toEqual(range(1, 1 + follower.taken.length));
    await stop();
  });

  it.each(['nonsense', '000000000000-1'])('from %s, which is no position, is told so', async (position) => {
    const { append, follow, stop } = open();
    await append(1);
    const follower = follow(position);
    await follower.pull(1);
    expect(follower.error()).toBeInstanceOf(PositionLostError);
    await stop();
  });

  it('is told when the log is lost, as is who keeps what rests on it; both go on with the next', async () => {
    const { clock, append, follow, losses, lose, seen, stop } = open();
    const follower = follow();
    await append(1);
    await follower.pull(1);
    expect(losses()).toBe(0);
    const waiting = follower.pull(2);
    await nextTurn();
    lose();
    await clock.advance(1_000);
    expect(losses()).toBe(1);
    await waiting;
    expect(follower.error()).toBeInstanceOf(PositionLostError);
    await append(1);
    await clock.advance(1_000);
    expect(losses()).toBe(1);
    expect(seen).toEqual([1, 2]);
    await stop();
  });

  it('is told at once of what comes while it looks', async () => {
    const { all, append, follow, stop } = open();
    const follower = follow();
    await follower.pull(1);
    for (let turns = 0; turns < 20; turns += 1) {
      await append(1);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      await append(1);
      await follower.pull(all.length);
      expect(follower.taken).toEqual(range(0, all.length));
    }
    await stop();
  });

  it('and leaves while nothing comes is let go at once', async () => {
    const { clock, tail, stop } = open();
    await nextTurn();
    const waiting = clock.waitingCount();
    for (let turns = 0; turns < 12; turns += 1) {
      const aborter = createAborter();
      const next = tail.follow(undefined, aborter.signal).next();
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      aborter.abort(new Error('left'));
      expect(await next).toEqual({ done: true, value: undefined });
    }
    expect(clock.waitingCount()).toBe(waiting);
    await stop();
  });
});
