import { expect, it } from 'vitest';
import type { Shared } from '../../src/live/live.ts';
import type { LiveGateway, LiveScene } from '../support/live-scene.ts';
import { HOUR_MS, MINUTE_MS, openLiveScene, SECOND_MS, toVersions } from '../support/live-scene.ts';
import { ownParts } from '../support/live.ts';
import type { PassedLease } from '../support/passed-lease.ts';
import { createPassedLease } from '../support/passed-lease.ts';

interface Replicas {
  readonly scene: LiveScene;
  readonly lease: PassedLease;
  readonly parts: Shared;
  readonly all: readonly [LiveGateway, LiveGateway];
}

/** Two that share everything and one address, the first of which has the lease. */
async function openReplicas(): Promise<Replicas> {
  const scene = await openLiveScene();
  const lease = createPassedLease();
  const parts = ownParts(scene.clock);
  let there = 2;
  const toShared = (replica: number): Shared => ({
    ...parts,
    lease: lease.of(replica),
    leave: () => Promise.resolve((there -= 1)),
  });
  lease.pass(0);
  const first = await scene.open({ shared: toShared(0), sweepMs: 0 });
  const notificationUrl = new URL(first.notificationUrl).origin;
  const second = await scene.open({ shared: toShared(1), sweepMs: 0, notificationUrl });
  return { scene, lease, parts, all: [first, second] };
}

const idsOf = ({ control }: LiveScene) => control.subscriptions().map(({ id }) => id);
const toWords = ({ id, version }: { readonly id: string; readonly version: number }) => `${id} ${version}`;
const subscriptionOf = async (gateway: LiveGateway) =>
  ((await (await gateway.get('/ready')).json()) as { live: { subscription: string } }).live.subscription;

