import { expect, it } from 'vitest';
import type { LiveScene } from '../support/live-scene.ts';
import { HOUR_MS, MINUTE_MS, openLiveScene, SECOND_MS, toVersions } from '../support/live-scene.ts';

const idsOf = ({ control }: LiveScene) => control.subscriptions().map(({ id }) => id);
const toWords = ({ id, version }: { readonly id: string; readonly version: number }) => `${id} ${version}`;
const reauthorized = ({ door }: LiveScene) => door.requests.filter(({ url }) => url.endsWith('/reauthorize')).length;

it('a subscription is reauthorized within seconds of being asked, and loses nothing', async () => {
  const scene = await openLiveScene();
  const gateway = await scene.open();
  const before = idsOf(scene);
  scene.control.sendLifecycle({ event: 'reauthorizationRequired', graceMs: 3 * SECOND_MS });
  await scene.advance(3 * SECOND_MS);
  expect(reauthorized(scene)).toBe(1);
  const change = scene.control.endCall();
  await scene.advance(5 * SECOND_MS);
  expect(toVersions(gateway.told)).toEqual([toWords(change)]);
  await scene.advance(10 * MINUTE_MS);
  expect([reauthorized(scene), idsOf(scene)]).toEqual([1, before]);
});

it('is asked every few minutes for hours: each is answered once, and the list is not read for it', async () => {
  const scene = await openLiveScene({ reauthorizeAfterShare: 0.001 });
  await scene.open({ sweepMs: 0 });
  await scene.advance(HOUR_MS);
  expect(reauthorized(scene)).toBeGreaterThan(10);
  expect(reauthorized(scene)).toBeLessThan(20);
  expect(scene.door.requests.filter(({ url }) => url.startsWith('/communications'))).toEqual([]);
});

it('what happens while it cannot be reauthorized is found in the list and told once', async () => {
  const scene = await openLiveScene();
  const gateway = await scene.open({ sweepMs: 0 });
  scene.door.refuse = ({ url }) => (url.endsWith('/reauthorize') ? { status: 503 } : undefined);
  scene.control.sendLifecycle({ event: 'reauthorizationRequired', graceMs: 0 });
  await scene.advance(MINUTE_MS);
  const change = scene.control.endCall();
  await scene.advance(MINUTE_MS);
  expect(gateway.told).toEqual([]);
  scene.door.refuse = () => undefined;
  await scene.advance(4 * MINUTE_MS);
  expect(toVersions(gateway.told)).toEqual([toWords(change)]);
});

it('one that is told to be removed is made anew at once, and what came between is told once', async () => {
  const scene = await openLiveScene();
  const gateway = await scene.open({ sweepMs: 0 });
  const before = idsOf(scene);
  scene.control.sendLifecycle({ event: 'subscriptionRemoved' });
  const between = scene.control.endCall();
  await scene.advance(5 * SECOND_MS);
  expect(idsOf(scene)).toHaveLength(1);
  expect(idsOf(scene)).not.toEqual(before);
  const after = scene.control.endCall();
  await scene.advance(MINUTE_MS);
  expect(toVersions(gateway.told).sort()).toEqual([between, after].map(toWords).sort());
});

it('one that has gone without a word is made anew within a minute, and what came between is told once', async () => {
  const scene = await openLiveScene();
  const gateway = await scene.open({ sweepMs: 0 });
  const early = scene.control.endCall();
  await scene.advance(MINUTE_MS + 7 * SECOND_MS);
  scene.control.dropSubscriptions();
  const between = scene.control.endCall();
  scene.control.raiseVersion(early.id);
  const rewritten = scene.control.raiseVersion(early.id);
  await scene.advance(MINUTE_MS);
  expect(idsOf(scene)).toHaveLength(1);
  expect(toVersions(gateway.told)[0]).toBe(toWords(early));
  expect(toVersions(gateway.told).slice(1).sort()).toEqual([between, rewritten].map(toWords).sort());
  await scene.advance(10 * MINUTE_MS);
  expect(gateway.told).toHaveLength(3);
});

it('what Graph says it has missed is looked for', async () => {
  const scene = await openLiveScene();
  const gateway = await scene.open({ sweepMs: 0 });
  await scene.advance(MINUTE_MS);
  scene.control.loseNext(2);
  const lost = [scene.control.endCall(), scene.control.endCall()];
  await scene.advance(2 * SECOND_MS);
  expect(gateway.told).toEqual([]);
  scene.control.sendLifecycle({ event: 'missed' });
  await scene.advance(20 * SECOND_MS);
  expect(toVersions(gateway.told).sort()).toEqual(lost.map(toWords).sort());
});

it('lifecycle events without the secret are nothing', async () => {
  const scene = await openLiveScene();
  const gateway = await scene.open({ sweepMs: 0 });
  const asked = scene.door.requests.length;
  const events = ['reauthorizationRequired', 'subscriptionRemoved', 'missed'];
  const response = await fetch(gateway.notificationUrl.replace('call-records', 'lifecycle'), {
    method: 'POST',
    body: JSON.stringify({ value: events.map((lifecycleEvent) => ({ lifecycleEvent, clientState: 'guessed' })) }),
  });
  expect(response.status).toBe(202);
  await scene.advance(5 * SECOND_MS);
  expect(scene.door.requests.length).toBe(asked);
});
