import { describe, expect, it } from 'vitest';
import { showcase } from '../../src/simulator/showcase.ts';
import { until } from '../fault/until.ts';
import { deliver, openEndpoint, subscribe, untilAnswered, type Endpoint } from './endpoint.ts';
import { connect, open as openClient, type Json, type SimulatorClient } from './simulator-client.ts';

const list = '/communications/callRecords';
const hourMs = 3_600_000;

async function open(): Promise<{ client: SimulatorClient; endpoint: Endpoint }> {
  return { client: await connect(), endpoint: await openEndpoint() };
}

const idsOf = (endpoint: Endpoint): string[] => endpoint.items().map(({ resourceData }): string => resourceData.id);

/** Moves on until the endpoint was told `count` times, by the waits that the simulator has. */
async function advanceToDelivery({ clock }: SimulatorClient, endpoint: Endpoint, count: number): Promise<number> {
  const fromMs = clock.now();
  await clock.advanceToNext();
  await until(() => endpoint.deliveries.length >= count, `delivery ${count}`);
  return clock.now() - fromMs;
}

describe('a notification', () => {
  it('has the form of the documented one, and no data of the record', async () => {
    const { client, endpoint } = await open();
    const subscriptionId = await subscribe(client, endpoint);
    const { id } = client.control.endCall();
    await deliver(client);
    expect(endpoint.deliveries).toMatchObject([
      { path: '/notifications', headers: { 'content-type': 'application/json' } },
    ]);
    expect(endpoint.items()).toEqual([
      {
        subscriptionId,
        clientState: 'secret',
        changeType: 'created',
        resource: `communications/callRecords/${id}`,
        subscriptionExpirationDateTime: '2026-09-16T15:20:30.250+00:00',
        resourceData: {
          '@odata.type': '#Microsoft.Graph.callrecord',
          '@odata.id': `communications/callRecords/${id}`,
          id,
        },
        tenantId: 'dc368399-474c-4d40-900c-6265431fd81f',
      },
    ]);
    expect((await client.get(`${list}/${id}`)).body).toMatchObject({ id, version: 1 });
  });

  it('comes once for a new record, and for every version to whoever wants updates', async () => {
    const { client, endpoint } = await open();
    const ids: Record<string, string> = {};
    for (const changeType of ['created', 'updated', 'created,updated']) {
      ids[await subscribe(client, endpoint, { changeType })] = changeType;
    }
    const { id } = client.control.endCall();
    await deliver(client);
    client.control.raiseVersion(id);
    client.control.raiseVersion(id);
    await deliver(client);
    const told = (changeType: string): string[] =>
      endpoint
        .items()
        .filter(({ subscriptionId }) => ids[subscriptionId as string] === changeType)
        .map((item) => item.changeType as string);
    expect(told('created')).toEqual(['created']);
    expect(told('created,updated')).toEqual(['created', 'updated', 'updated']);
    expect(told('updated')).toEqual([expect.stringMatching(/^(created|updated)$/), 'updated', 'updated']);
  });

  it('travels with others to the same URL, and apart from those to another', async () => {
    const { client, endpoint } = await open();
    const mixed = [await subscribe(client, endpoint), await subscribe(client, endpoint)];
    const other = await subscribe(client, endpoint, { notificationUrl: `${endpoint.url}/other` });
    client.control.endCall();
    client.control.endCall();
    await deliver(client);
    const [first, second] = ['/notifications', '/other'].map((path) =>
      endpoint.deliveries.filter((delivery) => delivery.path === path),
    );
    expect([first?.length, second?.length]).toEqual([1, 1]);
    const subscriptionsOf = (text: string | undefined) =>
      new Set(JSON.parse(text ?? '').value.map((item: Json) => item.subscriptionId as string));
    expect(subscriptionsOf(first?.[0]?.text)).toEqual(new Set(mixed));
    expect(subscriptionsOf(second?.[0]?.text)).toEqual(new Set([other]));
  });

  it('is of the calls of a participant only, where that is what was asked for', async () => {
    const { client, endpoint } = await open();
    const filter = `participants/any(p:p/id eq '${showcase.person.toUpperCase()}')`;
    await subscribe(client, endpoint, { resource: `${list}?$filter=${filter}` });
    const calls = Array.from({ length: 30 }, (_, index) =>
      client.control.endCall(index % 3 === 0 ? { participantId: showcase.person } : {}),
    );
    await deliver(client);
    const taking = [];
    for (const { id } of calls) {
      const { body } = await client.get(`${list}/${id}/participants_v2`);
      if (body.value.some((participant: Json) => participant.id === showcase.person)) taking.push(id);
    }
    expect(taking.length).toBeGreaterThanOrEqual(10);
    expect(taking.length).toBeLessThan(30);
    expect(idsOf(endpoint)).toEqual(taking);
  });

  it('does not come for a subscription that has expired or was deleted', async () => {
    const { client, endpoint } = await open();
    await subscribe(client, endpoint, {}, 60_000);
    const deleted = await subscribe(client, endpoint);
    await client.send('DELETE', `/subscriptions/${deleted}`);
    const first = client.control.endCall();
    await deliver(client);
    await client.clock.advance(60_000);
    client.control.endCall();
    const last = await subscribe(client, endpoint);
    const next = client.control.endCall();
    await deliver(client);
    expect(idsOf(endpoint)).toEqual([first.id, next.id]);
    expect(endpoint.items().at(-1)?.subscriptionId).toBe(last);
  });
});

