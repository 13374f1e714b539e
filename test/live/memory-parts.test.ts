import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMemoryChangeLog } from '../../src/live/change-log.ts';
import type { Hint } from '../../src/live/hint-queue.ts';
import { createMemoryHintQueue } from '../../src/live/hint-queue.ts';
import { createManualClock } from '../support/manual-clock.ts';

const RECORDS = ['a', 'b', 'c'] as const;
const record = fc.constantFrom(...RECORDS);

it('the log: whatever is appended, it holds the versions that were higher than all before', async () => {
  const batches = fc.array(fc.array(fc.record({ record, version: fc.nat(20) }), { maxLength: 4 }), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(batches, fc.integer({ min: 1, max: 30 }), async (work, size) => {
      const log = createMemoryChangeLog({ clock: createManualClock(0), size });
      const highest = new Map<string, number>();
      const expected: string[] = [];
      const positions = [await log.end()];
      for (const batch of work) {
        const taken = await log.append(
          batch.map((one) => ({
            recordId: one.record,
            version: one.version,
            type: undefined,
            participantIds: [],
            isComplete: true,
          })),
        );
        for (const one of batch) {
          const before = highest.get(one.record);
          if (before !== undefined && before >= one.version) continue;
          highest.set(one.record, one.version);
          expected.push(`${one.record}${one.version} ${before === undefined ? 'CREATED' : 'UPDATED'}`);
        }
        positions.push(...taken.map(({ position }) => position));
      }
      expect(positions).toHaveLength(expected.length + 1);
      expect(await log.versions(RECORDS)).toEqual(RECORDS.map((id) => highest.get(id)));
      for (const [index, position] of positions.entries()) {
        const read = log.readAfter(position, 7).then(
          (changes) => changes.map(({ recordId, version, kind }) => `${recordId}${version} ${kind}`),
          () => undefined,
        );
        const changes = await read;
        // What is kept beyond its size is nobody's to rely on.
        if (changes === undefined) expect(expected.length - index).toBeGreaterThan(size);
        else expect(changes).toEqual(expected.slice(index, index + 7));
      }
    }),
    { numRuns: 200 },
  );
});

it('the queue: no hint is lost and none is given out twice at a time, whatever takers do', async () => {
  const step = fc.record({
    kind: fc.constantFrom('add', 'take', 'done', 'putBack', 'wait'),
    record,
    index: fc.nat(5),
    ms: fc.integer({ min: 1, max: 3_000 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const clock = createManualClock(0);
      const queue = createMemoryHintQueue({ clock });
      const model = new Map<string, { sinceMs: number; attempts: number; dueMs: number; round: number | undefined }>();
      const held: Hint[] = [];
      for (const { kind, record: id, index, ms } of steps) {
        const nowMs = clock.now();
        const hint = held[index % (held.length || 1)];
        if (kind === 'wait') await clock.advance(ms);
        if (kind === 'add') {
          await queue.add([id]);
          model.set(id, { sinceMs: model.get(id)?.sinceMs ?? nowMs, attempts: 0, dueMs: nowMs, round: undefined });
        }
        if (kind === 'take') {
          const taken = await queue.take(2, ms);
          const due = [...model].filter(([, { dueMs }]) => dueMs <= nowMs);
          expect(taken).toHaveLength(Math.min(2, due.length));
          for (const one of taken) {
            const entry = model.get(one.recordId);
            expect(entry?.dueMs).toBeLessThanOrEqual(nowMs);
            expect(one).toMatchObject({ sinceMs: entry?.sinceMs, attempts: entry?.attempts });
            if (entry) Object.assign(entry, { dueMs: nowMs + ms, round: one.round });
            held.push(one);
          }
        }
        if (hint && (kind === 'done' || kind === 'putBack')) {
          const entry = model.get(hint.recordId);
          const isSame = entry !== undefined && entry.round === hint.round;
          if (kind === 'done') await queue.done(hint);
          else await queue.putBack(hint, ms);
          if (isSame && kind === 'done') model.delete(hint.recordId);
          if (isSame && kind === 'putBack') Object.assign(entry, { dueMs: nowMs + ms, attempts: entry.attempts + 1 });
        }
        expect(await queue.size()).toBe(model.size);
      }
      await clock.advance(3_000);
      expect((await queue.take(9, 1)).map(({ recordId }) => recordId).sort()).toEqual([...model.keys()].sort());
    }),
    { numRuns: 200 },
  );
});