it('of two replicas one keeps the subscription, and subscribers of both are told', async () => {
  const { scene, all } = await openReplicas();
  await scene.advance(5 * MINUTE_MS);
  expect(idsOf(scene)).toHaveLength(1);
  expect(scene.door.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  expect(await Promise.all(all.map(subscriptionOf))).toEqual(['active', 'elsewhere']);
  const change = scene.control.endCall();
  await scene.advance(SECOND_MS);
  for (const { told } of all) expect(toVersions(told)).toEqual([toWords(change)]);
  for (const figure of ['live_subscription_at_risk', 'live_subscription_expires_timestamp_seconds']) {
    expect([await all[0].metric(figure), await all[1].metric(figure)]).toEqual([expect.any(Number), undefined]);
  }
});

it('who takes over adopts the subscription, and nothing is made or read anew', async () => {
  const { scene, lease, all } = await openReplicas();
  await scene.advance(MINUTE_MS);
  const before = idsOf(scene);
  const asked = scene.door.requests.length;
  lease.pass(1);
  await scene.advance(2 * MINUTE_MS);
  expect(idsOf(scene)).toEqual(before);
  expect(await Promise.all(all.map(subscriptionOf))).toEqual(['elsewhere', 'active']);
  expect(
    scene.door.requests.slice(asked).filter(({ method, url }) => method !== 'GET' || !url.startsWith('/sub')),
  ).toEqual([]);
  expect(scene.door.requests.length - asked).toBeLessThanOrEqual(6);
});

it('a time without anybody is swept by who takes over', async () => {
  const { scene, lease, all } = await openReplicas();
  await scene.advance(MINUTE_MS);
  lease.pass(undefined);
  scene.control.dropSubscriptions();
  await scene.advance(10 * MINUTE_MS);
  const missed = [scene.control.endCall(), scene.control.endCall()];
  lease.pass(1);
  await scene.advance(MINUTE_MS);
  expect(idsOf(scene)).toHaveLength(1);
  expect(toVersions(all[0].told).sort()).toEqual(missed.map(toWords).sort());
});

it('a gap that its finder had no time to sweep is swept by the next', async () => {
  const { scene, lease, all } = await openReplicas();
  await scene.advance(MINUTE_MS);
  scene.door.refuse = ({ url }) => (url.startsWith('/communications/callRecords?') ? 'never' : undefined);
  scene.control.sendLifecycle({ event: 'subscriptionRemoved' });
  const missed = scene.control.endCall();
  await scene.advance(5 * SECOND_MS);
  expect([idsOf(scene).length, scene.door.waitingCount()]).toEqual([1, 1]);
  scene.door.refuse = () => undefined;
  lease.pass(1);
  await scene.advance(MINUTE_MS);
  expect(toVersions(all[1].told)).toEqual([toWords(missed)]);
  expect(idsOf(scene)).toHaveLength(1);
});

it('who loses the lease while it subscribes leaves it to the other', async () => {
  const { scene, lease } = await openReplicas();
  await scene.advance(MINUTE_MS);
  scene.control.dropSubscriptions();
  scene.door.refuse = ({ method, url }) => (method === 'GET' && url === '/subscriptions' ? 'never' : undefined);
  await scene.advance(40 * SECOND_MS);
  expect(scene.door.waitingCount()).toBe(1);
  scene.door.refuse = () => undefined;
  lease.pass(1);
  await scene.advance(MINUTE_MS);
  expect(scene.door.waitingCount()).toBe(0);
  expect(scene.door.requests.filter(({ method }) => method === 'POST')).toHaveLength(2);
  expect(idsOf(scene)).toHaveLength(1);
});

it('whatever is passed on how often, there is one subscription and every change is told once', async () => {
  const { scene, lease, all } = await openReplicas();
  const changes: string[] = [];
  for (let turn = 1; turn <= 12; turn += 1) {
    lease.pass(turn % 3 === 2 ? undefined : turn % 2);
    if (turn % 4 === 0) scene.control.dropSubscriptions();
    changes.push(toWords(scene.control.endCall()));
    await scene.advance((turn % 5) * 20 * SECOND_MS + 700);
  }
  lease.pass(0);
  await scene.advance(2 * MINUTE_MS);
  expect(idsOf(scene)).toHaveLength(1);
  for (const { told } of all) expect(toVersions(told).sort()).toEqual([...changes].sort());
});

it('the last to stop deletes it, who stops before does not', async () => {
  const { scene, all } = await openReplicas();
  await scene.advance(MINUTE_MS);
  const before = idsOf(scene);
  await all[0].stop();
  expect(idsOf(scene)).toEqual(before);
  await scene.advance(MINUTE_MS);
  expect(idsOf(scene)).toEqual(before);
  expect(await subscriptionOf(all[1])).toBe('active');
  await all[1].stop();
  expect(idsOf(scene)).toEqual([]);
  expect(scene.clock.waitingCount()).toBe(0);
});

it.each([
  ['the one that keeps it is the first to leave', [0, 1]],
  ['the one that keeps it is the last to leave', [1, 0]],
] as const)('all that stop at the same moment leave nothing behind: %s', async (_which, order) => {
  const { scene, all } = await openReplicas();
  await scene.advance(MINUTE_MS);
  expect(idsOf(scene)).toHaveLength(1);
  await Promise.all(order.map((replica) => all[replica].stop()));
  expect(idsOf(scene)).toEqual([]);
  expect(scene.clock.waitingCount()).toBe(0);
});

it('a deletion by another than the one that kept it holds up the stop no longer than that of its own', async () => {
  const { scene, all } = await openReplicas();
  await scene.advance(MINUTE_MS);
  scene.door.refuse = ({ method }) => (method === 'DELETE' ? 'never' : undefined);
  const stopped = Promise.all(all.map((gateway) => gateway.stop()));
  await scene.settle();
  expect(scene.door.waitingCount()).toBe(1);
  await scene.advance(3 * SECOND_MS);
  await stopped;
  expect(scene.clock.waitingCount()).toBe(0);
});

it('one that comes back to what it has left finds what came between, and nothing older', async () => {
  const scene = await openLiveScene();
  const parts = ownParts(scene.clock);
  const first = await scene.open({ shared: parts });
  const known = scene.control.endCall();
  await scene.advance(HOUR_MS);
  await first.stop();
  expect(idsOf(scene)).toEqual([]);
  const between = scene.control.endCall();
  await scene.advance(2 * HOUR_MS);
  const again = await scene.open({ shared: parts });
  await scene.advance(MINUTE_MS);
  expect(toVersions(first.told)).toEqual([toWords(known)]);
  expect(toVersions(again.told)).toEqual([toWords(between)]);
});
