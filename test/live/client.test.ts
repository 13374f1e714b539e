import { readFileSync } from 'node:fs';
import { gql } from '@apollo/client';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createApolloClient } from '../../examples/live/apollo-client.ts';
import { createLiveClient } from '../../examples/live/graphql-ws.ts';
import { AccessError } from '../../src/access/access-error.ts';
import { anyone } from '../../src/access/viewer.ts';
import { systemClock } from '../../src/clock.ts';
import type { HttpServer } from '../../src/server.ts';
import { startHttpServer } from '../../src/server.ts';
import type { ChangingGraph } from '../support/changing-graph.ts';
import { RECORD_IDS, startChangingGraph } from '../support/changing-graph.ts';
import type { TestGateway } from '../support/gateway.ts';
import { openGateway } from '../support/gateway.ts';
import { notificationsOf, openLive } from '../support/live.ts';
import { until } from '../support/until.ts';

const [A, B] = RECORD_IDS as [string, string];
const QUERY = 'subscription { callRecordChanged { kind version callRecord { id type } } }';
const TOLD = { callRecordChanged: { kind: 'CREATED', version: 1, callRecord: { id: A, type: 'PEER_TO_PEER' } } };

let graph: ChangingGraph;
let gateway: TestGateway;
let server: HttpServer;
let socketUrl: string;

beforeEach(async () => {
  graph = await startChangingGraph();
  gateway = openGateway({
    baseUrl: graph.baseUrl,
    toLive: (client) => openLive(client, systemClock),
    requestBytes: 10_000,
    authenticate: (authorization) =>
      authorization === 'Bearer good'
        ? Promise.resolve(anyone)
        : Promise.reject(new AccessError('UNAUTHENTICATED', 'No good token.')),
  });
  server = await startHttpServer(gateway.gateway.listener, {
    host: '127.0.0.1',
    port: 0,
    clock: systemClock,
    onUpgrade: (request, socket, head) => gateway.gateway.handleUpgrade(request, socket, head),
  });
  socketUrl = `${server.url.replace('http', 'ws')}/graphql`;
});
afterEach(async () => {
  await gateway.gateway.stopSubscriptions();
  await server.stop(500);
  await gateway.close();
  await graph.close();
});

/** Changes a record once somebody follows. */
async function change(id = A): Promise<void> {
  await until(async () => /^live_subscribers [1-9]/m.test(await metricsText()));
  graph.records.set(id, { version: 1 });
  await fetch(`${server.url}/notifications/call-records`, { method: 'POST', body: notificationsOf([id]) });
}

async function metricsText(): Promise<string> {
  return (await fetch(`${server.url}/metrics`, { headers: { authorization: 'Bearer good' } })).text();
}

describe('Apollo Client over server-sent events', () => {
  it('receives events, and queries over HTTP', async () => {
    const client = createApolloClient(`${server.url}/graphql`, { authorization: 'Bearer good' });
    const told: unknown[] = [];
    const subscription = client.subscribe({ query: gql(QUERY) }).subscribe(({ data }) => told.push(data));
    await change();
    await until(() => told.length === 1);
    expect(told[0]).toMatchObject(TOLD);
    const { data } = await client.query({
      query: gql('query Q($id: ID!) { callRecord(id: $id) { id } }'),
      variables: { id: A },
    });
    expect(data).toMatchObject({ callRecord: { id: A } });
    subscription.unsubscribe();
    await until(async () => /^live_subscribers 0/m.test(await metricsText()));
  });

  it('is the code that the documentation shows', () => {
    const page = readFileSync(new URL('../../docs/live.md', import.meta.url), 'utf8');
    for (const file of ['apollo-client.ts', 'graphql-ws.ts']) {
      const code = readFileSync(new URL(`../../examples/live/${file}`, import.meta.url), 'utf8');
      expect(page).toContain('```ts\n' + code + '```');
    }
  });
});

