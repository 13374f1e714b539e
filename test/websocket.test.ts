import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Client } from 'graphql-ws';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { AccessError } from '../src/access/access-error.ts';
import type { Viewer } from '../src/access/viewer.ts';
import { anyone } from '../src/access/viewer.ts';
import type { SharedDocuments } from '../src/document-store.ts';
import type { TestGatewayOptions } from './support/gateway.ts';
import type { LiveServer } from './support/live-server.ts';
import { openLiveServer } from './support/live-server.ts';
import { createManualClock } from './support/manual-clock.ts';
import { pause, until } from './support/until.ts';

const SUBSCRIPTION = 'subscription { callRecordChanged { callRecordId } }';

let server: LiveServer | undefined;
let client: Client | undefined;
const sockets: WebSocket[] = [];
const written = vi.spyOn(console, 'error');

beforeEach(() => void written.mockClear());
afterEach(async () => {
  await client?.dispose();
  for (const socket of sockets.splice(0)) socket.terminate();
  await server?.close();
  client = server = undefined;
});

async function open(options: Partial<TestGatewayOptions> = {}): Promise<LiveServer> {
  return (server = await openLiveServer(options));
}

interface Told {
  readonly results: unknown[];
  readonly closes: { readonly code: number; readonly reason: string }[];
  end: 'complete' | 'error' | undefined;
  error: unknown;
}

/** Subscribes over graphql-ws. */
function subscribe(
  { webSocketUrl }: LiveServer,
  query = SUBSCRIPTION,
  connectionParams?: Record<string, unknown>,
): Told {
  const told: Told = { results: [], closes: [], end: undefined, error: undefined };
  client ??= createClient({
    url: webSocketUrl,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...(connectionParams && { connectionParams }),
    on: { closed: (event) => told.closes.push(event as CloseEvent) },
  });
  client.subscribe(
    { query },
    {
      next: (result) => told.results.push(result),
      error(error) {
        told.end = 'error';
        told.error = error;
      },
      complete: () => (told.end = 'complete'),
    },
  );
  return told;
}

/** A connection without a client, and how it ends. */
async function openSocket({ webSocketUrl }: LiveServer, init = true) {
  const socket = new WebSocket(webSocketUrl, 'graphql-transport-ws');
  sockets.push(socket);
  const ended: { code?: number } = {};
  const messages: { type: string; id?: string; payload?: unknown }[] = [];
  socket.on('close', (code) => (ended.code = code));
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString())));
  await once(socket, 'open');
  const send = (message: object) => socket.send(JSON.stringify(message));
  if (init) {
    send({ type: 'connection_init' });
    await until(() => messages.some(({ type }) => type === 'connection_ack'));
  }
  return { socket, ended, messages, send };
}

async function expectServed(live: LiveServer): Promise<void> {
  const { data } = await live.query('{ callRecords(first: 1) { nodes { id } } }');
  expect(data.callRecords.nodes).toHaveLength(1);
}

describe('a subscription over a WebSocket', () => {
  it('is told of calls, and complete when the gateway stops', async () => {
    const live = await open();
    const told = subscribe(live);
    await live.untilSubscribers(1);
    const { id } = live.simulator.control.endCall();
    await until(() => told.results.length === 1);
    expect(told.results).toMatchObject([{ data: { callRecordChanged: { callRecordId: id } } }]);
    await live.gateway.stopSubscriptions();
    await until(() => told.end);
    expect(told.end).toBe('complete');
  });

  it('ends with the token, which opens no other', async () => {
    const clock = createManualClock(Date.now());
    const viewer: Viewer = { ...anyone, kind: 'user', id: 'me', tenantId: 'here', expiresMs: clock.now() + 5_000 };
    const live = await open({ clock, authenticate: () => Promise.resolve(viewer) });
    const { messages, ended, send } = await openSocket(live);
    send({ id: '1', type: 'subscribe', payload: { query: SUBSCRIPTION } });
    await live.untilSubscribers(1);
    await clock.advance(5_000);
    await until(() => messages.length === 3);
    expect(messages.slice(1)).toMatchObject([
      { id: '1', type: 'next', payload: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } },
      { id: '1', type: 'complete' },
    ]);
    send({ id: '2', type: 'subscribe', payload: { query: SUBSCRIPTION } });
    await until(() => ended.code);
    expect(ended.code).toBe(4403);
  });

  it('gives its place back when it is completed, with its id for another', async () => {
    const live = await open();
    const { send, messages } = await openSocket(live);
    for (let turn = 0; turn < 3; turn += 1) {
      send({ id: '1', type: 'subscribe', payload: { query: SUBSCRIPTION } });
      await live.untilSubscribers(1);
      send({ id: '1', type: 'complete' });
      await live.untilSubscribers(0);
    }
    expect(messages.map(({ type }) => type)).toEqual(['connection_ack']);
  });

  it('gives its place back when the connection breaks off', async () => {
    const live = await open();
    const { send, socket } = await openSocket(live);
    send({ id: '1', type: 'subscribe', payload: { query: SUBSCRIPTION } });
    await live.untilSubscribers(1);
    socket.terminate();
    await live.untilSubscribers(0);
  });
});

