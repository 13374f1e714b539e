import type { Clock } from '../../src/clock.ts';

export interface ManualClock extends Clock {
  /** Moves time on by `ms` and runs what falls due, in order, letting promises settle between two timers. */
  advance(ms: number): Promise<void>;
  /** How long until something falls due, in milliseconds; Infinity for nothing. */
  msToNext(): number;
  /** Moves time on to what falls due next, if anything does `withinMs`. */
  advanceToNext(withinMs?: number): Promise<void>;
  /** How many timers are set. */
  waitingCount(): number;
}

interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly fn: () => void;
}

/** Enough turns for a chain of awaits to come to its next timer. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** A clock that stands still unless told to move. `startMs` counts from the Unix epoch. */
export function createManualClock(startMs: number): ManualClock {
  let nowMs = startMs;
  let scheduled = 0;
  const timers = new Set<Timer>();

  function nextDue(untilMs: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of timers) {
      if (timer.dueMs > untilMs) continue;
      const isSooner = !next || timer.dueMs < next.dueMs || (timer.dueMs === next.dueMs && timer.order < next.order);
      if (isSooner) next = timer;
    }
    return next;
  }

  const clock: ManualClock = {
    now: () => nowMs,
    waitingCount: () => timers.size,
    schedule(delayMs, fn) {
      const timer = { dueMs: nowMs + Math.max(0, delayMs), order: scheduled++, fn };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      await settle();
      for (let timer = nextDue(untilMs); timer !== undefined; timer = nextDue(untilMs)) {
        timers.delete(timer);
        nowMs = Math.max(nowMs, timer.dueMs);
        timer.fn();
        await settle();
      }
      nowMs = untilMs;
    },
    msToNext: () => Math.max(0, (nextDue(Infinity)?.dueMs ?? Infinity) - nowMs),
    async advanceToNext(withinMs = Infinity) {
      if (clock.msToNext() < Infinity && clock.msToNext() <= withinMs) await clock.advance(clock.msToNext());
    },
  };
  return clock;
}
