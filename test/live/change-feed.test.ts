import { expect, test } from 'vitest';
import type { RecordChange } from '../../src/live/change.ts';
import { startChangeFeed } from '../../src/live/change-feed.ts';
import { createMemoryChangeLog } from '../../src/live/change-log.ts';
import { createMemoryHintQueue } from '../../src/live/hint-queue.ts';
import { createManualClock } from '../support/manual-clock.ts';

const toChange = (recordId: string): RecordChange => ({
  recordId,
  version: 1,
  type: undefined,
  participantIds: [],
  isComplete: true,
});

test('what was in hand when the log went away is looked into when it is back, and not a lease later', async () => {
  const clock = createManualClock(0);
  const log = createMemoryChangeLog({ clock, size: 100 });
  const queue = createMemoryHintQueue({ clock });
  let isAway = false;
  const away = () => Promise.reject(new Error('away'));
  let reads = 0;
  const feed = startChangeFeed({
    queue: {
      ...queue,
      take: (count, leaseMs) => (isAway ? away() : queue.take(count, leaseMs)),
      putBack: (hint, delayMs) => (isAway ? away() : queue.putBack(hint, delayMs)),
    },
    log: { ...log, append: (changes) => (isAway ? away() : log.append(changes)) },
    reader: {
      read(recordIds) {
        reads += 1;
        isAway = reads === 1;
        return Promise.resolve(recordIds.map(toChange));
      },
    },
    clock,
    random: () => 0.5,
  });
  await clock.advance(0);
  await queue.add(['a', 'b']);
  await clock.advance(3_500);
  expect(await log.versions(['a', 'b'])).toEqual([undefined, undefined]);
  isAway = false;
  await clock.advance(4_000);
  expect(await log.versions(['a', 'b'])).toEqual([1, 1]);
  expect(await queue.size()).toBe(0);
  expect(reads).toBe(2);
  await feed.stop();
});
