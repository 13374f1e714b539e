import { expect, it } from 'vitest';
import type { LiveGateway } from '../support/live-scene.ts';
import { HOUR_MS, MINUTE_MS, openLiveScene, SECOND_MS } from '../support/live-scene.ts';

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
