import { describe, expect, it } from 'vitest';
import { createAccessToken } from '../../src/simulator/token.ts';
import { failing, isOfSubscriptions } from '../support/graph-door.ts';
import type { LiveScene } from '../support/live-scene.ts';
import { HOUR_MS, MINUTE_MS, openLiveScene, SECOND_MS } from '../support/live-scene.ts';
import { ownParts } from '../support/live.ts';

const idsOf = ({ control }: LiveScene) => control.subscriptions().map(({ id }) => id);
const made = ({ door }: LiveScene) =>
  door.requests.filter(({ method, url }) => method === 'POST' && url === '/subscriptions');

/** Subscribes as somebody else would, past the door. */
async function subscribe(
  { clock, simulator }: LiveScene,
  notificationUrl: string,
  accessToken = simulator.accessToken,
): Promise<string> {
  const response = await fetch(`${simulator.baseUrl}/v1.0/subscriptions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      changeType: 'updated',
      resource: '/communications/callRecords',
      notificationUrl,
      expirationDateTime: new Date(clock.now() + 2 * HOUR_MS).toISOString(),
    }),
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

describe('the subscription', () => {
  it('is made as Graph documents it, and the gateway answers the handshakes', async () => {
    const scene = await openLiveScene();
    const gateway = await scene.open();
    const [one, ...others] = scene.door.requests.filter(({ method }) => method === 'POST');
    expect([one?.url, others]).toEqual(['/subscriptions', []]);
    const body = JSON.parse(one?.body ?? '') as Record<string, string>;
    expect(body).toEqual({
      changeType: 'created,updated',
      resource: '/communications/callRecords',
      notificationUrl: gateway.notificationUrl,
      lifecycleNotificationUrl: gateway.notificationUrl.replace('call-records', 'lifecycle'),
      expirationDateTime: expect.any(String),
      clientState: expect.any(String),
    });
    expect(body['clientState']?.length).toBeLessThanOrEqual(128);
    expect(body['clientState']?.length).toBeGreaterThanOrEqual(32);
    const lifeMs = Date.parse(body['expirationDateTime'] ?? '') - scene.clock.now();
    expect(lifeMs).toBeLessThanOrEqual(4_230 * MINUTE_MS);
    expect(lifeMs).toBeGreaterThan(4_000 * MINUTE_MS);
    expect(scene.control.subscriptions()).toMatchObject([{ notificationUrl: gateway.notificationUrl }]);
  });

  it('lives on over three days, renewed long before its end, for few requests', async () => {
    const scene = await openLiveScene();
    await scene.open({ sweepMs: 0, checkMs: MINUTE_MS });
    const before = idsOf(scene);
    const asked = scene.door.requests.length;
    let shortestMs = Infinity;
    for (let hour = 0; hour < 72; hour += 2) {
      await scene.advance(2 * HOUR_MS);
      const [now] = scene.control.subscriptions();
      shortestMs = Math.min(shortestMs, Date.parse(now?.expirationDateTime ?? '') - scene.clock.now());
    }
    expect(idsOf(scene)).toEqual(before);
    expect(shortestMs).toBeGreaterThan(24 * HOUR_MS);
    const requests = scene.door.requests.slice(asked);
    expect(requests.every(isOfSubscriptions)).toBe(true);
    expect(requests.filter(({ method }) => method === 'PATCH')).toHaveLength(2);
    expect(requests.length).toBeLessThan(72 * 25);
  });

  it('is looked at twice a minute', async () => {
    const scene = await openLiveScene();
    await scene.open({ sweepMs: 0 });
    const asked = scene.door.requests.length;
    await scene.advance(10 * MINUTE_MS);
    expect(scene.door.requests.length - asked).toBe(20);
  });
});

describe('a gateway that stops', () => {
  it('deletes the subscription where it was alone, and leaves no timer behind', async () => {
    const scene = await openLiveScene();
    const gateway = await scene.open();
    await scene.advance(MINUTE_MS);
    await gateway.stop();
    expect(idsOf(scene)).toEqual([]);
    expect(scene.clock.waitingCount()).toBe(0);
  });

  it('leaves it to the others where there are some', async () => {
    const scene = await openLiveScene();
    const gateway = await scene.open({
      shared: { ...ownParts(scene.clock), leave: () => Promise.resolve(1) },
    });
    const before = idsOf(scene);
    await gateway.stop();
    expect(idsOf(scene)).toEqual(before);
    expect(scene.clock.waitingCount()).toBe(0);
  });

  it.each([
    ['can say', () => Promise.reject(new Error('away'))],
    ['says in time', () => new Promise<number>(() => undefined)],
  ])('leaves it where nobody %s whether there are others', async (_what, leave) => {
    const scene = await openLiveScene();
    const gateway = await scene.open({ shared: { ...ownParts(scene.clock), leave } });
    const stopped = gateway.stop();
    await scene.advance(3 * SECOND_MS);
    await stopped;
    expect(idsOf(scene)).toHaveLength(1);
    expect(scene.clock.waitingCount()).toBe(0);
  });

  it.each([
    ['is being made', '/subscriptions', 0],
    ['is looked at', '/subscriptions/', MINUTE_MS],
    ['and the list is being read', '/communications/callRecords?', HOUR_MS + MINUTE_MS],
  ])('does not wait for an answer while the subscription %s', async (_when, url, afterMs) => {
    const scene = await openLiveScene();
    if (!afterMs) scene.door.refuse = (request) => (request.url === url ? 'never' : undefined);
    const gateway = await scene.open();
    scene.door.refuse = (request) => (request.method !== 'DELETE' && request.url.startsWith(url) ? 'never' : undefined);
    await scene.advance(afterMs);
    expect(scene.door.waitingCount()).toBe(1);
    await gateway.stop();
    expect(scene.clock.waitingCount()).toBe(0);
    expect(idsOf(scene)).toEqual([]);
  });

  it('waits three seconds for its farewell', async () => {
    const scene = await openLiveScene();
    const gateway = await scene.open();
    scene.door.refuse = ({ method }) => (method === 'DELETE' ? 'never' : undefined);
    let isStopped = false;
    const stopped = gateway.stop().then(() => (isStopped = true));
    await scene.settle();
    expect([scene.door.waitingCount(), isStopped]).toEqual([1, false]);
    await scene.advance(3 * SECOND_MS);
    await stopped;
    expect(scene.clock.waitingCount()).toBe(0);
  });
});

describe('subscriptions of before', () => {
  it('to the same address are removed, all others left alone', async () => {
    const scene = await openLiveScene();
    const first = await scene.open();
    const { notificationUrl } = first;
    const toOrigin = (url: string) => new URL(url).origin;
    const strays = [await subscribe(scene, notificationUrl), await subscribe(scene, notificationUrl)];
    const elsewhere = await subscribe(scene, `${notificationUrl}?mine=no`);
    const strange = await subscribe(
      scene,
      notificationUrl,
      createAccessToken({ now: scene.clock.now(), appId: '11111111-2222-4333-8444-555555555555' }),
    );
    const made = idsOf(scene)[0];
    await scene.open({ notificationUrl: toOrigin(notificationUrl) });
    const now = idsOf(scene);
    expect([...strays, made].filter((id) => id !== undefined && now.includes(id))).toEqual([]);
    expect(now).toEqual(expect.arrayContaining([elsewhere, strange]));
    expect(now).toHaveLength(3);
  });
});

describe('a full organisation', () => {
  it('is not hammered, and joined soon after there is room', async () => {
    const scene = await openLiveScene();
    scene.door.refuse = failing(403, ({ method, url }) => method === 'POST' && url === '/subscriptions');
    const gateway = await scene.open();
    await scene.advance(HOUR_MS);
    expect(made(scene).length).toBeGreaterThan(5);
    expect(made(scene).length).toBeLessThan(15);
    expect(scene.door.requests.length).toBeLessThan(60);
    const missed = scene.control.endCall();
    scene.door.refuse = () => undefined;
    await scene.advance(11 * MINUTE_MS);
    expect(idsOf(scene)).toHaveLength(1);
    expect(gateway.told.map(({ callRecordId }) => callRecordId)).toEqual([missed.id]);
  });

  it('is one of a hundred subscriptions, whoever they belong to', async () => {
    const scene = await openLiveScene();
    const first = await scene.open();
    for (let count = 1; count < 100; count += 1) await subscribe(scene, `${first.notificationUrl}?n=${count}`);
    const second = await scene.open();
    await scene.advance(2 * MINUTE_MS);
    expect(await (await second.get('/ready')).json()).toMatchObject({ live: { subscription: 'none' } });
    await first.stop();
    await scene.advance(10 * MINUTE_MS);
    expect(await (await second.get('/ready')).json()).toMatchObject({ live: { subscription: 'active' } });
    expect(idsOf(scene)).toHaveLength(100);
  });

  it('is left alone for as long as Graph asks', async () => {
    const scene = await openLiveScene();
    scene.door.refuse = ({ url }) =>
      url.startsWith('/subscriptions') ? { status: 429, headers: { 'retry-after': '300' } } : undefined;
    await scene.open({ sweepMs: 0 });
    const asked = scene.door.requests.length;
    await scene.advance(290 * SECOND_MS);
    expect(scene.door.requests.length).toBe(asked);
    scene.door.refuse = () => undefined;
    await scene.advance(20 * SECOND_MS);
    expect(idsOf(scene)).toHaveLength(1);
  });
});
