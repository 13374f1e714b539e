import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GraphError } from '../../src/simulator/graph-error.ts';
import { parseWish } from '../../src/simulator/notification/subscription-body.ts';
import { createAccessToken } from '../../src/simulator/token.ts';
import { openEndpoint, sendJson, subscribe, toWish } from './endpoint.ts';
import { connect, startMs } from './simulator-client.ts';

const dayMs = 86_400_000;
const guid = '1c1c4f4e-3f0a-4b60-8a3c-58b2d9c6a111';

async function open() {
  const client = await connect();
  return { client, endpoint: await openEndpoint() };
}

describe('a subscription', () => {
  it('is made after a handshake, and shown as Graph shows it', async () => {
    const { client, endpoint } = await open();
    const wish = toWish(client, endpoint, { lifecycleNotificationUrl: `${endpoint.url}/life` });
    const { status, body } = await sendJson(client, 'POST', '/subscriptions', wish);
    expect(status).toBe(201);
    expect(body).toEqual({
      '@odata.context': `${client.baseUrl}/v1.0/$metadata#subscriptions/$entity`,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      resource: '/communications/callRecords',
      applicationId: 'c0ffee00-0000-4000-8000-000000000001',
      changeType: 'created,updated',
      clientState: 'secret',
      notificationUrl: `${endpoint.url}/notifications`,
      lifecycleNotificationUrl: `${endpoint.url}/life`,
      expirationDateTime: '2026-09-16T15:20:30.2500000Z',
      creatorId: 'c0ffee00-0000-4000-8000-000000000001',
      latestSupportedTlsVersion: 'v1_2',
      notificationContentType: 'application/json',
    });
    const { '@odata.context': context, ...entity } = body;
    expect(context).toBeTypeOf('string');
    expect((await client.get(`/subscriptions/${body.id}`)).body).toEqual(body);
    expect((await client.get('/subscriptions')).body.value).toEqual([entity]);
    const beta = await client.get(`${client.baseUrl}/beta/subscriptions`);
    expect(beta.body).toEqual({
      '@odata.context': `${client.baseUrl}/beta/$metadata#subscriptions`,
      value: [entity],
    });
  });

  it('lasts longer once renewed, and is gone once deleted', async () => {
    const { client, endpoint } = await open();
    const id = await subscribe(client, endpoint);
    const expirationDateTime = new Date(startMs + 2 * dayMs).toISOString();
    const renewed = await sendJson(client, 'PATCH', `/subscriptions/${id}`, { expirationDateTime });
    expect(renewed).toMatchObject({ status: 200, body: { id, expirationDateTime: '2026-09-18T14:20:30.2500000Z' } });
    await client.clock.advance(dayMs);
    expect((await client.get(`/subscriptions/${id}`)).status).toBe(200);
    const deleted = await client.send('DELETE', `/subscriptions/${id}`);
    expect([deleted.status, deleted.body]).toEqual([204, undefined]);
    expect((await client.get(`/subscriptions/${id}`)).status).toBe(404);
    expect((await client.send('DELETE', `/subscriptions/${id}`)).status).toBe(404);
  });

  it('is gone once expired', async () => {
    const { client, endpoint } = await open();
    const id = await subscribe(client, endpoint, {}, 60_000);
    await client.clock.advance(59_999);
    expect((await client.get(`/subscriptions/${id}`)).status).toBe(200);
    await client.clock.advance(1);
    for (const [method, url] of [
      ['GET', `/subscriptions/${id}`],
      ['DELETE', `/subscriptions/${id}`],
      ['POST', `/subscriptions/${id}/reauthorize`],
    ] as const) {
      expect((await client.send(method, url)).status).toBe(404);
    }
    const expirationDateTime = new Date(client.clock.now() + 60_000).toISOString();
    expect((await sendJson(client, 'PATCH', `/subscriptions/${id}`, { expirationDateTime })).status).toBe(404);
  });

  it('is its application’s alone', async () => {
    const { client, endpoint } = await open();
    const id = await subscribe(client, endpoint);
    const authorization = `Bearer ${createAccessToken({ now: startMs, appId: guid })}`;
    expect((await client.get(`/subscriptions/${id}`, { authorization })).status).toBe(404);
    expect((await client.get('/subscriptions', { authorization })).body.value).toEqual([]);
  });

  it('is refused to whoever may not read records: after the handshake', async () => {
    const { client, endpoint } = await open();
    const token = createAccessToken({ now: startMs, roles: ['CallRecord-PstnCalls.Read.All'] });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const { status, body } = await client.send('POST', '/subscriptions', {
      headers,
      body: JSON.stringify(toWish(client, endpoint)),
    });
    expect(status).toBe(403);
    expect(body.error).toMatchObject({
      code: 'ExtensionError',
      message:
        'Operation: Create; Exception: [Status Code: Forbidden; Reason: The request is not authorized for this user or application.]',
    });
    expect(endpoint.handshakes).toHaveLength(1);
    expect((await client.get('/subscriptions', headers)).status).toBe(403);
  });

  it('is one of a hundred at most', async () => {
    const { client, endpoint } = await open();
    for (let count = 0; count < 100; count += 1) await subscribe(client, endpoint, {}, 60_000);
    const wish = toWish(client, endpoint);
    const { status, body } = await sendJson(client, 'POST', '/subscriptions', wish);
    expect([status, body.error.code]).toEqual([403, 'ExtensionError']);
    await client.clock.advance(60_000);
    expect((await sendJson(client, 'POST', '/subscriptions', toWish(client, endpoint))).status).toBe(201);
  });
});

