import { expect, it } from 'vitest';
import type { LiveGateway } from '../support/live-scene.ts';
import { HOUR_MS, MINUTE_MS, openLiveScene, SECOND_MS } from '../support/live-scene.ts';
import { ownParts } from '../support/live.ts';
import { createPassedLease } from '../support/passed-lease.ts';

async function look(gateway: LiveGateway): Promise<object> {
  const { live } = (await (await gateway.get('/ready')).json()) as { live: { subscription: string } };
  return { ready: live.subscription, atRisk: await gateway.metric('live_subscription_at_risk') };
}

it('a renewal that fails raises the alarm a day before the end, and until it succeeds', async () => {
  const scene = await openLiveScene();
  const gateway = await scene.open({ sweepMs: 0, checkMs: MINUTE_MS });
  expect(await look(gateway)).toEqual({ ready: 'active', atRisk: 0 });
  const expires = () => gateway.metric('live_subscription_expires_timestamp_seconds');
  expect(Number(await expires()) * 1_000 - scene.clock.now()).toBeGreaterThan(2 * 24 * HOUR_MS);
  scene.door.refuse = ({ method }) => (method === 'PATCH' ? { status: 503 } : undefined);
  await scene.advance(34 * HOUR_MS);
  expect(await look(gateway)).toEqual({ ready: 'active', atRisk: 0 });
  await scene.advance(3 * HOUR_MS);
  expect(await look(gateway)).toEqual({ ready: 'at risk', atRisk: 1 });
  const [{ expirationDateTime } = { expirationDateTime: '' }] = scene.control.subscriptions();
  expect(Date.parse(expirationDateTime) - scene.clock.now()).toBeGreaterThan(24 * HOUR_MS);
  scene.door.refuse = () => undefined;
  await scene.advance(11 * MINUTE_MS);
  expect(await look(gateway)).toEqual({ ready: 'active', atRisk: 0 });
});

it('a Graph that fails raises it within minutes, and it ends when Graph is back', async () => {
  const scene = await openLiveScene();
  const gateway = await scene.open({ sweepMs: 0 });
  scene.door.refuse = () => ({ status: 503 });
  await scene.advance(MINUTE_MS);
  expect(await look(gateway)).toEqual({ ready: 'active', atRisk: 0 });
  await scene.advance(5 * MINUTE_MS);
  expect(await look(gateway)).toEqual({ ready: 'at risk', atRisk: 1 });
  scene.door.refuse = () => undefined;
  await scene.advance(11 * MINUTE_MS);
  expect(await look(gateway)).toEqual({ ready: 'active', atRisk: 0 });
});

it('no subscription at all is told as such, and what is cached is not kept for longer', async () => {
  const scene = await openLiveScene();
  scene.door.refuse = ({ method }) => (method === 'POST' ? { status: 403 } : undefined);
  const gateway = await scene.open({ sweepMs: 0 });
  await scene.advance(20 * SECOND_MS);
  expect(await look(gateway)).toEqual({ ready: 'none', atRisk: 1 });
  expect(await gateway.metric('live_subscription_expires_timestamp_seconds')).toBe(0);
  await scene.advance(5 * MINUTE_MS);
  expect(gateway.live.isFed()).toBe(false);
  scene.door.refuse = () => undefined;
  await scene.advance(11 * MINUTE_MS);
  expect(await look(gateway)).toEqual({ ready: 'active', atRisk: 0 });
  expect(gateway.live.isFed()).toBe(true);
});

it('where no replica keeps it, each raises it: two minutes after its start, and after four of silence', async () => {
  const scene = await openLiveScene();
  const lease = createPassedLease();
  const parts = ownParts(scene.clock);
  const first = await scene.open({ shared: { ...parts, lease: lease.of(0) }, sweepMs: 0 });
  await scene.advance(110 * SECOND_MS);
  expect(await look(first)).toEqual({ ready: 'elsewhere', atRisk: undefined });
  await scene.advance(20 * SECOND_MS);
  expect(await look(first)).toEqual({ ready: 'at risk', atRisk: 1 });
  const notificationUrl = new URL(first.notificationUrl).origin;
  const second = await scene.open({ shared: { ...parts, lease: lease.of(1) }, sweepMs: 0, notificationUrl });
  lease.pass(1);
  await scene.advance(30 * SECOND_MS);
  expect(await look(first)).toEqual({ ready: 'elsewhere', atRisk: undefined });
  expect(await look(second)).toEqual({ ready: 'active', atRisk: 0 });
  lease.pass(undefined);
  await scene.advance(3 * MINUTE_MS);
  expect(await look(first)).toEqual({ ready: 'elsewhere', atRisk: undefined });
  await scene.advance(MINUTE_MS + 20 * SECOND_MS);
  for (const gateway of [first, second]) expect(await look(gateway)).toEqual({ ready: 'at risk', atRisk: 1 });
  lease.pass(0);
  await scene.advance(MINUTE_MS);
  expect([await look(first), await look(second)]).toEqual([
    { ready: 'active', atRisk: 0 },
    { ready: 'elsewhere', atRisk: undefined },
  ]);
  // Who stops first would otherwise leave it to the other, whose requests the end of the test cuts off.
  lease.pass(undefined);
});

it('where what keepers share cannot be read, it is raised too', async () => {
  const scene = await openLiveScene();
  const parts = ownParts(scene.clock);
  let isAway = false;
  const read = (name: string) => (isAway ? Promise.reject(new Error('away')) : parts.state.read(name));
  const leader = await scene.open({ shared: parts, sweepMs: 0 });
  const other = await scene.open({
    shared: { ...parts, lease: createPassedLease().of(1), state: { ...parts.state, read } },
    sweepMs: 0,
    notificationUrl: new URL(leader.notificationUrl).origin,
  });
  await scene.advance(10 * MINUTE_MS);
  expect(await look(other)).toEqual({ ready: 'elsewhere', atRisk: undefined });
  isAway = true;
  await scene.advance(5 * MINUTE_MS);
  expect(await look(other)).toEqual({ ready: 'at risk', atRisk: 1 });
  isAway = false;
  await scene.advance(MINUTE_MS);
  expect(await look(other)).toEqual({ ready: 'elsewhere', atRisk: undefined });
});
