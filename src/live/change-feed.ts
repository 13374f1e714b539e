import type { Clock } from '../clock.ts';
import { GraphError } from '../graph/errors.ts';
import type { RecordChange } from './change.ts';
import type { ChangeLog } from './change-log.ts';
import type { Hint, HintQueue } from './hint-queue.ts';
import { LATEST_AVAILABILITY_MS, toNextLookMs } from './not-yet.ts';
import type { RecordReader } from './record-reader.ts';

export interface ChangeFeedOptions {
  readonly queue: HintQueue;
  readonly log: ChangeLog;
  readonly reader: RecordReader;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Is told what a record has become before anybody is told that it has changed: what is cached of it is stale. */
  readonly onRead?: ((change: RecordChange) => void | Promise<void>) | undefined;
  /** Is told of a record that never came to be there. */
  readonly onGivenUp?: ((recordId: string) => void) | undefined;
}

export interface ChangeFeed {
  /** Takes no more hints; resolves when those in hand are dealt with. */
  stop(): Promise<void>;
}

/** As many as fit a batch of Graph's. */
const AT_A_TIME = 20;
/** Longer than reading them can take: another replica looks into them then. */
const LEASE_MS = 60_000;
/** Hints that were put back become due without anybody saying so. */
const POLL_MS = 1_000;

/**
 * Looks into hints: reads the record as it is now and puts what is new of it into the log. A hint is given up only when
 * its record is not there long after it had to be; whatever else goes wrong, it is looked into again, later each time.
 */
export function startChangeFeed(options: ChangeFeedOptions): ChangeFeed {
  const { queue, log, reader, clock, random, onRead, onGivenUp } = options;
  let isStopped = false;
  let working: Promise<void> | undefined;
  let isHinted = false;
  let cancelPoll: (() => void) | undefined;
  /** In hand when the queue or the log could not be reached: nothing has become of them, or nobody knows. */
  let stranded: readonly Hint[] = [];

  function wake(): void {
    isHinted = true;
    working ??= work().finally(() => {
      working = undefined;
      if (isHinted && !isStopped) wake();
    });
  }

  function pollLater(): void {
    cancelPoll = clock.schedule(POLL_MS, () => {
      wake();
      pollLater();
    });
  }

  async function work(): Promise<void> {
    isHinted = false;
    try {
      for (;;) {
        if (isStopped) return;
        await Promise.all(stranded.map((hint) => queue.putBack(hint, toNextLookMs(hint.attempts, random()))));
        stranded = [];
        const hints = await queue.take(AT_A_TIME, LEASE_MS);
        if (!hints.length) return;
        stranded = hints;
        await lookInto(hints);
        stranded = [];
      }
    } catch {
      // Of what is not put back in the end the lease ends.
    }
  }

  async function lookInto(hints: readonly Hint[]): Promise<void> {
    const results = await reader.read(hints.map(({ recordId }) => recordId));
    const changes: RecordChange[] = [];
    const settled: Hint[] = [];
    const pending: Hint[] = [];
    for (const [index, hint] of hints.entries()) {
      const result = results[index] as RecordChange | GraphError;
      if (!(result instanceof GraphError)) {
        changes.push(result);
        settled.push(hint);
      } else if (result.code === 'NOT_FOUND' && clock.now() - hint.sinceMs > LATEST_AVAILABILITY_MS) {
        onGivenUp?.(hint.recordId);
        settled.push(hint);
      } else pending.push(hint);
    }
    await Promise.all(changes.map(async (change) => onRead?.(change)));
    if (changes.length) await log.append(changes);
    await Promise.all([
      ...settled.map((hint) => queue.done(hint)),
      ...pending.map((hint) => queue.putBack(hint, toNextLookMs(hint.attempts, random()))),
    ]);
  }

  const forget = queue.watch(wake);
  wake();
  pollLater();
  return {
    async stop() {
      isStopped = true;
      forget();
      cancelPoll?.();
      await working;
    },
  };
}
