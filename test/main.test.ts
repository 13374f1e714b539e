import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { appRoles } from '../src/access/role.ts';
import { showcase } from '../src/simulator/showcase.ts';
import type { RunningProgram } from './support/process.ts';
import { runProgram } from './support/process.ts';
import { readServerSentEvents } from './support/server-sent-events.ts';
import type { StubGraph } from './support/stub-graph.ts';
import { startStubGraph } from './support/stub-graph.ts';
import { AUDIENCE, CLIENT_ID, startTokenIssuer, TENANT_ID } from './support/token-issuer.ts';

const programs: RunningProgram[] = [];
const graphs: StubGraph[] = [];

afterEach(async () => {
  for (const { process, exit } of programs.splice(0)) {
    process.kill('SIGKILL');
    await exit;
  }
  for (const graph of graphs.splice(0)) await graph.close();
});

function run(env: Record<string, string>): RunningProgram {
  const program = runProgram('src/main.ts', { PORT: '0', ...env });
  programs.push(program);
  return program;
}

async function start(env: Record<string, string> = {}): Promise<{ program: RunningProgram; url: string }> {
  const program = run(env);
  const [, url] = await program.waitFor(/GraphiQL\s+(http\S+)\/graphql/);
  return { program, url: url as string };
}

async function query(url: string, text: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: text }),
  });
}

test('without configuration it runs on the simulator, says so, and answers', async () => {
  const { program, url } = await start();
  expect(program.output().stderr).toContain('SIMULATOR');
  const response = await query(url, '{ callRecords(first: 3) { nodes { id sessions { id } } } }');
  const { data } = (await response.json()) as { data: { callRecords: { nodes: { sessions: unknown[] }[] } } };
  expect(data.callRecords.nodes).toHaveLength(3);
  for (const { sessions } of data.callRecords.nodes) expect(sessions.length).toBeGreaterThan(0);
  expect((await fetch(`${url}/health`)).status).toBe(200);
  expect((await fetch(`${url}/ready`)).status).toBe(200);
  const page = await fetch(url);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<title>Call records</title>')]);
});

test('without the dashboard / leads to the playground', async () => {
  const { program, url } = await start({ DASHBOARD: 'off' });
  expect(program.output().stderr).not.toContain('Dashboard');
  expect((await fetch(url, { redirect: 'manual' })).headers.get('location')).toBe('/graphql');
});

test('streams leave a thousand connections to the others', async () => {
  const { url } = await start({ MAX_SUBSCRIPTIONS: '20' });
  const sockets = await Promise.all(
    Array.from({ length: 1_010 }, async () => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      await once(socket, 'connect');
      return socket;
    }),
  );
  expect((await fetch(`${url}/health`)).status).toBe(200);
  expect(sockets.filter(({ destroyed, readableEnded }) => destroyed || readableEnded)).toHaveLength(0);
  for (const socket of sockets) socket.destroy();
});

test('logs are JSON with the request id of the answer, and hold nobody’s data', async () => {
  const { program, url } = await start();
  const response = await query(
    url,
    'query Names { callRecords(first: 5) { nodes { organizer { identity { user { displayName userPrincipalName } } } } } }',
  );
  const text = await response.text();
  const requestId = response.headers.get('x-request-id') as string;
  await program.waitFor(new RegExp(`"requestId":"${requestId}"`));
  const lines = program
    .output()
    .stdout.trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.find((line) => line['requestId'] === requestId)).toMatchObject({
    operation: 'query',
    operationName: 'Names',
    upstream: { wanted: 1, httpCalls: 1, requests: 1, waitedMs: 0 },
  });
  const [name] = /"displayName":"([^"]+)"/.exec(text)?.slice(1) ?? [];
  expect(name).toBeTruthy();
  expect(program.output().stdout + program.output().stderr).not.toContain(name);
});

