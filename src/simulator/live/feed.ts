import type { Clock } from '../../clock.ts';
import type { Tenant } from '../tenant/tenant.ts';
import type { Register } from './register.ts';
import { toLiveCalls, type LiveCall, type Pace } from './timeline.ts';

/** Something that happens to the register at a time, milliseconds. */
export interface Happening {
  readonly atMs: number;
  readonly happen: () => void;
}

export interface FeedOptions {
  readonly tenant: Tenant;
  readonly register: Register;
  readonly clock: Clock;
  readonly seed: number;
  readonly startedAtMs: number;
  /** Undefined: no call ends by itself. */
  readonly pace: Pace | undefined;
  /** Calls before the last so many are passed over when the start is long ago. */
  readonly mostRecords: number;
  /** What else happened before now. */
  readonly past: readonly Happening[];
}

const longestTimerMs = 2_147_483_647;

function* noCalls(): Generator<LiveCall, undefined> {
  // Nobody calls.
}

/** Of the calls that have ended before `nowMs`, the first that is still worth telling. */
function skipOld(seed: number, startedAtMs: number, pace: Pace, nowMs: number, most: number) {
  let ended = 0;
  for (const { firstMs } of toLiveCalls(seed, startedAtMs, pace)) {
    if (firstMs > nowMs) break;
    ended += 1;
  }
  const calls = toLiveCalls(seed, startedAtMs, pace);
  for (let index = 0; index < ended - most; index += 1) calls.next();
  return calls;
}

/**
 * Lets calls end and records be rewritten as the clock runs. What lies before now has happened when this returns, in
 * order.
 */
export function startFeed(options: FeedOptions): void {
  const { tenant, register, clock, seed, startedAtMs, pace, mostRecords } = options;
  const calls: Iterator<LiveCall, undefined> =
    pace === undefined ? noCalls() : skipOld(seed, startedAtMs, pace, clock.now(), mostRecords);
  const waiting = [...options.past].sort((one, other) => one.atMs - other.atMs);

  /** After those of the same time. */
  function wait(happening: Happening): void {
    const place = waiting.findIndex(({ atMs }) => atMs > happening.atMs);
    waiting.splice(place < 0 ? waiting.length : place, 0, happening);
  }

  function waitForNextCall(): void {
    const next = calls.next();
    if (next.done === true) return;
    const { index, firstMs, laterMs } = next.value;
    wait({
      atMs: firstMs,
      happen() {
        const call = tenant.newCall({ origin: 'live', index, writtenMs: firstMs });
        register.add(call);
        for (const atMs of laterMs) wait({ atMs, happen: () => void register.raise(call.id, atMs) });
        waitForNextCall();
      },
    });
  }

  function run(): void {
    for (let next = waiting[0]; next !== undefined && next.atMs <= clock.now(); next = waiting[0]) {
      waiting.shift();
      next.happen();
    }
    const [next] = waiting;
    if (next !== undefined) clock.schedule(Math.min(next.atMs - clock.now(), longestTimerMs), run);
  }

  waitForNextCall();
  run();
}