describe('what may be asked', () => {
  it.each<readonly [changes: object]>([
    [{ resource: 'communications/callRecords' }],
    [{ resource: `/communications/callRecords?$filter=participants/any(p:p/id eq '${guid}')` }],
    [{ resource: `communications/callRecords?$filter=participants/any(p:p/id in ('${guid}','${guid}'))` }],
    [{ resource: `communications/callRecords?$filter=participants/any(p:p/id eq '${guid}' or p/id eq '${guid}')` }],
    [{ changeType: 'created' }],
    [{ changeType: 'updated,created' }],
    [{ clientState: null }],
    [{ clientState: 'x'.repeat(128) }],
    [{ includeResourceData: false }],
    [{ latestSupportedTlsVersion: 'v1_3' }],
    [{ '@odata.type': '#microsoft.graph.subscription' }],
    [{ expirationDateTime: new Date(startMs + 4230 * 60_000).toISOString() }],
  ])('%j', async (changes) => {
    const { client, endpoint } = await open();
    expect((await sendJson(client, 'POST', '/subscriptions', toWish(client, endpoint, changes))).status).toBe(201);
  });

  it.each<readonly [changes: object, mentions: string]>([
    [{ resource: undefined }, 'resource'],
    [{ resource: '/communications/callRecords/' }, 'callRecords/'],
    [{ resource: `/communications/callRecords/${guid}` }, guid],
    [{ resource: '/users' }, '/users'],
    [{ resource: '/communications/callRecords?$select=id' }, '$select'],
    [{ resource: `/communications/callRecords?$filter=participants_v2/any(p:p/id eq '${guid}')` }, 'participants_v2'],
    [{ resource: `/communications/callRecords?$filter=participants/any(p:q/id eq '${guid}')` }, 'q/id'],
    [{ resource: `/communications/callRecords?$filter=participants/any(p:p/id ne '${guid}')` }, 'ne'],
    [{ resource: `/communications/callRecords?$filter=participants/any(p:p/id eq '+49895')` }, '+49895'],
    [{ changeType: undefined }, 'changeType'],
    [{ changeType: 'deleted' }, 'deleted'],
    [{ changeType: 'created,created' }, 'created,created'],
    [{ notificationUrl: undefined }, 'notificationUrl'],
    [{ notificationUrl: 'here' }, 'https'],
    [{ notificationUrl: 'http://example.com/' }, 'https'],
    [{ notificationUrl: 'ftp://127.0.0.1/' }, 'https'],
    [{ notificationUrl: 'https://example.com/#a' }, 'fragment'],
    [{ lifecycleNotificationUrl: 'http://example.com/' }, 'lifecycleNotificationUrl'],
    [{ expirationDateTime: undefined }, 'expirationDateTime'],
    [{ expirationDateTime: 'tomorrow' }, 'tomorrow'],
    [{ expirationDateTime: new Date(startMs).toISOString() }, 'future'],
    [{ clientState: 'x'.repeat(129) }, '128'],
    [{ clientState: 7 }, 'text'],
    [{ includeResourceData: true }, 'resource data'],
    [{ latestSupportedTlsVersion: 'v1_4' }, 'v1_0'],
    [{ encryptionCertificate: 'x' }, 'encryptionCertificate'],
  ])('not %j', async (changes, mentions) => {
    const { client, endpoint } = await open();
    const { status, body } = await sendJson(client, 'POST', '/subscriptions', toWish(client, endpoint, changes));
    expect([status, body.error.code]).toEqual([400, 'InvalidRequest']);
    expect(body.error.message).toContain(mentions);
    expect(endpoint.handshakes).toEqual([]);
  });

  it('not more than 4230 minutes', async () => {
    const { client, endpoint } = await open();
    const expirationDateTime = new Date(startMs + 4230 * 60_000 + 1).toISOString();
    const error = {
      code: 'ExtensionError',
      message: 'Subscription expiration can only be 4230 minutes in the future.',
    };
    const wish = toWish(client, endpoint, { expirationDateTime });
    expect(await sendJson(client, 'POST', '/subscriptions', wish)).toMatchObject({ status: 400, body: { error } });
    const id = await subscribe(client, endpoint);
    const renewed = await sendJson(client, 'PATCH', `/subscriptions/${id}`, { expirationDateTime });
    expect(renewed).toMatchObject({ status: 400, body: { error } });
  });

  it('not anything but a later end in a PATCH', async () => {
    const { client, endpoint } = await open();
    const id = await subscribe(client, endpoint);
    const { expirationDateTime } = toWish(client, endpoint);
    for (const change of [{ lifecycleNotificationUrl: endpoint.url }, { clientState: 'x' }]) {
      const reply = await sendJson(client, 'PATCH', `/subscriptions/${id}`, { expirationDateTime, ...change });
      expect([reply.status, reply.body.error.code]).toEqual([400, 'InvalidRequest']);
    }
    expect((await sendJson(client, 'PATCH', `/subscriptions/${id}`, {})).status).toBe(400);
  });

  it.each(['$top=1', '$filter=x', '$select=id', '$count=true', 'foo=1'])('not ?%s', async (option) => {
    const { client } = await open();
    expect((await client.get(`/subscriptions?${option}`)).status).toBe(400);
  });

  it.each([
    ['PUT', '/subscriptions', 405],
    ['POST', `/subscriptions/${guid}`, 405],
    ['GET', `/subscriptions/${guid}/reauthorize`, 405],
    ['POST', `/subscriptions/${guid}/reauthorize`, 404],
    ['POST', `/subscriptions/${guid}/renew`, 400],
    ['POST', `/subscriptions/${guid}/reauthorize/now`, 400],
    ['GET', `/subscriptionsnot`, 400],
  ])('not %s %s', async (method, url, status) => {
    const { client } = await open();
    expect((await client.send(method, url)).status).toBe(status);
  });

  it('not in a body that is none', async () => {
    const { client } = await open();
    const headers = { 'content-type': 'application/json' };
    for (const body of ['{', '[]', 'null', '7']) {
      expect((await client.send('POST', '/subscriptions', { headers, body })).status).toBe(400);
    }
    expect((await client.send('POST', '/subscriptions', { body: '{}' })).status).toBe(400);
  });

  it('not in a batch', async () => {
    const { client } = await open();
    const { body } = await client.batch([{ id: '1', method: 'GET', url: '/subscriptions' }]);
    expect(body.responses).toMatchObject([{ status: 400 }]);
  });
});

it('whatever is sent in place of a member is refused as a bad request, or is in order', () => {
  const good = {
    changeType: 'created',
    notificationUrl: 'https://example.com/',
    resource: 'communications/callRecords',
    expirationDateTime: new Date(startMs + dayMs).toISOString(),
  };
  const names = [...Object.keys(good), 'clientState', 'lifecycleNotificationUrl', 'latestSupportedTlsVersion'];
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.jsonValue(), (name, value) => {
      try {
        const wish = parseWish(JSON.stringify({ ...good, [name]: value }), startMs);
        expect(wish.resource.participantIds).toBeUndefined();
        expect(wish.changeTypes.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(GraphError);
        expect((error as GraphError).status).toBe(400);
      }
    }),
  );
});
