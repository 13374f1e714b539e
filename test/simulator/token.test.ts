import { describe, expect, it } from 'vitest';
import { createAccessToken, type AccessTokenOptions } from '../../src/simulator/token.ts';
import { connect, startMs } from './simulator-client.ts';

const list = '/communications/callRecords';
const valid = createAccessToken({ now: startMs });
const [header = '', payload = ''] = valid.split('.');

const bearer = (options: Partial<AccessTokenOptions>) => `Bearer ${createAccessToken({ now: startMs, ...options })}`;

describe('an access token', () => {
  it.each([
    ['is missing', ''],
    ['is of another scheme', `Basic ${valid}`],
    ['is empty', 'Bearer '],
    ['is opaque', 'Bearer abc'],
    ['lacks a part', `Bearer ${header}.${payload}`],
    ['has no signature', `Bearer ${header}.${payload}.`],
    ['holds no JSON', `Bearer ${header}.bm9wZQ.sig`],
    ['holds no object', `Bearer ${header}.MQ.sig`],
    ['has expired', bearer({ lifetimeMs: -1000 })],
    ['is not valid yet', bearer({ now: startMs + 3_600_000 })],
    ['is for another audience', bearer({ audience: 'https://graph.microsoft.us' })],
  ])('that %s answers 401', async (_, authorization) => {
    const client = await connect();
    const { status, body, headers } = await client.get(list, { authorization });
    expect(status).toBe(401);
    expect(body.error.code).toBe('InvalidAuthenticationToken');
    expect(headers.get('www-authenticate')).toContain('Bearer realm=""');
  });

  it.each([
    ['has no roles', { roles: [] }],
    ['has another role', { roles: ['CallRecord-PstnCalls.Read.All'] }],
    ['is delegated', { scp: 'CallRecords.Read.All' }],
  ])('that %s answers 403', async (_, options) => {
    const client = await connect();
    const { status, body } = await client.get(list, { authorization: bearer(options) });
    expect(status).toBe(403);
    expect(body.error.message).toContain('CallRecords.Read.All');
  });

  it('is checked for a batch as a whole', async () => {
    const client = await connect();
    const { status } = await client.send('POST', '/$batch', {
      headers: { authorization: bearer({ roles: [] }), 'content-type': 'application/json' },
      body: JSON.stringify({ requests: [{ id: '1', method: 'GET', url: list }] }),
    });
    expect(status).toBe(403);
  });

  it('given out by the simulator lasts for long runs, not for ever', async () => {
    const client = await connect();
    await client.clock.advance(300 * 86_400_000);
    expect((await client.get(list)).status).toBe(200);
    await client.clock.advance(66 * 86_400_000);
    expect((await client.get(list)).status).toBe(401);
  });
});