describe('an endpoint that does not take it', () => {
  it.each([
    ['500', (endpoint: Endpoint) => (endpoint.answer = (response) => void response.writeHead(500).end())],
    ['302', (endpoint: Endpoint) => (endpoint.answer = (response) => void response.writeHead(302).end())],
    ['a broken connection', (endpoint: Endpoint) => (endpoint.answer = (response) => void response.destroy())],
  ])('%s: is asked again, after ever longer waits, until it does', async (_, spoil) => {
    const { client, endpoint } = await open();
    await subscribe(client, endpoint);
    const { answer } = endpoint;
    spoil(endpoint);
    const { id } = client.control.endCall();
    const waits = [];
    for (let count = 1; count <= 4; count += 1) {
      waits.push(await advanceToDelivery(client, endpoint, count));
      await untilAnswered(client);
    }
    expect(waits).toEqual([200, 4000, 8000, 16_000]);
    expect(client.control.undelivered()).toBe(1);
    endpoint.answer = answer;
    await advanceToDelivery(client, endpoint, 5);
    await until(() => client.control.undelivered() === 0, 'delivery');
    expect(new Set(idsOf(endpoint))).toEqual(new Set([id]));
    expect(client.clock.waitingCount()).toBe(0);
  });

  it('is not waited for longer than ten seconds', async () => {
    const { client, endpoint } = await open();
    await subscribe(client, endpoint);
    const { answer } = endpoint;
    endpoint.answer = () => undefined;
    client.control.endCall();
    await advanceToDelivery(client, endpoint, 1);
    endpoint.answer = answer;
    await client.clock.advance(10_000);
    await until(() => client.clock.waitingCount() > 0, 'the next wait');
    expect(await advanceToDelivery(client, endpoint, 2)).toBe(4000);
  });

  it('is given up after four hours', async () => {
    const { client, endpoint } = await open();
    await subscribe(client, endpoint, {}, 24 * hourMs);
    endpoint.answer = (response) => void response.writeHead(503).end();
    client.control.endCall();
    let passedMs = 0;
    for (let count = 1; client.control.undelivered() > 0; count += 1) {
      passedMs += await advanceToDelivery(client, endpoint, count);
      await untilAnswered(client);
    }
    expect(passedMs).toBeGreaterThan(3 * hourMs);
    expect(passedMs).toBeLessThanOrEqual(4 * hourMs);
    expect(client.clock.waitingCount()).toBe(0);
  });

  it('is not asked again once its subscription has gone', async () => {
    const { client, endpoint } = await open();
    const id = await subscribe(client, endpoint);
    endpoint.answer = (response) => void response.writeHead(503).end();
    client.control.endCall();
    await advanceToDelivery(client, endpoint, 1);
    await untilAnswered(client);
    await client.send('DELETE', `/subscriptions/${id}`);
    await client.clock.advance(4000);
    expect(client.control.undelivered()).toBe(0);
    expect(endpoint.deliveries).toHaveLength(1);
  });
});

it('an endpoint that is slow too often hears nothing for a while', async () => {
  const { client, endpoint } = await open();
  await subscribe(client, endpoint, {}, 24 * hourMs);
  const held: (() => void)[] = [];
  endpoint.answer = (response) => void held.push(() => response.writeHead(202).end());
  for (let count = 1; count <= 20; count += 1) {
    client.control.endCall();
    await advanceToDelivery(client, endpoint, count);
  }
  await client.clock.advance(10_000);
  await until(() => client.clock.msToNext() < 10_000, 'retries');
  client.control.dropSubscriptions();
  endpoint.answer = (response) => void response.writeHead(202).end();
  await subscribe(client, endpoint, {}, 24 * hourMs);
  await client.clock.advance(10_000);
  await until(() => client.control.undelivered() === 0, 'giving up');
  client.control.endCall();
  expect(client.control.undelivered()).toBe(0);
  await client.clock.advance(10 * 60_000);
  const { id } = client.control.endCall();
  await deliver(client);
  expect(idsOf(endpoint).at(-1)).toBe(id);
  expect(endpoint.deliveries).toHaveLength(21);
});

it('nothing is sent any more once the simulator is closed', async () => {
  const client = await openClient();
  const endpoint = await openEndpoint();
  await subscribe(client, endpoint);
  client.control.endCall();
  expect(client.clock.waitingCount()).toBe(1);
  await client.close();
  expect(client.clock.waitingCount()).toBe(0);
});
