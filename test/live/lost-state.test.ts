import { expect, it } from 'vitest';
import type { Shared } from '../../src/live/live.ts';
import type { LiveGateway, LiveScene } from '../support/live-scene.ts';
import { MINUTE_MS, openLiveScene, SECOND_MS, toVersions } from '../support/live-scene.ts';
import { ownParts } from '../support/live.ts';
import type { PassedLease } from '../support/passed-lease.ts';
import { createPassedLease } from '../support/passed-lease.ts';

/** A Redis that comes back without its data, as the keepers see it. */

interface Stage {
  /** Records that were there before the first of them was, and are found with what is looked for again. */
  readonly old: ReadonlySet<string>;
  readonly scene: LiveScene;
  readonly lease: PassedLease;
  readonly all: readonly [LiveGateway, LiveGateway];
  /** What was written down is gone. */
  readonly forget: () => void;
}

async function openStage(): Promise<Stage> {
  const scene = await openLiveScene();
  const old = new Set(scene.control.versions().map(({ id }) => id));
  const lease = createPassedLease();
  const texts = new Map<string, string>();
  const parts: Shared = {
    ...ownParts(scene.clock),
    state: {
      read: (name) => Promise.resolve(texts.get(name)),
      write: (name, text) => Promise.resolve(void texts.set(name, text)),
    },
    leave: () => Promise.resolve(1),
  };
  lease.pass(0);
  const first = await scene.open({ shared: { ...parts, lease: lease.of(0) }, sweepMs: 0 });
  const notificationUrl = new URL(first.notificationUrl).origin;
  const second = await scene.open({ shared: { ...parts, lease: lease.of(1) }, sweepMs: 0, notificationUrl });
  await scene.advance(MINUTE_MS);
  return { old, scene, lease, all: [first, second], forget: () => texts.clear() };
}

const toWords = ({ id, version }: { readonly id: string; readonly version: number }) => `${id} ${version}`;
const toldBy = ({ old }: Stage, { told }: LiveGateway) =>
  toVersions(told.filter(({ callRecordId }) => !old.has(callRecordId)));
const idsOf = ({ control }: LiveScene) => control.subscriptions().map(({ id }) => id);
const posts = ({ door }: LiveScene) =>
  door.requests.filter(({ method, url }) => method === 'POST' && url === '/subscriptions');

it('who takes over and finds nothing looks for what came since it last saw that nothing was missed', async () => {
  const stage = await openStage();
  const { scene, lease, all, forget } = stage;
  const known = scene.control.endCall();
  await scene.advance(MINUTE_MS);
  lease.pass(undefined);
  scene.control.dropSubscriptions();
  await scene.advance(SECOND_MS);
  const missed = [scene.control.endCall(), scene.control.endCall()];
  await scene.advance(10 * MINUTE_MS);
  forget();
  lease.pass(1);
  await scene.advance(MINUTE_MS);
  for (const one of all) expect(toldBy(stage, one).sort()).toEqual([known, ...missed].map(toWords).sort());
  expect(await all[1].metric('live_subscription_events_total{event="forgotten"}')).toBe(1);
  expect(idsOf(scene)).toHaveLength(1);
  expect(all[1].live.isFed()).toBe(true);
});

it('who goes on keeping it notices, keeps the subscription that it knows, and looks for what waited', async () => {
  const stage = await openStage();
  const { scene, lease, all, forget } = stage;
  const before = idsOf(scene);
  scene.control.loseNext(1);
  const lost = scene.control.endCall();
  await scene.advance(5 * MINUTE_MS);
  expect(all[0].told).toEqual([]);
  forget();
  await scene.advance(MINUTE_MS);
  expect(toldBy(stage, all[0])).toEqual([toWords(lost)]);
  expect(await all[0].metric('live_subscription_events_total{event="forgotten"}')).toBe(1);
  lease.pass(1);
  await scene.advance(MINUTE_MS);
  expect(idsOf(scene)).toEqual(before);
  expect(posts(scene)).toHaveLength(1);
  expect(await all[1].metric('live_subscription_events_total{event="forgotten"}')).toBeUndefined();
});

it('what is gone again while it is being written down anew is written down all the same', async () => {
  const stage = await openStage();
  const { scene, lease, all, forget } = stage;
  lease.pass(undefined);
  scene.control.dropSubscriptions();
  await scene.advance(SECOND_MS);
  const missed = scene.control.endCall();
  await scene.advance(MINUTE_MS);
  for (let count = 0; count < 3; count += 1) {
    forget();
    lease.pass(count % 2 ? 0 : 1);
    await scene.settle();
  }
  await scene.advance(2 * MINUTE_MS);
  expect(toldBy(stage, all[0])).toEqual([toWords(missed)]);
  expect(idsOf(scene)).toHaveLength(1);
});
