import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { until } from '../fault/until.ts';
import { openEndpoint, sendJson, shakeAsDocumented, subscribe, toWish, type Endpoint } from './endpoint.ts';
import { connect, type Reply, type SimulatorClient } from './simulator-client.ts';

const failed = {
  code: 'ValidationError',
  message:
    'Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.',
};
const timedOut = { code: 'InvalidRequest', message: 'Subscription validation request timed out.' };

async function open(): Promise<{ client: SimulatorClient; endpoint: Endpoint }> {
  return { client: await connect(), endpoint: await openEndpoint() };
}

const create = (client: SimulatorClient, endpoint: Endpoint, changes?: object): Promise<Reply> =>
  sendJson(client, 'POST', '/subscriptions', toWish(client, endpoint, changes));

describe('the handshake', () => {
  it('asks both endpoints, with a sentence that has to be decoded', async () => {
    const { client, endpoint } = await open();
    const [notificationUrl, lifecycleNotificationUrl] = [`${endpoint.url}/n?key=a%20b&x`, `${endpoint.url}/l`];
    expect((await create(client, endpoint, { notificationUrl, lifecycleNotificationUrl })).status).toBe(201);
    const [first, second, ...others] = endpoint.handshakes;
    expect(others).toEqual([]);
    expect(first?.path).toMatch(/^\/n\?key=a%20b&x&validationToken=/);
    expect(second?.path).toMatch(/^\/l\?validationToken=/);
    expect(first?.validationToken).not.toBe(second?.validationToken);
    for (const handshake of [first, second]) {
      expect(handshake?.validationToken).toMatch(/^Validation: Testing client application reachability .*[+%&"<>]/);
      expect(handshake?.path).not.toContain(handshake?.validationToken);
      expect(handshake?.headers['content-type']).toBe('text/plain; charset=utf-8');
      expect(handshake?.headers.authorization).toBeUndefined();
      expect(handshake?.text).toBe('');
    }
  });

  it.each<readonly [what: string, shake: (response: ServerResponse, token: string) => void]>([
    ['202', (response, token) => void response.writeHead(202, { 'content-type': 'text/plain' }).end(token)],
    ['500', (response) => void response.writeHead(500).end()],
    ['JSON', (response, token) => void response.writeHead(200, { 'content-type': 'application/json' }).end(token)],
    ['no type', (response, token) => void response.writeHead(200).end(token)],
    ['more than the token', (response, token) => shakeAsDocumented(response, `${token}\n`)],
    ['it encoded', (response, token) => shakeAsDocumented(response, encodeURIComponent(token))],
    ['nothing', (response) => shakeAsDocumented(response, '')],
    ['a closed connection', (response) => void response.destroy()],
  ])('fails on %s', async (_, shake) => {
    const { client, endpoint } = await open();
    endpoint.shake = shake;
    const { status, body } = await create(client, endpoint);
    expect([status, body.error.code, body.error.message]).toEqual([400, failed.code, failed.message]);
    expect((await client.get('/subscriptions')).body.value).toEqual([]);
  });

  it('fails where nobody listens, and where only the lifecycle endpoint is wrong', async () => {
    const { client, endpoint } = await open();
    const nobody = { notificationUrl: 'http://127.0.0.1:1/' };
    expect((await create(client, endpoint, nobody)).body.error).toMatchObject(failed);
    const half = { lifecycleNotificationUrl: 'http://127.0.0.1:1/' };
    expect((await create(client, endpoint, half)).body.error).toMatchObject(failed);
    expect((await client.get('/subscriptions')).body.value).toEqual([]);
  });

  it('takes text/plain with a charset', async () => {
    const { client, endpoint } = await open();
    endpoint.shake = (response, token) =>
      void response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(token);
    expect((await create(client, endpoint)).status).toBe(201);
  });

  it('waits ten seconds', async () => {
    const { client, endpoint } = await open();
    endpoint.shake = () => undefined;
    const reply = create(client, endpoint);
    await until(() => endpoint.handshakes.length === 1, 'handshake');
    await client.clock.advance(10_000);
    const { status, body } = await reply;
    expect([status, body.error.code, body.error.message]).toEqual([400, timedOut.code, timedOut.message]);
  });

  it('is made for a renewal and for a reauthorization too, and what fails changes nothing', async () => {
    const { client, endpoint } = await open();
    const id = await subscribe(client, endpoint);
    const before = (await client.get(`/subscriptions/${id}`)).body;
    const expirationDateTime = new Date(client.clock.now() + 7_200_000).toISOString();
    endpoint.shake = (response) => void response.writeHead(503).end();
    const renewal = await sendJson(client, 'PATCH', `/subscriptions/${id}`, { expirationDateTime });
    expect(renewal).toMatchObject({ status: 400, body: { error: failed } });
    expect(await client.send('POST', `/subscriptions/${id}/reauthorize`)).toMatchObject({ status: 400 });
    expect((await client.get(`/subscriptions/${id}`)).body).toEqual(before);
    endpoint.shake = shakeAsDocumented;
    expect((await client.send('POST', `/subscriptions/${id}/reauthorize`)).status).toBe(204);
    expect((await sendJson(client, 'PATCH', `/subscriptions/${id}`, { expirationDateTime })).status).toBe(200);
    expect(endpoint.handshakes).toHaveLength(5);
  });
});