describe('server-sent events', () => {
  it('have a comment when nothing happens, and a `complete` at the end of the gateway', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: 'Bearer good' },
      body: JSON.stringify({ query: QUERY }),
    });
    let text = '';
    void (async () => {
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
        text += Buffer.from(chunk).toString();
    })();
    await until(() => (text.match(/^:$/gm)?.length ?? 0) >= 3);
    await gateway.gateway.stopSubscriptions();
    await until(() => text.includes('event: complete'));
  });

  it('serve any client of graphql-sse', async () => {
    const client = createSseClient({ url: `${server.url}/graphql`, headers: { authorization: 'Bearer good' } });
    const events = client.iterate({ query: QUERY });
    const first = events.next();
    await change();
    expect(((await first).value as { data: unknown }).data).toEqual(TOLD);
    await events.return?.();
    client.dispose();
  });
});

describe('graphql-ws', () => {
  it('receives events', async () => {
    const client = createLiveClient(socketUrl, 'good', WebSocket);
    const events = client.iterate({ query: QUERY });
    const first = events.next();
    await change();
    expect((await first).value).toMatchObject({ data: TOLD });
    const second = events.next();
    await change(B);
    expect((await second).value).toMatchObject({ data: { callRecordChanged: { callRecord: { id: B } } } });
    await events.return?.();
    await until(async () => /^live_subscribers 0/m.test(await metricsText()));
    await client.dispose();
  });

  it('is told that its streams are complete when the gateway stops', async () => {
    const client = createClient({
      url: socketUrl,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: 'Bearer good' },
    });
    let isComplete = false;
    client.subscribe(
      { query: QUERY },
      { next: () => undefined, error: () => undefined, complete: () => (isComplete = true) },
    );
    await until(async () => /^live_subscribers 1/m.test(await metricsText()));
    await gateway.gateway.stopSubscriptions();
    await until(() => isComplete);
  });

  it.each([
    ['{ viewer { kind } }', 'BAD_REQUEST'],
    ['subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['subscription { callRecordChanged(after: "x") { kind } }', 'BAD_USER_INPUT'],
  ])('answers %s with an error', async (query, code) => {
    const client = createLiveClient(socketUrl, 'good', WebSocket);
    const errors = await new Promise((resolve) =>
      client.subscribe(
        { query },
        { next: ({ errors: told }) => resolve(told), error: resolve, complete: () => undefined },
      ),
    );
    expect(errors).toMatchObject([{ extensions: { code } }]);
    await client.dispose();
  });

  it('lets in nobody without a good token', async () => {
    const client = createClient({ url: socketUrl, webSocketImpl: WebSocket, retryAttempts: 0 });
    const reason = await new Promise((resolve) =>
      client.subscribe({ query: QUERY }, { next: resolve, error: resolve, complete: () => undefined }),
    );
    expect(reason).toMatchObject({ code: 4403 });
  });

  it('ends a connection that sends junk or too much, and no other', async () => {
    const good = createLiveClient(socketUrl, 'good', WebSocket);
    const events = good.iterate({ query: QUERY });
    const first = events.next();
    for (const message of ['{', 'null', '7', '{"type":"subscribe"}', 'x'.repeat(20_000)]) {
      const socket = new WebSocket(socketUrl, 'graphql-transport-ws');
      const closed = new Promise((resolve) => socket.once('close', resolve));
      await new Promise((resolve) => socket.once('open', resolve));
      socket.send(message);
      expect(await closed).toBeGreaterThanOrEqual(1000);
    }
    await change();
    expect((await first).value).toMatchObject({ data: TOLD });
    await good.dispose();
  });

  it('is at no other path, and speaks no other protocol', async () => {
    const ends = ['/', '/notifications/call-records'].map(
      (path) =>
        new Promise((resolve) => {
          const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, 'graphql-transport-ws');
          socket.once('unexpected-response', (_request, { statusCode }) => resolve(statusCode));
          socket.once('error', () => undefined);
        }),
    );
    expect(await Promise.all(ends)).toEqual([404, 404]);
  });
});
