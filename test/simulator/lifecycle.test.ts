import { describe, expect, it } from 'vitest';
import { deliver, openEndpoint, sendJson, subscribe, type Endpoint } from './endpoint.ts';
import { connect, type Json, type SimulatorClient } from './simulator-client.ts';
import type { SimulatorOptions } from '../../src/simulator/server.ts';

const minuteMs = 60_000;

async function open(options: Partial<SimulatorOptions> = {}) {
  const client = await connect(options);
  const endpoint = await openEndpoint();
  const id = await subscribe(client, endpoint, { lifecycleNotificationUrl: `${endpoint.url}/life` });
  return { client, endpoint, id };
}

const eventsOf = (endpoint: Endpoint): Json[] => endpoint.items().filter(({ lifecycleEvent }) => lifecycleEvent);
const idsOf = (endpoint: Endpoint): string[] =>
  endpoint.items().flatMap(({ resourceData }): string[] => (resourceData ? [resourceData.id] : []));

async function endCall(client: SimulatorClient): Promise<string> {
  const { id } = client.control.endCall();
  await deliver(client);
  return id;
}

describe('a lifecycle event', () => {
  it('has the documented form, and goes to the lifecycle endpoint', async () => {
    const { client, endpoint, id } = await open();
    await subscribe(client, endpoint);
    expect(client.control.sendLifecycle({ event: 'missed' })).toBe(1);
    await deliver(client);
    expect(endpoint.deliveries).toMatchObject([{ path: '/life' }]);
    expect(endpoint.items()).toEqual([
      {
        subscriptionId: id,
        subscriptionExpirationDateTime: '2026-09-16T15:20:30.2500000Z',
        tenantId: 'dc368399-474c-4d40-900c-6265431fd81f',
        clientState: 'secret',
        lifecycleEvent: 'missed',
      },
    ]);
    await endCall(client);
    expect(idsOf(endpoint)).toHaveLength(2);
  });

  it('ends a subscription that it says is removed', async () => {
    const { client, endpoint, id } = await open();
    client.control.sendLifecycle({ event: 'subscriptionRemoved', subscriptionId: id });
    await deliver(client);
    expect(eventsOf(endpoint)).toMatchObject([{ lifecycleEvent: 'subscriptionRemoved' }]);
    expect((await client.get(`/subscriptions/${id}`)).status).toBe(404);
  });
});

describe('reauthorization', () => {
  it.each([
    ['reauthorize', (client: SimulatorClient, id: string) => client.send('POST', `/subscriptions/${id}/reauthorize`)],
    [
      'a renewal',
      (client: SimulatorClient, id: string) => {
        const expirationDateTime = new Date(client.clock.now() + 60 * minuteMs).toISOString();
        return sendJson(client, 'PATCH', `/subscriptions/${id}`, { expirationDateTime });
      },
    ],
  ])('holds back what happens after its grace until %s; that is lost', async (_, answer) => {
    const { client, endpoint, id } = await open();
    client.control.sendLifecycle({ event: 'reauthorizationRequired', graceMs: minuteMs });
    await deliver(client);
    expect(eventsOf(endpoint)).toMatchObject([{ subscriptionId: id, lifecycleEvent: 'reauthorizationRequired' }]);
    const early = await endCall(client);
    await client.clock.advance(minuteMs);
    await endCall(client);
    expect(Math.floor((await answer(client, id)).status / 100)).toBe(2);
    const late = await endCall(client);
    expect(idsOf(endpoint)).toEqual([early, late]);
  });

  it('is asked for by itself after a share of the life, and again after each answer', async () => {
    const { client, endpoint, id } = await open({ reauthorizeAfterShare: 0.5, reauthorizeGraceMs: 0 });
    await client.clock.advance(29 * minuteMs);
    await deliver(client);
    expect(eventsOf(endpoint)).toEqual([]);
    await client.clock.advance(minuteMs);
    await deliver(client);
    expect(eventsOf(endpoint)).toHaveLength(1);
    await client.send('POST', `/subscriptions/${id}/reauthorize`);
    await client.clock.advance(15 * minuteMs);
    await deliver(client);
    expect(eventsOf(endpoint)).toHaveLength(2);
  });

  it('is not asked of whoever has no lifecycle endpoint', async () => {
    const client = await connect({ reauthorizeAfterShare: 0.5, reauthorizeGraceMs: 0 });
    const endpoint = await openEndpoint();
    await subscribe(client, endpoint);
    await client.clock.advance(45 * minuteMs);
    const id = await endCall(client);
    expect(idsOf(endpoint)).toEqual([id]);
    expect(eventsOf(endpoint)).toEqual([]);
  });
});
