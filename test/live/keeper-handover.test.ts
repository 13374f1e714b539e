import { expect, test } from 'vitest';
import { GraphError } from '../../src/graph/errors.ts';
import type { Subscription, Subscriptions } from '../../src/graph/subscriptions.ts';
import { createKeeper } from '../../src/live/keeper.ts';
import { ownLease } from '../../src/live/lease.ts';
import { createMemoryState } from '../../src/live/shared-state.ts';
import type { SweepWindow } from '../../src/live/sweep.ts';
import { createManualClock } from '../support/manual-clock.ts';

/** What a keeper that is killed leaves to the one that takes over. */

const START_MS = Date.parse('2026-11-28T12:00:00Z');
const CHECK_MS = 10_000;

/** Graph's side, and keepers that share their state one after another. */
function openStage() {
  const clock = createManualClock(START_MS);
  const state = createMemoryState();
  let current: Subscription | undefined;
  let made = 0;
  const find = (id: string) => {
    if (current?.id !== id) throw new GraphError('NOT_FOUND', 'no such subscription');
    return Promise.resolve(current);
  };
  const subscriptions: Subscriptions = {
    list: () => Promise.resolve(current ? [current] : []),
    get: async (id) => find(id),
    create({ resource, notificationUrl, expirationDateTime }) {
      current = { id: `subscription ${(made += 1)}`, resource, notificationUrl, expirationDateTime };
      return Promise.resolve(current);
    },
    renew: (id) => find(id),
    reauthorize: () => Promise.resolve(),
    remove: () => Promise.resolve((current = undefined)),
  };

  /** Its lists are never read to the end unless `isSwept`; it can be killed: nothing that it has begun goes on. */
  function startKeeper(isSwept: boolean) {
    const windows: SweepWindow[] = [];
    let isAlive = true;
    const keeper = createKeeper({
      subscriptions,
      state,
      lease: { ...ownLease, isHeld: () => isAlive },
      sweep(window) {
        windows.push(window);
        return isSwept ? Promise.resolve(0) : new Promise(() => undefined);
      },
      seenCoveredMs: () => 0,
      clock,
      notificationUrl: 'https://gateway.test/notifications/call-records',
      lifecycleUrl: 'https://gateway.test/notifications/lifecycle',
      resource: '/communications/callRecords',
      clientState: 'secret',
      checkMs: CHECK_MS,
      sweepMs: 0,
      leave: () => Promise.resolve(1),
    });
    keeper.start();
    return { keeper, windows, kill: () => (isAlive = false) };
  }

  /** A second at a time: what is begun has come to its end by then. */
  async function pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 1_000) await clock.advance(1_000);
  }

  return { pass, startKeeper, lose: () => (current = undefined) };
}

test.each(['what Graph tells of', 'a subscription that is gone'])(
  'the list that was to be read because of %s is read by who takes over, once',
  async (cause) => {
    const { pass, startKeeper, lose } = openStage();
    const first = startKeeper(false);
    await pass(6 * CHECK_MS);
    expect(first.windows).toEqual([]);
    if (cause === 'a subscription that is gone') lose();
    else await first.keeper.tell([{ event: 'missed', subscriptionId: undefined }]);
    await pass(3 * CHECK_MS);
    expect(first.windows).toHaveLength(1);
    first.kill();

    const second = startKeeper(true);
    await pass(6 * CHECK_MS);
    expect(second.windows).toHaveLength(1);
    expect(second.windows[0]?.changedSinceMs).toBeLessThanOrEqual(first.windows[0]?.changedSinceMs as number);
    second.kill();

    const third = startKeeper(true);
    await pass(6 * CHECK_MS);
    expect(third.windows).toEqual([]);
  },
);