test('given a token it reads from the Graph it is told, and neither logs nor answers hold the token', async () => {
  const graph = await startStubGraph(() => ({ body: { value: [{ id: 'one', version: 3 }] } }));
  graphs.push(graph);
  const { program, url } = await start({
    GRAPH_BASE_URL: graph.baseUrl,
    GRAPH_ACCESS_TOKEN: 'canary-token',
    LOG_LEVEL: 'trace',
  });
  expect(program.output().stderr).not.toContain('SIMULATOR');
  const response = await query(url, '{ callRecords { nodes { version } } }');
  expect(await response.json()).toMatchObject({ data: { callRecords: { nodes: [{ version: 3 }] } } });
  expect(graph.calls[0]?.headers.authorization).toBe('Bearer canary-token');
  expect(program.output().stdout + program.output().stderr).not.toContain('canary-token');
});

test('a bad configuration ends with code 1 and every fault by name', async () => {
  const program = run({
    PORT: 'http',
    OPERATION_TIMEOUT_MS: '-1',
    AZURE_TENANT_ID: 'contoso.com',
    AZURE_CLIENT_SECRET: 'canary-secret',
  });
  expect(await program.exit).toEqual({ code: 1, signal: null });
  const { stdout, stderr } = program.output();
  expect(stdout).toBe('');
  for (const name of ['PORT', 'OPERATION_TIMEOUT_MS', 'AZURE_CLIENT_ID']) expect(stderr).toContain(name);
  expect(stderr).not.toContain('canary-secret');
  expect(stderr).not.toContain('    at ');
});

test('a real tenant on an address that others reach is refused', async () => {
  const program = run({ HOST: '0.0.0.0', GRAPH_ACCESS_TOKEN: 'canary-token' });
  expect(await program.exit).toEqual({ code: 1, signal: null });
  expect(program.output().stderr).toContain('HOST');
});

test('an occupied port is one line, not a stack', async () => {
  const { url } = await start();
  const program = run({ PORT: new URL(url).port });
  expect(await program.exit).toEqual({ code: 1, signal: null });
  expect(program.output().stderr).toBe('The gateway cannot listen on HOST and PORT (EADDRINUSE).\n');
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s: the answer under way goes out whole, then exit 0; a second signal changes nothing',
  async (signal) => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const graph = await startStubGraph(async () => {
      await held;
      return { body: { value: [{ id: 'one', version: 3 }] } };
    });
    graphs.push(graph);
    const { program, url } = await start({ GRAPH_BASE_URL: graph.baseUrl, GRAPH_ACCESS_TOKEN: 'a-token' });
    // A connection that stays open shows what is said after the signal.
    const answer = query(url, '{ callRecords { nodes { version } } }');
    await expect.poll(() => graph.calls.length).toBe(1);
    program.process.kill(signal);
    program.process.kill(signal);
    await program.waitFor(/"msg":"stopping"/);
    await expect(fetch(`${url}/health`)).rejects.toThrow();
    release();
    const response = await answer;
    expect(response.headers.get('connection')).toBe('close');
    expect(await response.json()).toMatchObject({ data: { callRecords: { nodes: [{ version: 3 }] } } });
    expect(await program.exit).toEqual({ code: 0, signal: null });
  },
);

test('a sign-in that fails is in the log, once, with its cause and without the tenant; /ready waits for it', async () => {
  const { program, url } = await start({
    AZURE_TENANT_ID: 'canary.example',
    AZURE_CLIENT_ID: '00000000-0000-4000-8000-000000000001',
    AZURE_CLIENT_CERTIFICATE_PATH: '/nowhere/certificate.pem',
  });
  await program.waitFor(/no access token for Microsoft Graph/);
  expect((await fetch(`${url}/ready`)).status).toBe(503);
  expect((await fetch(`${url}/health`)).status).toBe(200);
  const { stdout, stderr } = program.output();
  expect(stdout).toContain('ENOENT');
  expect(stdout.match(/no access token for Microsoft Graph/g)).toHaveLength(1);
  expect(stdout + stderr).not.toContain('canary.example');
});