describe('a document by its id', () => {
  const hash = createHash('sha256').update(SUBSCRIPTION).digest('hex');
  const byHash = { query: '', extensions: { persistedQuery: { version: 1, sha256Hash: hash } } };
  const others: LiveServer[] = [];
  afterEach(async () => {
    for (const other of others.splice(0)) await other.close();
  });

  /** Two replicas, and what one has kept for both. */
  async function openReplicas() {
    const kept = new Map<string, string>();
    const shared: SharedDocuments = {
      find: async (id) => {
        await pause(5);
        return kept.get(id);
      },
      keep: (id, text) => void kept.set(id, text),
    };
    const documents = { trusted: new Map<string, string>(), isExclusive: false, automaticCharacters: 10_000, shared };
    const first = await openLiveServer({ documents });
    const second = await openLiveServer({ documents });
    others.push(first, second);
    return { first, second, kept };
  }

  it.each([
    ['of a persisted query', byHash],
    ['of the document', { query: '', documentId: `sha256:${hash}` }],
  ])('%s is known to a replica that another was given it', async (_what, payload) => {
    const { first, second, kept } = await openReplicas();
    const giving = await openSocket(first);
    giving.send({ id: '1', type: 'subscribe', payload: { ...byHash, query: SUBSCRIPTION } });
    await first.untilSubscribers(1);
    expect([...kept]).toEqual([[hash, SUBSCRIPTION]]);
    const { send, messages } = await openSocket(second);
    send({ id: '1', type: 'subscribe', payload });
    await second.untilSubscribers(1);
    const { id } = second.simulator.control.endCall();
    await until(() => messages.length === 2);
    expect(messages[1]).toMatchObject({ type: 'next', payload: { data: { callRecordChanged: { callRecordId: id } } } });
  });

  it('that nobody was given is asked for, and the connection stays', async () => {
    const { first } = await openReplicas();
    const { send, messages } = await openSocket(first);
    send({ id: '1', type: 'subscribe', payload: byHash });
    await until(() => messages.length === 2);
    const code = 'PERSISTED_QUERY_NOT_FOUND';
    expect(messages[1]).toMatchObject({ id: '1', type: 'error', payload: [{ extensions: { code } }] });
    send({ id: '1', type: 'subscribe', payload: { ...byHash, query: SUBSCRIPTION } });
    await first.untilSubscribers(1);
  });

  it('is needed where there is no text', async () => {
    const { send, messages } = await openSocket(await open());
    send({ id: '1', type: 'subscribe', payload: { query: '' } });
    await until(() => messages.length === 2);
    expect(messages[1]).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });
});

