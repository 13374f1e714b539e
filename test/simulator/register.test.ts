import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRegister } from '../../src/simulator/live/register.ts';
import { createTenant } from '../../src/simulator/tenant/tenant.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { startMs } from './simulator-client.ts';

const tenant = createTenant(1, startMs);
const mostRecords = 5;

/** What is done to a register: a call ends, the call at a place gets a version, the next is hidden, time goes by. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), minute: fc.nat(2000) }),
  fc.record({ kind: fc.constant('raise' as const), place: fc.nat(30) }),
  fc.record({ kind: fc.constant('hide' as const), count: fc.nat(2), delayMs: fc.nat(5000) }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(3000) }),
);

it('a register shows what has come and not gone, newest first, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const clock = createManualClock(startMs);
      const register = createRegister({ tenant, clock, mostRecords });
      const raised = new Map<string, number>();
      const visibleFromMs = new Map<string, number>();
      const added: string[] = [];
      let hiding = { count: 0, delayMs: 0 };
      for (const [index, done] of steps.entries()) {
        if (done.kind === 'wait') await clock.advance(done.ms);
        if (done.kind === 'hide') {
          register.hideNext(done.count, done.delayMs);
          hiding = done;
        }
        if (done.kind === 'add') {
          const call = tenant.newCall({ origin: 'test', index, writtenMs: startMs - done.minute * 60_000 });
          register.add(call);
          added.push(call.id);
          if (hiding.count > 0) visibleFromMs.set(call.id, clock.now() + hiding.delayMs);
          hiding = { ...hiding, count: hiding.count - 1 };
        }
        if (done.kind === 'raise') {
          const call = register.tenant.calls[done.place];
          if (call === undefined) throw new Error('too few calls');
          const version = register.raise(call.id, clock.now())?.version;
          expect(version).toBe(call.version + 1);
          raised.set(call.id, version ?? 0);
        }
      }
      const { calls } = register.tenant;
      const isVisible = (id: string) => (visibleFromMs.get(id) ?? 0) <= clock.now();
      const kept = [...tenant.calls.map(({ id }) => id), ...added.slice(-mostRecords)].filter(isVisible);
      expect(new Set(calls.map(({ id }) => id))).toEqual(new Set(kept));
      expect(calls).toHaveLength(kept.length);
      for (const [index, call] of calls.entries()) {
        expect(call.start <= (calls[index - 1]?.start ?? call.start)).toBe(true);
        expect(register.tenant.find(call.id)).toBe(call);
        expect(call.version).toBe(raised.get(call.id) ?? (added.includes(call.id) ? 1 : tenant.find(call.id)?.version));
      }
    }),
    { numRuns: 60 },
  );
});