test('with AUTH=entra it asks who is calling, speaks TLS, serves the documents of its list and writes down what it shows', async () => {
  const issuer = await startTokenIssuer({ now: () => Date.now() });
  const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
  const toPath = (name: string) => join(folder, name);
  writeFileSync(
    toPath('documents.json'),
    JSON.stringify({ mine: '{ viewer { roles callRecords(first: 1) { nodes { joinWebUrl } } } }' }),
  );
  const certificate = fileURLToPath(new URL('fixtures/tls/certificate.pem', import.meta.url));
  const program = run({
    AUTH: 'entra',
    ENTRA_AUTHORITY: issuer.origin,
    ENTRA_TENANT_IDS: TENANT_ID,
    ENTRA_AUDIENCE: AUDIENCE,
    ENTRA_CLIENT_IDS: CLIENT_ID,
    AUDIT_LOG: toPath('audit.jsonl'),
    PERSISTED_DOCUMENTS: toPath('documents.json'),
    PERSISTED_DOCUMENTS_ONLY: 'on',
    TLS_CERT_FILE: certificate,
    TLS_KEY_FILE: fileURLToPath(new URL('fixtures/tls/key.pem', import.meta.url)),
    NODE_EXTRA_CA_CERTS: certificate,
    LOG_LEVEL: 'error',
  });
  const [, url] = await program.waitFor(/GraphQL\s+(https\S+)\/graphql/);
  const ask = async (body: object, token?: string) => {
    const response = await issuer.request(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  };
  const token = await issuer.sign({ roles: [appRoles.self], oid: showcase.person });
  expect((await ask({ documentId: 'mine' })).status).toBe(401);
  const { status, text } = await ask({ documentId: 'mine' }, token);
  expect([status, text]).toEqual([200, expect.stringContaining('"roles":["SELF"]') as string]);
  expect((await ask({ query: '{ viewer { id } }' }, token)).text).toContain('DOCUMENT_NOT_TRUSTED');
  const lines = readFileSync(toPath('audit.jsonl'), 'utf8').trim().split('\n');
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { event: 'refusal', code: 'UNAUTHENTICATED' },
    {
      event: 'access',
      viewer: { id: showcase.person },
      roles: ['self'],
      class: 'joinLink',
      decision: 'show',
      recordCount: 1,
    },
  ]);
  expect(program.output().stdout).toBe('');
  await issuer.close();
  rmSync(folder, { recursive: true });
});

test.each([
  [{ TLS_CERT_FILE: '/nowhere', TLS_KEY_FILE: '/nowhere' }, 'TLS_CERT_FILE: cannot be read (ENOENT)'],
  [{ PERSISTED_DOCUMENTS: '/nowhere' }, 'PERSISTED_DOCUMENTS: cannot be read (ENOENT)'],
  [{ PERSISTED_DOCUMENTS: '/dev/null' }, 'PERSISTED_DOCUMENTS: is not JSON'],
  [{ AUDIT_LOG: '/nowhere/audit' }, 'AUDIT_LOG: cannot be opened (ENOENT)'],
])('%j is one line that says what is wrong', async (env, message) => {
  const program = run(env);
  expect(await program.exit).toEqual({ code: 1, signal: null });
  expect(program.output().stderr).toContain(message);
  expect(program.output().stderr).not.toContain('    at ');
});

test('the subscription of docs/live.md is told of a call that ends while it runs, by the embedded simulator', async () => {
  const page = readFileSync(new URL('../docs/live.md', import.meta.url), 'utf8');
  const [, text] = /-d '\{"query":"(subscription .*?)"\}'/.exec(page) ?? [];
  const { url, program } = await start();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: text }),
  });
  const events = readServerSentEvents(response);
  const { value } = await events.next();
  const { event, data } = value as { event: string; data: { data: { callRecordChanged: object } } };
  expect([event, typeof data.data.callRecordChanged]).toEqual(['next', 'object']);
  // A clean stop takes the subscription at Graph along, and the stream has an end.
  program.process.kill('SIGTERM');
  let last: string | undefined;
  for await (const next of events) last = next.event;
  expect(last).toBe('complete');
  expect((await program.exit).code).toBe(0);
  expect(program.output().stdout).toContain('"event":"removed"');
}, 60_000);
