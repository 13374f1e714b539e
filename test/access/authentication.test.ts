import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAuthenticator } from '../../src/access/authenticator.ts';
import { createOidcVerifier } from '../../src/access/oidc.ts';
import { appRoles } from '../../src/access/role.ts';
import { systemClock } from '../../src/clock.ts';
import { createMetrics } from '../../src/metrics.ts';
import { GRAPHQL_URL } from '../support/gateway.ts';
import type { GuardedGateway } from '../support/guarded.ts';
import { openGuardedGateway } from '../support/guarded.ts';
import { AUDIENCE, CLIENT_ID, startTokenIssuer, TENANT_ID } from '../support/token-issuer.ts';

const QUERY = '{ viewer { id kind roles } }';
const roles = [appRoles.admin];

let nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };
const metrics = createMetrics({ ofProcess: false });
let guarded: GuardedGateway;

beforeAll(async () => {
  guarded = await openGuardedGateway({ clock, gateway: { metrics, authority: 'https://login.example/authorize' } });
});
afterAll(() => guarded.close());
beforeEach(() => {
  nowMs += 3_600_000;
  guarded.calls.length = 0;
});

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

async function expectRefused(headers: Readonly<Record<string, string>>, status: number, message: RegExp) {
  const response = await guarded.send('{ callRecords { nodes { id } } }', headers);
  const body = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
  expect(response.status).toBe(status);
  expect(body).toEqual({
    errors: [
      {
        message: expect.stringMatching(message) as string,
        extensions: { code: status === 401 ? 'UNAUTHENTICATED' : 'FORBIDDEN' },
      },
    ],
  });
  expect(response.headers.get('www-authenticate')).toMatch(/^Bearer /);
  expect(guarded.calls).toEqual([]);
  return response;
}

describe('A good token', () => {
  it('tells who it is', async () => {
    const { data } = await guarded.askAs(['support', 'self'], QUERY);
    expect(data.viewer).toEqual({
      id: '44444444-aaaa-4bbb-8ccc-000000000004',
      kind: 'USER',
      roles: ['SELF', 'SUPPORT'],
    });
  });

  it('is taken in version 1 and for the application ID URI', async () => {
    const { data } = await guarded.askAs(['admin'], QUERY, undefined, {
      iss: `https://sts.windows.net/${TENANT_ID}/`,
      aud: `api://${AUDIENCE}`,
      azp: undefined,
      appid: CLIENT_ID,
    });
    expect(data.viewer.roles).toEqual(['ADMIN']);
  });

  it('of an application holds roles and no scope', async () => {
    const { data } = await guarded.askAs(['reports', 'self'], QUERY, undefined, { scp: undefined, idtyp: 'app' });
    expect(data.viewer).toMatchObject({ kind: 'APPLICATION', roles: ['REPORTS'] });
  });

  it('goes the fast way', async () => {
    const before = (await metrics.read()).text;
    await guarded.askAs(['admin'], QUERY);
    const count = (text: string) => Number(/gateway_fast_answers_total (\d+)/.exec(text)?.[1]);
    expect(count((await metrics.read()).text)).toBe(count(before) + 1);
  });

  it('is believed no longer than it lasts', async () => {
    const token = await guarded.issuer.sign({ roles });
    expect((await guarded.send(QUERY, bearer(token))).status).toBe(200);
    nowMs += 3_500_000;
    expect((await guarded.send(QUERY, bearer(token))).status).toBe(200);
    nowMs += 200_000;
    await expectRefused(bearer(token), 401, /it has expired/);
  });
});

