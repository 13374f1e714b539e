import { expect, test } from 'vitest';
import { createAborter } from '../../src/abort.ts';
import type { RecordChange } from '../../src/live/change.ts';
import { createMemoryChangeLog } from '../../src/live/change-log.ts';
import { startChangeTail } from '../../src/live/change-tail.ts';
import { createManualClock } from '../support/manual-clock.ts';

const toChange = (version: number): RecordChange => ({
  recordId: 'a',
  version,
  type: undefined,
  participantIds: [],
  isComplete: true,
  startDateTime: undefined,
  endDateTime: undefined,
});

test('a change that is read while who follows is about to wait is told at once, whichever comes first', async () => {
  const clock = createManualClock(0);
  const log = createMemoryChangeLog({ clock, size: 100 });
  /** Answers a reading so many turns later. */
  let turns = 0;
  const slow: typeof log = {
    ...log,
    async readAfter(position, count) {
      const changes = await log.readAfter(position, count);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      return changes;
    },
  };
  const tail = startChangeTail({ log: slow, clock });
  const aborter = createAborter();
  const changes = tail.follow(undefined, aborter.signal);
  let version = 1;
  const first = changes.next();
  await clock.advance(0);
  await log.append([toChange(version)]);
  await first;
  for (turns = 0; turns < 12; turns += 1) {
    version += 1;
    await log.append([toChange(version)]);
    const next = changes.next();
    let told: number | undefined;
    void next.then(({ value }) => (told = value?.version));
    await clock.advance(0);
    await clock.advance(0);
    expect(told, `${turns} turns`).toBe(version);
  }
  aborter.abort(undefined);
  await tail.stop();
});
