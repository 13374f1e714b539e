import { describe, expect, it } from 'vitest';
import type { Config } from '../src/config.ts';
import { ConfigError, isLoopbackHost, loadConfig } from '../src/config.ts';

type Env = Record<string, string | undefined>;

const tenant = '11111111-2222-3333-4444-555555555555';
const client = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const application = { AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: client };
const publicAuthority = 'https://login.microsoftonline.com';

function problemsOf(env: Env): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const problem of error.problems) expect(error.message).toContain(problem);
    return error.problems;
  }
  return [];
}

/** The variables complained about, in order. */
const namesOf = (env: Env) => problemsOf(env).map((problem) => problem.slice(0, problem.indexOf(':')));

function graphOf(env: Env): Extract<Config['graph'], { kind: 'graph' }> {
  const { graph } = loadConfig(env);
  if (graph.kind !== 'graph') throw new Error('the simulator was chosen');
  return graph;
}

describe('without a tenant', () => {
  it('has a default for everything, and the simulator', () => {
    expect(loadConfig({})).toEqual({
      port: 4000,
      host: '127.0.0.1',
      graph: { kind: 'simulator' },
      beta: false,
      operationTimeoutMs: 30_000,
      maxOperations: undefined,
      cacheMs: 5_000,
      settledCacheMs: 300_000,
      responseCacheMs: 5_000,
      tracing: false,
      logLevel: 'info',
      auth: { kind: 'none' },
      masksAllPhones: false,
      door: {
        origins: [],
        playground: true,
        dashboard: true,
        introspection: 'on',
        federation: false,
        tls: undefined,
        documents: { file: undefined, isExclusive: false, automatic: false },
        audit: { kind: 'off' },
      },
      limits: {
        most: {},
        mode: 'enforce',
        callerBudget: undefined,
        nodes: undefined,
        requestBytes: 1_000_000,
        exports: 4,
      },
      live: {
        notificationUrl: undefined,
        participantIds: [],
        sweepMs: 3_600_000,
        logSize: 10_000,
        subscriptions: { perCaller: 20, total: 1_000 },
      },
      redis: undefined,
      cursorSecret: undefined,
    });
  });

  it.each<[Record<string, string>, boolean]>([
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, true],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://collector/v1/traces' }, true],
    [{ OTEL_TRACES_EXPORTER: 'otlp' }, true],
    [{ OTEL_TRACES_EXPORTER: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, false],
    [{ OTEL_SDK_DISABLED: 'true', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, false],
    [{ OTEL_SERVICE_NAME: 'mine' }, false],
  ])('%j: traces %s', (env, tracing) => {
    expect(loadConfig(env).tracing).toBe(tracing);
  });

  it('takes an empty variable as unset and leaves unknown ones alone', () => {
    const env = {
      PORT: '',
      HOST: '',
      GRAPH_BASE_URL: '',
      GRAPH_ACCESS_TOKEN: '',
      AZURE_TENANT_ID: '',
      AUTH: '',
      X: '\n',
    };
    expect(loadConfig(env)).toEqual(loadConfig({}));
  });

  it('may listen anywhere', () => {
    expect(loadConfig({ HOST: '0.0.0.0' }).host).toBe('0.0.0.0');
  });

  it('reads every setting', () => {
    const env = {
      PORT: '0',
      HOST: '::1',
      OPERATION_TIMEOUT_MS: '100',
      LOG_LEVEL: 'silent',
      CURSOR_SECRET: 'sixteen letters!',
      GRAPH_BETA: 'on',
    };
    expect(loadConfig(env)).toMatchObject({
      port: 0,
      host: '::1',
      beta: true,
      operationTimeoutMs: 100,
      logLevel: 'silent',
      cursorSecret: 'sixteen letters!',
    });
  });
});

describe('a credential is inferred from what is set', () => {
  it.each<[string, Env, unknown]>([
    ['a token', { GRAPH_ACCESS_TOKEN: 'a.b-c_d' }, { kind: 'access-token', accessToken: 'a.b-c_d' }],
    [
      'a secret',
      { ...application, AZURE_CLIENT_SECRET: 's3 cret' },
      {
        kind: 'client-secret',
        tenantId: tenant,
        clientId: client,
        clientSecret: 's3 cret',
        authorityHost: publicAuthority,
      },
    ],
    [
      'a certificate',
      { ...application, AZURE_CLIENT_CERTIFICATE_PATH: '/run/c.pem' },
      {
        kind: 'client-certificate',
        tenantId: tenant,
        clientId: client,
        certificatePath: '/run/c.pem',
        authorityHost: publicAuthority,
      },
    ],
    [
      'a certificate with a password',
      { ...application, AZURE_CLIENT_CERTIFICATE_PATH: 'c.pem', AZURE_CLIENT_CERTIFICATE_PASSWORD: 'pw' },
      {
        kind: 'client-certificate',
        tenantId: tenant,
        clientId: client,
        certificatePath: 'c.pem',
        certificatePassword: 'pw',
        authorityHost: publicAuthority,
      },
    ],
    [
      'a token file, with the authority as Kubernetes sets it',
      { ...application, AZURE_FEDERATED_TOKEN_FILE: '/var/t', AZURE_AUTHORITY_HOST: `${publicAuthority}/` },
      {
        kind: 'workload-identity',
        tenantId: tenant,
        clientId: client,
        tokenFilePath: '/var/t',
        authorityHost: publicAuthority,
      },
    ],
    ['a managed identity', { GRAPH_CREDENTIAL: 'managed-identity' }, { kind: 'managed-identity' }],
    [
      'a managed identity of many',
      { GRAPH_CREDENTIAL: 'managed-identity', AZURE_CLIENT_ID: client },
      { kind: 'managed-identity', clientId: client },
    ],
    [
      'the one of two that GRAPH_CREDENTIAL chooses',
      { ...application, AZURE_CLIENT_SECRET: 's', GRAPH_ACCESS_TOKEN: 't', GRAPH_CREDENTIAL: 'access-token' },
      { kind: 'access-token', accessToken: 't' },
    ],
  ])('%s', (_, env, credential) => {
    expect(graphOf(env)).toEqual({ kind: 'graph', baseUrl: 'https://graph.microsoft.com', credential });
  });

  it.each(['contoso.onmicrosoft.com', 'contoso.com', tenant.toUpperCase()])('tenant %s', (name) => {
    const { credential } = graphOf({ ...application, AZURE_TENANT_ID: name, AZURE_CLIENT_SECRET: 's' });
    expect(credential).toMatchObject({ tenantId: name });
  });
});

describe('what is half said is refused', () => {
  const proofs =
    'GRAPH_ACCESS_TOKEN or AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH or AZURE_FEDERATED_TOKEN_FILE';
  it.each<[Env, string[]]>([
    [{ GRAPH_BASE_URL: 'https://graph.microsoft.com' }, [proofs]],
    [{ AZURE_TENANT_ID: tenant }, ['AZURE_CLIENT_ID', proofs]],
    [{ AZURE_CLIENT_ID: client }, ['AZURE_TENANT_ID', proofs]],
    [{ AZURE_AUTHORITY_HOST: publicAuthority }, ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', proofs]],
    [application, [proofs]],
    [{ AZURE_CLIENT_SECRET: 's' }, ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID']],
    [{ AZURE_CLIENT_SECRET: 's', AZURE_CLIENT_ID: client }, ['AZURE_TENANT_ID']],
    [{ AZURE_FEDERATED_TOKEN_FILE: '/t', AZURE_TENANT_ID: tenant }, ['AZURE_CLIENT_ID']],
    [{ ...application, AZURE_CLIENT_CERTIFICATE_PASSWORD: 'p' }, ['AZURE_CLIENT_CERTIFICATE_PATH']],
    [{ GRAPH_CREDENTIAL: 'access-token' }, ['GRAPH_ACCESS_TOKEN']],
    [{ GRAPH_CREDENTIAL: 'client-secret' }, ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET']],
    [
      { ...application, GRAPH_CREDENTIAL: 'client-certificate', AZURE_CLIENT_SECRET: 's' },
      ['AZURE_CLIENT_CERTIFICATE_PATH'],
    ],
    [{ ...application, GRAPH_CREDENTIAL: 'workload-identity' }, ['AZURE_FEDERATED_TOKEN_FILE']],
  ])('%o names %j', (env, names) => {
    expect(namesOf(env)).toEqual(names);
    for (const problem of problemsOf(env)) expect(problem).toContain('missing');
  });

  it.each<[Env, string]>([
    [{ AZURE_CLIENT_SECRET: 's', GRAPH_ACCESS_TOKEN: 't' }, 'GRAPH_ACCESS_TOKEN and AZURE_CLIENT_SECRET'],
    [
      { AZURE_CLIENT_SECRET: 's', AZURE_CLIENT_CERTIFICATE_PATH: 'c' },
      'AZURE_CLIENT_SECRET and AZURE_CLIENT_CERTIFICATE_PATH',
    ],
    [
      { AZURE_FEDERATED_TOKEN_FILE: 'f', AZURE_CLIENT_SECRET: 's', GRAPH_ACCESS_TOKEN: 't' },
      'GRAPH_ACCESS_TOKEN and AZURE_CLIENT_SECRET and AZURE_FEDERATED_TOKEN_FILE',
    ],
  ])('two credentials without a choice: %o', (env, both) => {
    expect(problemsOf({ ...application, ...env })).toEqual([expect.stringContaining(`missing: ${both} are set`)]);
    expect(namesOf({ ...application, ...env })).toEqual(['GRAPH_CREDENTIAL']);
  });
});

describe('GRAPH_BASE_URL', () => {
  it.each([
    ['https://graph.microsoft.com/', 'https://graph.microsoft.com'],
    ['HTTPS://Graph.Microsoft.US:443', 'https://graph.microsoft.us'],
    ['https://proxy.example:8443/graph//', 'https://proxy.example:8443/graph'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://127.8.9.1:1/x', 'http://127.8.9.1:1/x'],
    ['http://[::1]:8080/', 'http://[::1]:8080'],
  ])('%s is %s', (text, baseUrl) => {
    expect(graphOf({ GRAPH_BASE_URL: text, GRAPH_ACCESS_TOKEN: 't' }).baseUrl).toBe(baseUrl);
  });

  it.each([
    ['http://graph.microsoft.com', 'is not https'],
    ['http://127.0.0.1.example', 'is not https'],
    ['http://localhost.example', 'is not https'],
    ['ftp://127.0.0.1', 'is not an absolute'],
    ['graph.microsoft.com', 'is not an absolute'],
    ['https://', 'is not an absolute'],
    ['https://graph.microsoft.com\\v1', 'is not an absolute'],
    [' https://graph.microsoft.com', 'is not an absolute'],
    ['https://graph.micro\nsoft.com', 'is not an absolute'],
    ['https://graph.microsoft.com/v1.0', 'ends with a version'],
    ['https://graph.microsoft.com/x/Beta/', 'ends with a version'],
    ['https://u:pw@graph.microsoft.com', 'has user information'],
    ['https://@graph.microsoft.com', 'has user information'],
    ['https://graph.microsoft.com?key=pw', 'a query'],
    ['https://graph.microsoft.com/#pw', 'a fragment'],
  ])('%j: %s', (text, why) => {
    const problems = problemsOf({ GRAPH_BASE_URL: text, GRAPH_ACCESS_TOKEN: 't' });
    expect(problems).toEqual([expect.stringMatching(/^GRAPH_BASE_URL: /)]);
    expect(problems[0]).toContain(why);
    expect(problems[0]).not.toMatch(/pw|\n/);
  });

  it.each([
    ['https://graph.microsoft.com', 'https://login.microsoftonline.com'],
    ['https://graph.microsoft.us', 'https://login.microsoftonline.us'],
    ['https://dod-graph.microsoft.us', 'https://login.microsoftonline.us'],
    ['https://microsoftgraph.chinacloudapi.cn', 'https://login.chinacloudapi.cn'],
    ['https://proxy.example', 'https://login.microsoftonline.com'],
  ])('%s signs in at %s', (root, authorityHost) => {
    const { credential } = graphOf({ ...application, GRAPH_BASE_URL: root, AZURE_CLIENT_SECRET: 's' });
    expect(credential).toMatchObject({ authorityHost });
  });
});

describe('each variable is checked', () => {
  const secret = { ...application, AZURE_CLIENT_SECRET: 's' };
  it.each<[string, string, Env, string]>([
    ['PORT', '65536', {}, '"65536" is not a whole number from 0 to 65535'],
    ['PORT', '-1', {}, 'whole number'],
    ['PORT', '0x50', {}, 'whole number'],
    ['PORT', '4000 ', {}, 'whole number'],
    ['GRAPH_BETA', 'yes', {}, '"yes"'],
    ['MAX_OPERATIONS', '0', {}, 'from 1 to 10000'],
    ['OTEL_TRACES_EXPORTER', 'zipkin', {}, 'otlp, none'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318', {}, 'http or https'],
    ['OPERATION_TIMEOUT_MS', '99', {}, 'from 100 to 600000'],
    ['OPERATION_TIMEOUT_MS', '600001', {}, 'from 100 to 600000'],
    ['OPERATION_TIMEOUT_MS', '1e3', {}, '"1e3"'],
    ['HOST', 'a b', {}, '"a b" is not a host'],
    ['HOST', '[::1]', {}, 'is not a host'],
    ['HOST', 'http://localhost', {}, 'is not a host'],
    ['LOG_LEVEL', 'verbose', {}, '"verbose" is not one of fatal, error'],
    ['AUTH', 'basic', {}, '"basic" is not one of none, entra, oidc'],
    ['CURSOR_SECRET', 'fifteen letters', {}, 'at least 16'],
    ['GRAPH_ACCESS_TOKEN', 'Bearer x', {}, 'bearer token'],
    ['GRAPH_ACCESS_TOKEN', 'x\n', {}, 'bearer token'],
    ['GRAPH_ACCESS_TOKEN', 'tök', {}, 'bearer token'],
    ['GRAPH_CREDENTIAL', 'secret', {}, 'is not one of access-token, client-secret'],
    ['AZURE_TENANT_ID', 'common', secret, 'neither a GUID nor a domain'],
    ['AZURE_TENANT_ID', 'contoso.com/x', secret, 'neither a GUID nor a domain'],
    ['AZURE_CLIENT_ID', 'contoso.com', secret, 'is not a GUID'],
    ['AZURE_CLIENT_SECRET', 's\n', secret, 'white space'],
    ['AZURE_AUTHORITY_HOST', 'http://127.0.0.1', secret, 'is not https'],
    ['AZURE_AUTHORITY_HOST', `https://login.example/${tenant}`, secret, 'has a path'],
    ['AZURE_AUTHORITY_HOST', 'https://login.microsoftonline.us', secret, 'another cloud'],
    ['AZURE_CLIENT_CERTIFICATE_PATH', '-----BEGIN CERTIFICATE-----', application, 'not the path'],
    ['AZURE_FEDERATED_TOKEN_FILE', 'a\0b', application, 'not the path'],
  ])('%s=%j', (name, text, env, why) => {
    const problems = problemsOf({ ...env, [name]: text });
    expect(problems).toEqual([expect.stringMatching(`^${name}: `)]);
    expect(problems[0]).toContain(why);
  });

  it('tells all that is wrong at once', () => {
    const env = { PORT: 'x', HOST: '?', LOG_LEVEL: 'x', AUTH: 'x', GRAPH_BASE_URL: 'x', AZURE_CLIENT_ID: 'x' };
    expect(namesOf(env).slice(0, 6)).toEqual([
      'PORT',
      'HOST',
      'LOG_LEVEL',
      'AUTH',
      'GRAPH_BASE_URL',
      'AZURE_CLIENT_ID',
    ]);
    expect(namesOf(env)[6]).toBe('AZURE_TENANT_ID');
  });
});

describe('AUTH=none', () => {
  it.each(['0.0.0.0', '::', '192.168.1.4', 'gateway.example', 'localhost.example'])(
    'with a tenant refuses %s',
    (host) => {
      const problems = problemsOf({ HOST: host, AUTH: 'none', GRAPH_ACCESS_TOKEN: 't' });
      expect(problems).toEqual([expect.stringMatching(/^HOST: .*AUTH=none.*HOST=127\.0\.0\.1/)]);
    },
  );

  it.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost', 'LOCALHOST'])('with a tenant allows %s', (host) => {
    expect(loadConfig({ HOST: host, AUTH: 'none', GRAPH_ACCESS_TOKEN: 't' }).host).toBe(host);
  });
});

it('never repeats a secret, nor a text that may be one in the wrong variable', () => {
  // Each breaks the rule of its variable, so each is complained about.
  const canary = 'cAnArY~Q';
  const env = {
    GRAPH_ACCESS_TOKEN: `${canary} ${canary}`,
    GRAPH_CREDENTIAL: canary,
    GRAPH_BASE_URL: `https://user:${canary}@graph.microsoft.com`,
    AZURE_TENANT_ID: canary,
    AZURE_CLIENT_ID: canary,
    AZURE_CLIENT_SECRET: `${canary}\n`,
    AZURE_CLIENT_CERTIFICATE_PATH: `-----BEGIN PRIVATE KEY-----\n${canary}`,
    AZURE_CLIENT_CERTIFICATE_PASSWORD: ` ${canary}`,
    AZURE_FEDERATED_TOKEN_FILE: `${canary}\n`,
    AZURE_AUTHORITY_HOST: `https://login.example/?${canary}`,
    CURSOR_SECRET: canary,
  };
  const problems = problemsOf(env);
  expect(problems.map((problem) => problem.slice(0, problem.indexOf(':'))).sort()).toEqual(Object.keys(env).sort());
  expect(problems.join('\n')).not.toContain(canary);
  expect(problems.join('\n')).not.toMatch(/cAnA|rY~Q/);
});

it('is frozen all the way down', () => {
  const config = loadConfig({ ...application, AZURE_CLIENT_SECRET: 's' });
  const isDeeplyFrozen = (value: unknown): boolean =>
    typeof value !== 'object' ||
    value === null ||
    (Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen));
  expect(config.graph.kind).toBe('graph');
  expect(isDeeplyFrozen(config)).toBe(true);
  expect(isDeeplyFrozen(loadConfig({}))).toBe(true);
});

it.each<[string, boolean]>([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.255.0.3', true],
  ['::1', true],
  ['[::1]', true],
  ['0:0:0:0:0:0:0:1', true],
  ['::ffff:127.0.0.1', true],
  ['128.0.0.1', false],
  ['0.0.0.0', false],
  ['::', false],
  ['::ffff:10.0.0.1', false],
  ['fe80::1%eth0', false],
  ['127.0.0.1.example', false],
  ['localhost.example', false],
  ['', false],
])('isLoopbackHost(%j) is %s', (host, expected) => {
  expect(isLoopbackHost(host)).toBe(expected);
});

describe('AUTH=entra', () => {
  const tenantId = '11111111-AAAA-4bbb-8ccc-000000000001';
  const entra = { AUTH: 'entra', ENTRA_TENANT_IDS: tenantId, ENTRA_AUDIENCE: 'api, api://api' };

  it('is the production profile: closed unless something is opened', () => {
    const { auth, door, limits, masksAllPhones } = loadConfig({ ...entra, HOST: '0.0.0.0', GRAPH_ACCESS_TOKEN: 't' });
    expect(auth).toEqual({
      kind: 'entra',
      authority: 'https://login.microsoftonline.com',
      tenantIds: [tenantId.toLowerCase()],
      audiences: ['api', 'api://api'],
      clientIds: [],
      scope: 'access_as_user',
    });
    expect(door).toMatchObject({ playground: false, introspection: 'admin', origins: [], audit: { kind: 'log' } });
    expect([limits.callerBudget, limits.mode, masksAllPhones]).toEqual([3_000, 'enforce', true]);
  });

  it('can be opened, thing by thing', () => {
    const { door, limits, masksAllPhones } = loadConfig({
      ...entra,
      PLAYGROUND: 'on',
      INTROSPECTION: 'on',
      FEDERATION: 'on',
      CORS_ORIGINS: 'https://a.example, http://localhost:3000',
      ADMIN_PHONE_NUMBERS: 'full',
      AUDIT_LOG: '/var/log/audit',
      TLS_CERT_FILE: 'c',
      TLS_KEY_FILE: 'k',
      PERSISTED_DOCUMENTS: 'p.json',
      PERSISTED_DOCUMENTS_ONLY: 'on',
      MAX_DEPTH: '9',
      MAX_COST: '10',
      CALLER_BUDGET: '11',
      MAX_NODES: '1000',
      LIMIT_MODE: 'measure',
      MAX_REQUEST_BYTES: '2000',
      MAX_EXPORTS: '0',
    });
    expect(door).toEqual({
      origins: ['https://a.example', 'http://localhost:3000'],
      playground: true,
      dashboard: false,
      introspection: 'on',
      federation: true,
      tls: { certificateFile: 'c', keyFile: 'k' },
      documents: { file: 'p.json', isExclusive: true, automatic: false },
      audit: { kind: 'file', path: '/var/log/audit' },
    });
    expect(limits).toEqual({
      most: { depth: 9, cost: 10 },
      mode: 'measure',
      callerBudget: 11,
      nodes: 1_000,
      requestBytes: 2_000,
      exports: 0,
    });
    expect(masksAllPhones).toBe(false);
  });

  it.each<[Env, RegExp]>([
    [{ AUTH: 'entra' }, /^ENTRA_TENANT_IDS: is missing/],
    [{ ...entra, ENTRA_TENANT_IDS: 'common' }, /^ENTRA_TENANT_IDS: "common" is not a GUID/],
    [{ ...entra, ENTRA_AUTHORITY: 'http://login.example' }, /^ENTRA_AUTHORITY: .*not https/],
    [{ ...entra, CORS_ORIGINS: '*' }, /^CORS_ORIGINS: "\*" is not an origin/],
    [{ ...entra, CORS_ORIGINS: 'https://a.example/' }, /^CORS_ORIGINS: .* is not an origin/],
    [{ ...entra, TLS_CERT_FILE: 'c' }, /^TLS_KEY_FILE: is missing/],
    [{ ...entra, PERSISTED_DOCUMENTS_ONLY: 'on' }, /^PERSISTED_DOCUMENTS: is missing/],
    [
      { ...entra, PERSISTED_DOCUMENTS: 'p', PERSISTED_DOCUMENTS_ONLY: 'on', AUTOMATIC_PERSISTED_QUERIES: 'on' },
      /^AUTOMATIC_PERSISTED_QUERIES: lets clients add documents/,
    ],
    [{ AUTH: 'oidc' }, /^OIDC_ISSUER: is missing/],
    [
      { AUTH: 'oidc', OIDC_ISSUER: 'https://id.example', OIDC_AUDIENCE: 'a', OIDC_CLAIMS: 'name=x' },
      /^OIDC_CLAIMS: "name=x" is not one of id=…, roles=…/,
    ],
    [{ ENTRA_AUDIENCE: 'a' }, /^ENTRA_AUDIENCE: is for AUTH=entra/],
  ])('%j is refused', (env, problem) => {
    expect(problemsOf(env)).toContainEqual(expect.stringMatching(problem));
  });

  it('another provider says where its tokens say what', () => {
    const env = { AUTH: 'oidc', OIDC_ISSUER: 'https://id.example/', OIDC_AUDIENCE: 'calls' };
    expect(loadConfig(env).auth).toMatchObject({
      issuer: 'https://id.example/',
      claims: { id: 'sub', roles: 'roles' },
    });
    const mapped = { ...env, OIDC_CLAIMS: 'id=oid,roles=realm.roles', OIDC_ROLES: 'admin=boss,self=everyone' };
    expect(loadConfig(mapped).auth).toMatchObject({
      claims: { id: 'oid', roles: 'realm.roles' },
      roleNames: { admin: 'boss', self: 'everyone', support: 'CallRecords.Support' },
    });
  });
});

describe('changes and replicas', () => {
  const graph = { GRAPH_BASE_URL: 'http://127.0.0.1:5000', GRAPH_ACCESS_TOKEN: 'token' };

  it('are as the variables say', () => {
    const { live, redis } = loadConfig({
      ...graph,
      NOTIFICATION_URL: 'https://calls.example.com/graph/',
      NOTIFICATION_PARTICIPANTS: `${tenant}, ${client.toUpperCase()}`,
      NOTIFICATION_SWEEP_MINUTES: '0',
      CHANGE_LOG_SIZE: '500',
      MAX_SUBSCRIPTIONS: '5',
      MAX_SUBSCRIPTIONS_PER_CALLER: '2',
      REDIS_URL: 'rediss://:pass@redis.example.com:6380/1',
      REPLICAS: '3',
      CURSOR_SECRET: 'x'.repeat(32),
    });
    expect(live).toEqual({
      notificationUrl: 'https://calls.example.com/graph',
      participantIds: [tenant, client],
      sweepMs: 0,
      logSize: 500,
      subscriptions: { perCaller: 2, total: 5 },
    });
    expect(redis).toEqual({ url: 'rediss://:pass@redis.example.com:6380/1', prefix: 'call-records', replicas: 3 });
  });

  it.each([
    [{ NOTIFICATION_URL: 'http://calls.example.com' }, ['NOTIFICATION_URL']],
    [{ NOTIFICATION_PARTICIPANTS: `${tenant},alice` }, ['NOTIFICATION_PARTICIPANTS']],
    [{ ...graph, REDIS_URL: 'redis://127.0.0.1' }, ['CURSOR_SECRET']],
    [{ ...graph, REDIS_URL: 'http://127.0.0.1', CURSOR_SECRET: 'x'.repeat(32) }, ['REDIS_URL']],
    [{ ...graph, REDIS_PREFIX: 'a b' }, ['REDIS_PREFIX']],
    [{ REPLICAS: '0' }, ['REPLICAS']],
    [{ REPLICAS: '-2' }, ['REPLICAS']],
    [{ REPLICAS: '2.5' }, ['REPLICAS']],
    [{ REPLICAS: 'three' }, ['REPLICAS']],
    [{ REDIS_URL: 'redis://127.0.0.1', CURSOR_SECRET: 'x'.repeat(32) }, ['REDIS_URL']],
  ])('are refused by name where they cannot be: %j', (env: Env, names) => {
    expect(namesOf(env)).toEqual(names);
  });

  it('never show the password of Redis', () => {
    expect(problemsOf({ ...graph, REDIS_URL: 'redis ://:hunter2@x' }).join()).not.toContain('hunter2');
  });
});
