import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { appRoles } from '../../src/access/role.ts';
import { systemClock } from '../../src/clock.ts';
import { defaultLimits } from '../../src/limits/limits.ts';
import { toShape } from '../../src/limits/shape.ts';
import { GRAPHQL_URL, openGateway } from '../support/gateway.ts';
import type { GuardedGateway } from '../support/guarded.ts';
import { openGuardedGateway } from '../support/guarded.ts';
import type { SimulatedGateway } from '../support/simulator.ts';
import { openSimulatedGateway } from '../support/simulator.ts';
import { startStubGraph } from '../support/stub-graph.ts';

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };
const RESPONSE_TYPE = 'application/graphql-response+json';

/** As the gateway is set by itself where AUTH says who may call, and where it does not. */
let production: GuardedGateway;
let development: SimulatedGateway;
let token = '';

beforeAll(async () => {
  production = await openGuardedGateway({
    clock,
    gateway: { playground: false, introspection: 'admin', callerBudget: 3_000 },
  });
  development = await openSimulatedGateway({ clock }, { clock });
  token = await production.issuer.sign({ roles: [appRoles.engineer] });
});
afterAll(() => Promise.all([production.close(), development.close()]));

interface Probe {
  readonly method?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The answer of a profile to somebody who has signed in. */
async function probe(profile: 'production' | 'development', { method = 'POST', query = '', headers, body }: Probe) {
  const { gateway } = profile === 'production' ? production : development;
  const response = await gateway.fetch(`${GRAPHQL_URL}${query}`, {
    method,
    headers: {
      ...(method === 'POST' && { 'content-type': 'application/json' }),
      ...(profile === 'production' && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
}

const ask = (profile: 'production' | 'development', query: string, headers?: Readonly<Record<string, string>>) =>
  probe(profile, { body: JSON.stringify({ query }), ...(headers && { headers }) });
const toErrors = (text: string) =>
  (JSON.parse(text) as { errors?: { message: string; extensions: Record<string, unknown> }[] }).errors ?? [];

/** The checks of graphql-cop, by its own criteria: whether it would report a finding. */
const FINDINGS: Readonly<Record<string, (profile: 'production' | 'development') => Promise<boolean>>> = {
  'field suggestions': async (profile) =>
    /did you mean/i.test(toErrors((await ask(profile, '{ __schema { directive } }')).text)[0]?.message ?? ''),
  introspection: async (profile) =>
    (await ask(profile, '{ __schema { types { name fields { name } } } }')).text.includes('"types"'),
  'GraphiQL is there': async (profile) =>
    /graphiql|graphql playground/i.test(
      (await probe(profile, { method: 'GET', headers: { accept: 'text/html' } })).text,
    ),
  'queries by GET': async (profile) =>
    (
      await probe(profile, { method: 'GET', query: `?query=${encodeURIComponent('query cop { __typename }')}` })
    ).text.includes('"data"'),
  'alias overloading': async (profile) =>
    (
      await ask(profile, `{ ${Array.from({ length: 101 }, (_, index) => `alias${index}: __typename`).join(' ')} }`)
    ).text.includes('"alias100"'),
  'array batching': async (profile) => {
    const batch = JSON.stringify(Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' })));
    const { text } = await probe(profile, { body: batch });
    return Array.isArray(JSON.parse(text)) && (JSON.parse(text) as unknown[]).length >= 10;
  },
  'trace mode': async (profile) => (await ask(profile, 'query cop { __typename }')).text.includes('"tracing"'),
  'directive overloading': async (profile) =>
    toErrors((await ask(profile, `query cop { __typename ${'@aa'.repeat(10)} }`)).text).length > 5,
  'circular introspection': async (profile) =>
    (
      await ask(
        profile,
        '{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }',
      )
    ).text.includes('"types"'),
  'mutations by GET': async (profile) =>
    (
      await probe(profile, { method: 'GET', query: `?query=${encodeURIComponent('mutation cop { __typename }')}` })
    ).text.includes('"data"'),
  'urlencoded POST': async (profile) =>
    (
      await probe(profile, {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `query=${encodeURIComponent('query cop { __typename }')}`,
      })
    ).text.includes('"data"'),
  'unhandled errors': async (profile) => /"exception"|"stack/.test((await ask(profile, 'qwerty cop { abc }')).text),
  'field duplication': async (profile) =>
    (await ask(profile, `{ ${'__typename '.repeat(500)} }`)).text.includes('"data"'),
};

describe("graphql-cop's checks", () => {
  it.each(Object.keys(FINDINGS))('find nothing in production: %s', async (name) => {
    expect(await FINDINGS[name]?.('production')).toBe(false);
  });

  it('find in development introspection, suggestions that come with it, and the playground', async () => {
    const found: string[] = [];
    for (const [name, find] of Object.entries(FINDINGS)) if (await find('development')) found.push(name);
    expect(found).toEqual(['field suggestions', 'introspection', 'GraphiQL is there']);
  });

  it('administrators may introspect in production', async () => {
    const admin = await production.issuer.sign({ roles: [appRoles.admin] });
    const { text } = await ask('production', '{ __schema { types { name } } }', { authorization: `Bearer ${admin}` });
    expect(text).toContain('"types"');
    const wrong = await ask('production', '{ callRecord(id: "x") { idd } }', { authorization: `Bearer ${admin}` });
    expect(wrong.text).toContain('Did you mean');
  });
});

describe('Limits', () => {
  const aliases = (count: number) => Array.from({ length: count }, (_, index) => `a${index}: __typename`).join(' ');
  const deep = (depth: number) => `{ a ${'{ a '.repeat(depth - 1)}${'}'.repeat(depth - 1)} }`;

  it.each<[string, string, string, number | null, number]>([
    ['aliases', 'aliases', `{ viewer { ${aliases(61)} } }`, 61, 60],
    [
      'aliases through fragments',
      'aliases',
      `{ viewer { ...A ...B } } fragment A on Viewer { ${aliases(30)} } fragment B on Viewer { ...A x: id }`,
      61,
      60,
    ],
    ['fields at the root', 'rootFields', `{ ${'__typename '.repeat(61)} }`, 61, 60],
    [
      'fields at the root through fragments',
      'rootFields',
      `{ ...A ...A ...A } fragment A on Query { ${'__typename '.repeat(21)} }`,
      63,
      60,
    ],
    ['depth', 'depth', deep(16), 16, 15],
    [
      'depth through fragments',
      'depth',
      `{ a { ...A } } fragment A on X { ${'a { '.repeat(14)}a${' }'.repeat(14)} }`,
      16,
      15,
    ],
    ['directives', 'directives', `query ($a: Boolean!) { __typename ${'@skip(if: $a) '.repeat(51)} }`, 51, 50],
    ['tokens', 'tokens', `{ ${'__typename '.repeat(5_000)} }`, 5_002, 5_000],
    ['fragments in a circle', 'depth', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }', null, 15],
  ])('refuse %s with the code, the figure and the limit', async (_name, limit, query, figure, allowed) => {
    const { status, text } = await ask('production', query, { accept: RESPONSE_TYPE });
    expect(status).toBe(400);
    expect(toErrors(text)).toEqual([
      { message: expect.any(String) as string, extensions: { code: 'LIMIT_EXCEEDED', limit, figure, allowed } },
    ]);
  });

  it.each<[string, string]>([
    ['aliases', `{ viewer { ${aliases(60)} } }`],
    ['fields at the root', `{ ${'__typename '.repeat(60)} }`],
  ])('let through as many %s as are allowed', async (_name, query) => {
    expect((await ask('production', query)).text).not.toContain('"errors"');
  });

  it('let an honest deep query through', async () => {
    const query =
      '{ callRecords(first: 2) { edges { node { sessions { segments { media { streams { quality { reasons { metric } } } } } } } } } }';
    expect(toShape(parse(query)).depth).toBe(10);
    expect((await ask('production', query)).text).not.toContain('"errors"');
  });

  it('take no longer for what unfolds to more than can be counted', () => {
    const fragments = Array.from(
      { length: 200 },
      (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} a: __typename }`,
    );
    const shape = toShape(parse(`{ ...F0 } ${fragments.join(' ')} fragment F200 on Query { a: __typename }`));
    expect(shape.aliases).toBeGreaterThan(1e50);
  });

  it.each<[string, string, object | undefined, number]>([
    ['a list', '{ callRecords(first: 1000) { nodes { id sessions { id } participants { id } } } }', undefined, 2_017],
    ['variables', 'query ($n: Int) { callRecords(first: $n) { nodes { sessions { id } } } }', { n: 120 }, 122],
    [
      'defaults of variables',
      'query ($n: Int = 60) { callRecords(first: $n) { nodes { sessions { id } } } }',
      undefined,
      61,
    ],
    [
      'fragments',
      '{ callRecords(first: 60) { ...A } } fragment A on CallRecordConnection { nodes { ...B } } fragment B on CallRecord { quality { verdict } }',
      undefined,
      61,
    ],
    [
      'aliases',
      `{ ${Array.from({ length: 20 }, (_, index) => `r${index}: callRecord(id: "00000000-0000-4000-8000-0000000000${10 + index}") { id sessions { id } participants { id } }`).join(' ')} }`,
      undefined,
      40,
    ],
    [
      'filters that look into records',
      '{ callRecords(first: 10, maxRead: 600, filter: { failedOnly: true }) { nodes { id } } }',
      undefined,
      610,
    ],
    ['summaries', '{ callQualitySummary(groupBy: DAY, maxRecords: 600) { callCount } }', undefined, 610],
    [
      'what is skipped',
      'query ($no: Boolean = true) { callRecords(first: 60) { nodes { sessions @skip(if: $no) { id } } } }',
      undefined,
      1,
    ],
  ])('count the cost of %s before it is asked for', async (_name, query, variables, cost) => {
    const strict = await openGuardedGateway({ clock, gateway: { limits: { cost: cost - 1 } } });
    const refused = await strict.askAs(['engineer'], query, variables as Record<string, unknown>);
    expect(refused.errors?.[0]?.extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: 'cost',
      figure: cost,
      allowed: cost - 1,
    });
    expect(refused.data).toBeUndefined();
    const headers = {
      authorization: `Bearer ${await strict.issuer.sign({ roles: [appRoles.engineer] })}`,
      accept: RESPONSE_TYPE,
    };
    expect((await strict.send(query, headers, variables)).status).toBe(400);
    expect(strict.calls).toEqual([]);
    await strict.close();
  });

  it('only tell of what they would refuse where they are to measure', async () => {
    const lines: object[] = [];
    const log = { info: () => undefined, error: () => undefined, warn: (line: object) => void lines.push(line) };
    const measuring = await openGuardedGateway({
      clock,
      gateway: { limitMode: 'measure', limits: { cost: 1 }, log: log as never },
    });
    const answer = await measuring.askAs(
      ['engineer'],
      `{ ${'__typename '.repeat(61)} callRecords(first: 61) { nodes { id } } }`,
    );
    expect(answer.errors).toBeUndefined();
    expect(lines).toEqual([
      { limit: 'rootFields', figure: 62, allowed: 60, isRefused: false },
      { limit: 'cost', figure: 2, allowed: 1, isRefused: false },
    ]);
    await measuring.close();
  });

  it('tell of tokens and of budgets as well where they are to measure', async () => {
    const limits: unknown[] = [];
    const log = {
      info: () => undefined,
      error: () => undefined,
      warn: ({ limit }: { limit: string }) => void limits.push(limit),
    };
    const measuring = await openGuardedGateway({
      clock,
      gateway: { limitMode: 'measure', limits: { tokens: 10 }, callerBudget: 1, log: log as never },
    });
    for (let round = 0; round < 2; round += 1) {
      const { errors } = await measuring.askAs(['engineer'], '{ callRecords(first: 2) { nodes { id type } } }');
      expect(errors).toBeUndefined();
    }
    expect(limits).toEqual(['tokens', 'budget']);
    await measuring.close();
  });

  it('are told once of what is refused', async () => {
    const lines: unknown[] = [];
    const log = { info: () => undefined, error: () => undefined, warn: (line: object) => void lines.push(line) };
    const strict = await openGuardedGateway({ clock, gateway: { limits: { cost: 1 }, log: log as never } });
    expect((await strict.askAs(['engineer'], '{ callRecords(first: 61) { nodes { id } } }')).errors).toHaveLength(1);
    expect(lines).toHaveLength(1);
    await strict.close();
  });

  it('are what they are called', () => {
    expect(Object.keys(defaultLimits)).toEqual(['tokens', 'depth', 'aliases', 'directives', 'rootFields', 'cost']);
  });
});

describe('What is told', () => {
  it('of the process, to administrators alone', async () => {
    const get = async (role: keyof typeof appRoles) => {
      const authorization = `Bearer ${await production.issuer.sign({ roles: [appRoles[role]] })}`;
      return (await production.gateway.fetch('http://gateway.test/metrics', { headers: { authorization } })).status;
    };
    expect([await get('engineer'), await get('admin')]).toEqual([403, 200]);
  });

  it('is the same whatever NODE_ENV says', async () => {
    vi.stubEnv('NODE_ENV', 'development');
    const graph = await startStubGraph(() => ({ body: { id: { wrong: 'secret' }, startDateTime: { secret: true } } }));
    const gateway = openGateway({
      baseUrl: graph.baseUrl,
      provider: () => Promise.reject(new Error('a secret cause')),
    });
    const answer = await gateway.query(
      '{ callRecord(id: "00000000-0000-4000-8000-000000000001") { id startDateTime } nothing: __typename }',
    );
    expect(answer.errors?.length).toBe(1);
    expect(JSON.stringify(answer)).not.toMatch(/secret|stack|originalError|node_modules/);
    await gateway.close();
    await graph.close();
    vi.unstubAllEnvs();
  });

  it('is not to be kept by whoever passes it on, nor taken for something else', async () => {
    for (const query of ['{ __typename }', '{ nothing }', '']) {
      const { headers } = await ask('production', query);
      expect([headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual(['no-store', 'nosniff']);
    }
  });

  it('of the playground, is that it loads nothing and talks to nobody else', async () => {
    const { headers, text } = await probe('development', { method: 'GET', headers: { accept: 'text/html' } });
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toMatch(/script-src 'self' 'sha256-[^;]+ blob:;/);
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:/);
    expect(text).not.toMatch(/<script[^>]*src="http/);
  });
});

describe('The budget of a caller', () => {
  it('is each their own, shown in rateLimit, and free again when the window ends', async () => {
    let now = nowMs;
    const moving = { ...systemClock, now: () => now };
    const small = await openGuardedGateway({ clock: moving, gateway: { callerBudget: 5 } });
    const list = '{ callRecords(first: 180) { nodes { id } } }';
    expect((await small.askAs(['engineer'], list)).errors).toBeUndefined();
    const { data } = await small.askAs(['engineer'], '{ rateLimit { caller { limit used remaining windowSeconds } } }');
    expect(data.rateLimit.caller).toEqual({ limit: 5, used: 3, remaining: 2, windowSeconds: 60 });
    now += 10_000;
    const response = await small.send(list, {
      authorization: `Bearer ${await small.issuer.sign({ roles: [appRoles.engineer] })}`,
      accept: RESPONSE_TYPE,
    });
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '50']);
    expect(toErrors(await response.text())[0]?.extensions).toEqual({
      code: 'BUDGET_EXCEEDED',
      retryable: true,
      retryAfterSeconds: 50,
      figure: 3,
      allowed: 2,
    });
    const another = { oid: '55555555-aaaa-4bbb-8ccc-000000000005' };
    expect((await small.askAs(['engineer'], list, undefined, another)).errors).toBeUndefined();
    now += 50_000;
    expect((await small.askAs(['engineer'], list)).errors).toBeUndefined();
    await small.close();
  });
});

describe('Pages of other origins', () => {
  const origin = 'https://app.example.com';
  const preflight = {
    method: 'OPTIONS',
    headers: { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
  };

  it('may not read unless they are named', async () => {
    for (const sent of [
      { ...preflight, headers: { ...preflight.headers, origin } },
      { headers: { origin }, body: '{"query":"{ __typename }"}' },
    ]) {
      const { headers } = await probe('production', sent);
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('may where they are, by their exact origin, in every answer', async () => {
    const open = await openGuardedGateway({ clock, gateway: { origins: [origin] } });
    const good = { authorization: `Bearer ${await open.issuer.sign({ roles: [appRoles.admin] })}` };
    const allowed = (response: Response) => response.headers.get('access-control-allow-origin');
    expect(
      allowed(await open.gateway.fetch(GRAPHQL_URL, { ...preflight, headers: { ...preflight.headers, origin } })),
    ).toBe(origin);
    expect(allowed(await open.send('{ __typename }', { origin, ...good }))).toBe(origin);
    expect(allowed(await open.send('{ nothing }', { origin, ...good }))).toBe(origin);
    expect(allowed(await open.send('{ __typename }', { origin }))).toBe(origin);
    for (const other of [
      'https://app.example.com.evil.example',
      'http://app.example.com',
      'null',
      'https://app.example.com:444',
    ]) {
      const response = await open.send('{ __typename }', { origin: other, ...good });
      expect([allowed(response), response.headers.get('vary')], other).toEqual([null, 'Origin']);
    }
    await open.close();
  });

  it('cannot send what no preflight is asked for', async () => {
    const body = JSON.stringify({ query: '{ __typename }' });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const { status, text } = await probe('production', { headers: { 'content-type': type }, body });
      expect([status >= 400, text.includes('"data"')], type).toEqual([true, false]);
    }
  });
});
