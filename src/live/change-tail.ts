import type { Clock } from '../clock.ts';
import type { Signal } from '../abort.ts';
import { sleep } from '../clock.ts';
import type { LoggedChange } from './change.ts';
import type { ChangeLog } from './change-log.ts';
import { PositionLostError } from './change-log.ts';

export interface ChangeTailOptions {
  readonly log: ChangeLog;
  readonly clock: Clock;
  /** Is told of every change once, in order, whichever replica has noticed it. */
  readonly onChange?: (change: LoggedChange) => void;
  /** Is told when it has begun at the end of a log: changes of before will not be told. */
  readonly onBegin?: () => void;
  /** Likewise, where that is because its position was lost: nobody may be told of them. */
  readonly onLost?: () => void;
}

/** The end of the log, read once for all who follow it here. */
export interface ChangeTail {
  /**
   * The changes behind a position (undefined: from now on), oldest first, as fast as they are taken: what is not taken
   * waits in the log and nowhere else. Waits while the log cannot be read. Ends when the signal aborts; throws
   * PositionLostError where the log does not reach back.
   */
  follow(after: string | undefined, signal: Signal): AsyncGenerator<LoggedChange, void, undefined>;
  /** The position of the end; rejects where the log cannot be read. */
  end(): Promise<string>;
  stop(): Promise<void>;
}

const KEPT = 2_000;
const READ_AT_A_TIME = 500;
const CATCH_UP_AT_A_TIME = 100;
/** A log that cannot be read is asked again after this, and one that can is looked at for what nobody told of. */
const POLL_MS = 1_000;

export function startChangeTail({ log, clock, onChange, onBegin, onLost }: ChangeTailOptions): ChangeTail {
  /** The newest changes; where each stands, by its position and that of the place before the first. */
  const recent: LoggedChange[] = [];
  const places = new Map<string, number>();
  let firstPlace = 0;
  let end: string | undefined;
  let waiters: (() => void)[] = [];
  let wakes = 0;
  let reading: Promise<void> | undefined;
  let isBehind = false;
  let isLost = false;
  let isStopped = false;
  let cancelPoll: (() => void) | undefined;

  function restartAt(position: string): void {
    recent.length = 0;
    places.clear();
    firstPlace = 0;
    places.set(position, 0);
    end = position;
  }

  function take(change: LoggedChange): void {
    recent.push(change);
    end = change.position;
    places.set(change.position, firstPlace + recent.length);
    if (recent.length > KEPT * 1.1) {
      const surplus = recent.length - KEPT;
      for (const [position, place] of places) {
        if (place >= firstPlace + surplus) break;
        places.delete(position);
      }
      recent.splice(0, surplus);
      firstPlace += surplus;
    }
    onChange?.(change);
  }

  async function begin(): Promise<void> {
    restartAt(await log.end());
    if (isLost) onLost?.();
    else onBegin?.();
    isLost = false;
    // Who follows finds out by asking for a position of the log before.
    wakeAll();
  }

  async function read(): Promise<void> {
    try {
      if (end === undefined) await begin();
      for (;;) {
        isBehind = false;
        const changes = await log.readAfter(end as string, READ_AT_A_TIME);
        for (const change of changes) take(change);
        if (changes.length) wakeAll();
        if (changes.length < READ_AT_A_TIME && !isBehind) return;
      }
    } catch (error) {
      isBehind = false;
      if (error instanceof PositionLostError) {
        end = undefined;
        isLost = true;
        await begin().catch(() => undefined);
      }
    }
  }

  function readSoon(): void {
    isBehind = true;
    if (isStopped) return;
    reading ??= read().finally(() => {
      reading = undefined;
      if (isBehind) readSoon();
    });
  }

  function wakeAll(): void {
    wakes += 1;
    const woken = waiters;
    waiters = [];
    for (const wake of woken) wake();
  }

  /** Resolves when there is news that came after `seen` wakes, or after a while, or when the signal aborts. */
  function untilNews(seen: number, signal: Signal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted || wakes > seen) return resolve();
      const go = () => {
        cancel();
        signal.removeEventListener('abort', go);
        waiters = waiters.filter((waiter) => waiter !== go);
        resolve();
      };
      const cancel = clock.schedule(10 * POLL_MS, go);
      signal.addEventListener('abort', go, { once: true });
      waiters.push(go);
    });
  }

  /** What comes next behind a position, from memory where it is there. */
  async function readAfter(position: string): Promise<readonly LoggedChange[]> {
    const place = places.get(position);
    if (place === undefined) return log.readAfter(position, CATCH_UP_AT_A_TIME);
    return recent.slice(place - firstPlace, place - firstPlace + CATCH_UP_AT_A_TIME);
  }

  async function endNow(): Promise<string> {
    readSoon();
    await reading;
    return end ?? log.end();
  }

  async function* followFrom(
    start: string | Promise<string | undefined>,
    signal: Signal,
  ): AsyncGenerator<LoggedChange, void, undefined> {
    let position = await start;
    while (!signal.aborted) {
      try {
        position ??= await endNow();
        const seen = wakes;
        const changes = await readAfter(position);
        for (const change of changes) {
          if (signal.aborted) return;
          yield change;
          ({ position } = change);
        }
        if (!changes.length) await untilNews(seen, signal);
      } catch (error) {
        if (error instanceof PositionLostError) throw error;
        await sleep(clock, POLL_MS, signal).catch(() => undefined);
      }
    }
  }

  const pollLater = () => {
    cancelPoll = clock.schedule(POLL_MS, () => {
      readSoon();
      pollLater();
    });
  };
  const forget = log.watch(readSoon);
  readSoon();
  pollLater();

  return {
    end: endNow,
    follow(after, signal) {
      // From now on is from when it was asked, not from when the first change is waited for.
      return followFrom(after ?? endNow().catch(() => undefined), signal);
    },
    async stop() {
      isStopped = true;
      forget();
      cancelPoll?.();
      await reading;
      wakeAll();
    },
  };
}