describe('what is refused', () => {
  it.each([
    ['a query', '{ callRecords { nodes { id } } }', 'BAD_REQUEST'],
    ['a field that is not there', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['what is no GraphQL', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
  ])('%s, and the connection stays', async (_what, query, code) => {
    const live = await open();
    const { send, messages, ended } = await openSocket(live);
    send({ id: '1', type: 'subscribe', payload: { query } });
    await until(() => messages.length === 2);
    expect(messages[1]).toMatchObject({ id: '1', type: 'error', payload: [{ extensions: { code } }] });
    send({ id: '2', type: 'subscribe', payload: { query: SUBSCRIPTION } });
    await live.untilSubscribers(1);
    expect(ended.code).toBeUndefined();
  });

  it('a bad token, by closing with 4403; a good one is taken from the parameters of the connection', async () => {
    const authenticate = (header: string | null | undefined) =>
      header === 'Bearer good'
        ? Promise.resolve(anyone)
        : Promise.reject(new AccessError('UNAUTHENTICATED', 'The token is bad.', 'invalid_token'));
    const live = await open({ authenticate });
    const refused = subscribe(live, SUBSCRIPTION, { authorization: 'Bearer bad' });
    await until(() => refused.end);
    expect(refused.error).toMatchObject({ code: 4403 });
    client = undefined;
    subscribe(live, SUBSCRIPTION, { authorization: 'Bearer good' });
    await live.untilSubscribers(1);
  });

  it('another path, and another protocol', async () => {
    const live = await open();
    const other = new WebSocket(live.webSocketUrl.replace('graphql', 'other'), 'graphql-transport-ws');
    const [error] = (await once(other, 'error')) as [Error];
    expect(error.message).toContain('404');
    const plain = new WebSocket(live.webSocketUrl);
    const [code] = (await once(plain, 'close')) as [number];
    expect(code).toBe(4406);
  });
});

describe('a connection', () => {
  it('that sends too large a message is ended, and no other', async () => {
    const live = await open({ requestBytes: 10_000 });
    const other = await openSocket(live);
    const { send, ended } = await openSocket(live);
    send({ id: '1', type: 'subscribe', payload: { query: `# ${'x'.repeat(20_000)}\n${SUBSCRIPTION}` } });
    await until(() => ended.code);
    expect(ended.code).toBe(1009);
    other.send({ id: '1', type: 'subscribe', payload: { query: SUBSCRIPTION } });
    await live.untilSubscribers(1);
  });

  it('on which nothing is subscribed to is closed after five minutes', async () => {
    const clock = createManualClock(Date.now());
    const live = await open({ clock });
    const busy = await openSocket(live);
    busy.send({ id: '1', type: 'subscribe', payload: { query: SUBSCRIPTION } });
    const idle = await openSocket(live);
    await live.untilSubscribers(1);
    const wait = async (seconds: number) => {
      for (let waited = 0; waited < seconds; waited += 4) {
        await clock.advance(4_000);
        await pause(4);
      }
    };
    await wait(288);
    expect(idle.ended.code).toBeUndefined();
    await wait(20);
    await until(() => idle.ended.code);
    expect([idle.ended.code, busy.ended.code]).toEqual([1001, undefined]);
    busy.send({ id: '1', type: 'complete' });
    await live.untilSubscribers(0);
    await wait(308);
    await until(() => busy.ended.code);
    expect(busy.ended.code).toBe(1001);
  });

  it('that answers no ping is cut', async () => {
    const clock = createManualClock(Date.now());
    const live = await open({ clock });
    const { socket, ended } = await openSocket(live);
    socket.pause();
    await clock.advance(12_000);
    await clock.advance(12_000);
    await pause(20);
    socket.resume();
    await until(() => ended.code);
    expect(ended.code).toBe(1006);
  });

  it('that does not say goodbye does not hold up the end of the gateway', async () => {
    const live = await open();
    const { socket } = await openSocket(live);
    socket.pause();
    const startedMs = Date.now();
    await live.gateway.stopSubscriptions();
    expect(Date.now() - startedMs).toBeLessThan(4_000);
  });

  it.each<[string, (socket: WebSocket) => void]>([
    ['text that is no JSON', (socket) => socket.send('nonsense')],
    ['a message of no type', (socket) => socket.send('{"type":"nothing"}')],
    ['a message that only servers send', (socket) => socket.send('{"type":"next","id":"1","payload":{}}')],
    ['bytes', (socket) => socket.send(Buffer.from([0, 255, 1, 254]))],
    ['a second init', (socket) => socket.send('{"type":"connection_init"}')],
    ['a query that is no text', (socket) => socket.send('{"type":"subscribe","id":"1","payload":{"query":1}}')],
    ['an id that is none', (socket) => socket.send(`{"type":"subscribe","id":1,"payload":{"query":"{a}"}}`)],
  ])('that sends %s ends, and nothing is written to stderr', async (_what, sendJunk) => {
    const live = await open();
    const { socket, ended } = await openSocket(live);
    sendJunk(socket);
    await until(() => ended.code);
    expect(ended.code).toBeGreaterThanOrEqual(4_000);
    expect(written).not.toHaveBeenCalled();
    await expectServed(live);
  });

  it('that sends frames that are none ends, and nothing is written to stderr', async () => {
    const live = await open();
    const { port } = new URL(live.url);
    for (const frame of [
      Buffer.from('not a frame at all'),
      Buffer.from([0xff, 0xff, 0xff, 0xff]),
      Buffer.from([0x81, 0x05, 0x68, 0x65, 0x6c, 0x6c, 0x6f]),
      Buffer.from([0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]),
      Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28]),
    ]) {
      const socket = connect(Number(port), '127.0.0.1');
      socket.on('error', () => undefined);
      socket.resume();
      socket.write(
        [
          'GET /graphql HTTP/1.1',
          `Host: 127.0.0.1:${port}`,
          'Connection: Upgrade',
          'Upgrade: websocket',
          'Sec-WebSocket-Version: 13',
          'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
          'Sec-WebSocket-Protocol: graphql-transport-ws',
          '\r\n',
        ].join('\r\n'),
      );
      await once(socket, 'data');
      socket.end(frame);
      await once(socket, 'close');
    }
    await expectServed(live);
    expect(written).not.toHaveBeenCalled();
  });
});

it('an idle stream of server-sent events has comments as heartbeats', async () => {
  const live = await open();
  const leaving = new AbortController();
  const response = await fetch(`${live.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: SUBSCRIPTION }),
    signal: leaving.signal,
  });
  let text = '';
  // Every 12 seconds; Yoga makes it 300 ms where NODE_ENV is `test`.
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    if (text.length >= 9) break;
  }
  expect(text).toMatch(/^(:\n\n){3}/);
  leaving.abort();
});