describe('Nobody is let in', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['without a header', {}, /An access token is needed/],
    ['with an empty header', { authorization: '' }, /An access token is needed/],
    ['with a password', { authorization: 'Basic YTpi' }, /not one bearer token/],
    ['with two tokens', { authorization: 'Bearer a.b.c, Bearer a.b.c' }, /not one bearer token/],
    ['with no token behind the scheme', { authorization: 'Bearer ' }, /not one bearer token/],
    ['with something else for a token', { authorization: 'Bearer junk' }, /not a JSON Web Token/],
    ['with a token that is too long', { authorization: `Bearer ${'a'.repeat(20_000)}` }, /not one bearer token/],
  ])('%s', async (_name, headers, message) => {
    const response = await expectRefused(headers, 401, message);
    const challenge = response.headers.get('www-authenticate');
    expect(challenge).toContain('authorization_uri="https://login.example/authorize"');
    // RFC 6750, 3.1: whoever gave nothing is told no error.
    expect(/error=/.test(challenge ?? '')).toBe(Boolean(headers['authorization']));
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['expired', { exp: 1_000 }, /it has expired/],
    ['that never expires', { exp: undefined }, /"exp" is missing/],
    ['of tomorrow', { nbf: 4_000_000_000 }, /not valid yet/],
    ['for another API', { aud: 'someone-else' }, /another audience/],
    ['for Microsoft Graph', { aud: '00000003-0000-0000-c000-000000000000' }, /meant for Microsoft Graph/],
    ['for Microsoft Graph by its address', { aud: 'https://graph.microsoft.com/' }, /meant for Microsoft Graph/],
    ['of another tenant', { tid: '99999999-aaaa-4bbb-8ccc-000000000009' }, /its tenant is not served/],
    ['without a tenant', { tid: undefined }, /its tenant is not served/],
    ['of an issuer that is not the tenant', { iss: 'https://evil.example/v2.0' }, /its issuer/],
    ['that names no application', { azp: undefined }, /names no application/],
    ['without an object id', { oid: undefined }, /"oid" is missing/],
  ])('with a token %s', async (_name, claims, message) => {
    await expectRefused(bearer(await guarded.issuer.sign({ roles, ...claims })), 401, message);
  });

  it('with a token that somebody else has signed', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    await expectRefused(bearer(await guarded.issuer.sign({ roles }, { key: privateKey })), 401, /signature is wrong/);
  });

  it('with a token whose claims were changed', async () => {
    const [header, , signature] = (await guarded.issuer.sign({ roles: [appRoles.self] })).split('.');
    const claims = JSON.parse(
      Buffer.from((await guarded.issuer.sign({ roles })).split('.')[1] ?? '', 'base64url').toString(),
    ) as object;
    await expectRefused(bearer(`${header}.${encode(claims)}.${signature}`), 401, /signature is wrong/);
  });

  it('with a token that is not signed (alg none)', async () => {
    const [, claims] = (await guarded.issuer.sign({ roles })).split('.');
    await expectRefused(
      bearer(`${encode({ alg: 'none', typ: 'JWT' })}.${claims}.`),
      401,
      /not (a signed|signed with)|not one bearer/,
    );
  });

  it('with a token signed by the public key as if it were a password (HS256)', async () => {
    const secret = createSecretKey(Buffer.from(guarded.issuer.publicKey.export({ type: 'spki', format: 'pem' })));
    const token = await guarded.issuer.sign({ roles }, { alg: 'HS256', key: secret });
    await expectRefused(bearer(token), 401, /not signed with RS256/);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['has no role', { roles: undefined }, /none of the app roles/],
    ['has roles of something else', { roles: ['Files.Read'] }, /none of the app roles/],
    ['has roles that are no list', { roles: appRoles.admin }, /none of the app roles/],
    [
      'shows an ID token',
      { roles, scp: undefined, nonce: 'n', preferred_username: 'ann@example.com' },
      /lacks the scope/,
    ],
    [
      'shows a token about a person without a scope',
      { roles, scp: undefined, sub: 'somebody else' },
      /lacks the scope/,
    ],
    ['lacks the scope', { roles, scp: 'openid profile' }, /lacks the scope "access_as_user"/],
    ['claims a role for a scope', { roles: [], scp: `access_as_user ${appRoles.admin}` }, /none of the app roles/],
    ['is a program that claims to be a person', { roles, scp: 'access_as_user', idtyp: 'app' }, /lacks the scope/],
    [
      'is a program with the role of a person',
      { roles: [appRoles.self], scp: undefined, idtyp: 'app' },
      /none of the app roles/,
    ],
  ])('who %s', async (_name, claims, message) => {
    await expectRefused(bearer(await guarded.issuer.sign({ roles, ...claims })), 403, message);
  });

  it('with a token that wants something of the gateway that it does not know', async () => {
    const header = encode({ alg: 'RS256', kid: 'x', crit: ['exotic'], exotic: true });
    await expectRefused(
      bearer(`${header}.${encode({ tid: TENANT_ID })}.AAAA`),
      401,
      /not a JSON Web Token as it should be/,
    );
  });

  it('by a path that is almost that of the endpoint', async () => {
    const query = `query=${encodeURIComponent('{ __typename }')}`;
    for (const path of [
      `/graphql/?${query}`,
      `/foo?${query}&x=/graphql`,
      `//graphql?${query}`,
      '/%67raphql',
      '/GraphQL',
      '/x',
    ]) {
      const response = await guarded.gateway.fetch(`http://gateway.test${path}`, {
        headers: { 'x-graphql-yoga-csrf': '1' },
      });
      expect([response.status, await response.text()], path).toEqual([404, '']);
    }
    for (const path of [`/health?${query}&x=/graphql`, `/ready?${query}&x=/graphql`, `/?${query}&x=/graphql`]) {
      const response = await guarded.gateway.fetch(`http://gateway.test${path}`, {
        headers: { 'x-graphql-yoga-csrf': '1' },
      });
      expect(await response.text(), path).not.toContain('__typename');
    }
  });

  it('asking by GET, for the figures of the process, or with a method that does nothing', async () => {
    for (const [url, method] of [
      [`${GRAPHQL_URL}?query=${encodeURIComponent(QUERY)}`, 'GET'],
      [GRAPHQL_URL, 'GET'],
      [GRAPHQL_URL, 'DELETE'],
      ['http://gateway.test/metrics', 'GET'],
    ] as const) {
      expect((await guarded.gateway.fetch(url, { method })).status, `${method} ${url}`).toBe(401);
    }
  });
});

