import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { Agent as SecureAgent, fetch as undiciFetch } from 'undici';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../src/clock.ts';
import { isLoopbackHost } from '../src/config.ts';
import type { HttpServer } from '../src/server.ts';
import { startHttpServer } from '../src/server.ts';
import type { TestGateway } from './support/gateway.ts';
import { openGateway } from './support/gateway.ts';
import type { StubGraph } from './support/stub-graph.ts';
import { startStubGraph } from './support/stub-graph.ts';
import { tls } from './support/token-issuer.ts';

/** The gateway on real sockets. */

let graph: StubGraph;
let gateway: TestGateway;
let server: HttpServer;
/** Upstream calls that were cut before they were answered. */
let cut: number;

async function startOverSilentGraph(): Promise<void> {
  cut = 0;
  graph = await startStubGraph(
    () => ({}),
    (_request, response) => {
      response.once('close', () => cut++);
      return true;
    },
  );
  gateway = openGateway({ baseUrl: graph.baseUrl });
  server = await startHttpServer(gateway.gateway.listener, { host: '127.0.0.1', port: 0, clock: systemClock });
}

afterEach(async () => {
  await server.stop(0);
  await gateway.close();
  await graph.close();
});

function ask(signal?: AbortSignal, first = 60): Promise<Response> {
  return fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: `{ callRecords(first: ${first}) { nodes { id } } }` }),
    ...(signal && { signal }),
  });
}

test('a caller who hangs up cuts what was asked of Graph for them, and for nobody else', async () => {
  await startOverSilentGraph();
  const caller = new AbortController();
  const first = ask(caller.signal).catch(() => 'gone');
  const second = ask(undefined, 5).catch(() => 'gone');
  await expect.poll(() => graph.calls.length).toBe(2);
  caller.abort();
  expect(await first).toBe('gone');
  await expect.poll(() => cut).toBe(1);
  await server.stop(0);
  expect(await second).toBe('gone');
  await expect.poll(() => cut).toBe(2);
});

test('a stop without grace cuts what is under way; an idle one ends at once', async () => {
  await startOverSilentGraph();
  const agent = new Agent({ keepAlive: true });
  const status = await new Promise((resolve, reject) => {
    request(`${server.url}/health`, { agent }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode));
    })
      .once('error', reject)
      .end();
  });
  expect(status).toBe(200);
  await server.stop(60_000);
  agent.destroy();
});

test('a body that is too large is refused', async () => {
  await startOverSilentGraph();
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: `{ __typename } #${'x'.repeat(1_000_001)}` }),
  });
  expect(response.status).toBe(413);
});

test('a page of another origin is not let in', async () => {
  await startOverSilentGraph();
  const response = await fetch(`${server.url}/graphql`, {
    method: 'OPTIONS',
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
  });
  expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test.each([
  ['Host: a b', 400],
  ['Host: [::', 400],
  ['Host: evil.example', 403],
  ['Host: localhost.evil.example', 403],
  ['Host: 127.0.0.1\r\nOrigin: http://evil.example', 403],
  ['Host: 127.0.0.1\r\nOrigin: null', 403],
  ['Host: localhost:4000\r\nOrigin: http://localhost:4000', 200],
  ['Host: [::1]:4000', 200],
])('%j is answered with %i', async (headers, status) => {
  await startOverSilentGraph();
  await server.stop(0);
  const { listener } = gateway.gateway;
  server = await startHttpServer(listener, {
    host: '127.0.0.1',
    port: 0,
    clock: systemClock,
    isOwnHost: isLoopbackHost,
  });
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.write(
    `GET /graphql?query=%7B__typename%7D HTTP/1.1\r\n${headers}\r\nX-GraphQL-Yoga-CSRF: 1\r\nConnection: close\r\n\r\n`,
  );
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer).not.toContain('node_modules');
});

test('documents that are never executed leave no timer behind', async () => {
  await startOverSilentGraph();
  let scheduled = 0;
  const clock = {
    ...systemClock,
    schedule: (delayMs: number, fn: () => void) => (scheduled++, systemClock.schedule(delayMs, fn)),
  };
  const counted = openGateway({ baseUrl: graph.baseUrl, clock });
  await counted.query('subscription { x }');
  await counted.query('{ nothing }');
  expect(scheduled).toBe(0);
});

test('/ready follows what it is told, /health does not', async () => {
  await startOverSilentGraph();
  let ready: () => boolean | Promise<boolean> = () => false;
  const { gateway: front } = openGateway({ baseUrl: graph.baseUrl, isReady: () => ready() });
  const statusOf = async (path: string) => (await front.fetch(`http://gateway.test${path}`)).status;
  expect([await statusOf('/ready'), await statusOf('/health')]).toEqual([503, 200]);
  ready = () => Promise.resolve(true);
  expect([await statusOf('/ready'), await statusOf('/health')]).toEqual([200, 200]);
  ready = () => Promise.reject(new Error('canary'));
  expect([await statusOf('/ready'), await statusOf('/health')]).toEqual([503, 200]);
  expect(await (await front.fetch('http://gateway.test/ready')).text()).not.toContain('canary');
});

test('speaks TLS with a certificate, and nothing else then', async () => {
  await startOverSilentGraph();
  const secure = await startHttpServer(gateway.gateway.listener, {
    host: '127.0.0.1',
    port: 0,
    clock: systemClock,
    tls,
  });
  expect(secure.url).toMatch(/^https:/);
  const agent = new SecureAgent({ connect: { ca: tls.cert } });
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ __typename }"}' };
  const response = await undiciFetch(`${secure.url}/graphql`, { ...init, dispatcher: agent });
  expect(await response.json()).toMatchObject({ data: { __typename: 'Query' } });
  await expect(fetch(`${secure.url.replace('https', 'http')}/graphql`, init)).rejects.toThrow();
  await agent.close();
  await secure.stop(0);
});

test('takes requests of pages whose origin is welcome', async () => {
  await startOverSilentGraph();
  const isWelcomeOrigin = (origin: string) => origin === 'https://app.example';
  const open = await startHttpServer(gateway.gateway.listener, {
    host: '127.0.0.1',
    port: 0,
    clock: systemClock,
    isWelcomeOrigin,
  });
  const ask = (origin: string) =>
    fetch(`${open.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: '{"query":"{ __typename }"}',
    });
  expect([(await ask('https://app.example')).status, (await ask('https://evil.example')).status]).toEqual([200, 403]);
  await open.stop(0);
});

test('a path that is no path is an answer, and not the end of the process', async () => {
  await startOverSilentGraph();
  for (const path of ['//', '/\\\\', '*', '/graphql%00', 'http://x y/']) {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    const answer = new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.once('close', () => resolve(text));
      socket.once('error', () => resolve(text));
    });
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
    expect(await answer, path).toMatch(/^HTTP\/1.1 4\d\d /);
  }
});