it('lets everybody see whether the gateway lives, and the page of the playground', async () => {
  const get = (path: string, accept: string) =>
    guarded.gateway.fetch(`http://gateway.test${path}`, { headers: { accept } });
  expect((await get('/health', '*/*')).status).toBe(200);
  expect((await get('/ready', '*/*')).status).toBe(200);
  expect((await get('/graphql', 'text/html')).status).toBe(200);
});

it('gives a request for the page nothing but the page, whatever it carries', async () => {
  const url = `${GRAPHQL_URL}?extensions={}&operationName=x`;
  const response = await guarded.gateway.fetch(url, { headers: { accept: 'text/html, application/json' } });
  expect(response.headers.get('content-type')).toMatch(/^text\/html/);
  expect(guarded.calls).toEqual([]);
});

describe('The identity provider', () => {
  it('is asked for its keys once, however many tokens have keys that it does not know', async () => {
    const fresh = await openGuardedGateway({ clock });
    for (let kid = 0; kid < 1_000; kid += 1) {
      const token = `${encode({ alg: 'RS256', kid: String(kid) })}.${encode({ tid: TENANT_ID })}.AAAA`;
      expect((await fresh.send(QUERY, bearer(token))).status).toBe(401);
    }
    expect(fresh.issuer.requests).toHaveLength(1);
    await fresh.close();
  });

  it('is left alone for a while when it is down, and callers are told to come back', async () => {
    const fresh = await openGuardedGateway({ clock });
    fresh.issuer.isDown = true;
    const token = await fresh.issuer.sign({ roles, exp: nowMs / 1_000 + 100_000 });
    for (let round = 0; round < 5; round += 1) {
      const response = await fresh.send(QUERY, bearer(token));
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('30');
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { code: 'IDENTITY_PROVIDER_UNAVAILABLE' } }],
      });
    }
    expect(fresh.issuer.requests).toHaveLength(1);
    fresh.issuer.isDown = false;
    nowMs += 31_000;
    expect((await fresh.send(QUERY, bearer(token))).status).toBe(200);
    await fresh.close();
  });

  it('says which applications may ask', async () => {
    const strict = await openGuardedGateway({ clock, entra: { clientIds: [CLIENT_ID] } });
    const [good, bad] = await Promise.all([
      strict.issuer.sign({ roles }),
      strict.issuer.sign({ roles, azp: '55555555-aaaa-4bbb-8ccc-000000000005' }),
    ]);
    expect((await strict.send(QUERY, bearer(good))).status).toBe(200);
    expect((await strict.send(QUERY, bearer(bad))).status).toBe(403);
    await strict.close();
  });

  it('can be any that speaks OpenID Connect', async () => {
    const issuer = await startTokenIssuer(clock);
    const verify = createOidcVerifier(
      {
        issuer: issuer.origin,
        audiences: ['calls'],
        claims: { id: 'directory.oid', roles: 'groups' },
        roleNames: { ...appRoles, engineer: 'network-team' },
      },
      { request: issuer.request, clock },
    );
    const authenticate = createAuthenticator(verify, clock);
    const good = { iss: issuer.origin, aud: 'calls', directory: { oid: 'ABC' }, groups: ['network-team'] };
    const ask = async (claims: object) => authenticate(`Bearer ${await issuer.sign({ ...good, ...claims })}`);
    expect(await ask({})).toMatchObject({ id: 'abc', roles: ['engineer'] });
    expect(await ask({ groups: 'other network-team' })).toMatchObject({ roles: ['engineer'] });
    await expect(ask({ iss: 'https://evil.example' })).rejects.toThrow(/its issuer/);
    await expect(ask({ aud: 'mail' })).rejects.toThrow(/another audience/);
    await expect(ask({ directory: 'ABC' })).rejects.toThrow(/"directory.oid" is missing/);
    await expect(ask({ groups: ['sales'] })).rejects.toThrow(/no role/);
    expect(issuer.requests).toEqual(['/.well-known/openid-configuration', '/keys']);
    await issuer.close();
  });
});
