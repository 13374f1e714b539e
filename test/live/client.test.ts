import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { CallChangedDocument, createCallRecordsClient } from '../../client/src/index.ts';
import manifest from '../../client/src/generated/persisted-documents.json' with { type: 'json' };
import { readManifest } from '../../src/document-store.ts';
import { followCalls } from '../snippets/live-socket.ts';
import type { LiveServer, Wire } from '../support/live-server.ts';
import { openLiveServer, openWire } from '../support/live-server.ts';
import { pause, until } from '../support/until.ts';

/** The clients that docs/live.md names, and shows where they are not of the client package. */

const docs = readFileSync(new URL('../../docs/live.md', import.meta.url), 'utf8');
const getToken = () => Promise.resolve('any');

let server: LiveServer;
let replica: Awaited<ReturnType<LiveServer['openReplica']>>;
let wire: Wire;

beforeEach(async () => {
  server = await openLiveServer({
    documents: { trusted: readManifest(JSON.stringify(manifest)), isExclusive: false, automaticCharacters: 0 },
  });
  replica = await server.openReplica();
  wire = await openWire(Number(new URL(server.url).port));
});
afterEach(async () => {
  await wire.close();
  await replica.close();
  await server.close();
});

const endCall = () => server.simulator.control.endCall().id;

it('live-socket.ts is in the docs', () => {
  expect(docs).toContain(readFileSync(new URL('../snippets/live-socket.ts', import.meta.url), 'utf8'));
});

/** What must hold for either: nothing is lost or repeated, whatever ends a connection. */
async function expectAllTold(ids: readonly string[]): Promise<void> {
  const expected: string[] = [];
  const endAndHear = async () => {
    expected.push(endCall());
    await until(() => ids.length === expected.length, 15_000);
  };
  await server.untilSubscribers(1);
  await endAndHear();
  wire.cut();
  await server.untilSubscribers(0);
  expected.push(endCall());
  await endAndHear();
  wire.lead(Number(new URL(replica.url).port));
  await server.gateway.stopSubscriptions().catch(() => undefined);
  await pause(200);
  // What ends: the connections that clients keep.
  wire.cut();
  expect(ids).toEqual(expected);
}

describe('Apollo Client over server-sent events', () => {
  it.each([
    ['text', false],
    ['hash', true],
  ])(
    'is told of every call, also of those that end while it is away: a document by its %s',
    { timeout: 40_000 },
    async (_, persisted) => {
      const client = createCallRecordsClient({ url: `http://127.0.0.1:${wire.port}/graphql`, persisted });
      const ids: string[] = [];
      const subscription = client
        .subscribe({ query: CallChangedDocument })
        .subscribe(({ data }) => ids.push(data?.callRecordChanged.callRecordId as string));
      await expectAllTold(ids);
      // The gateway has said `complete`: another is asked for what comes after the last cursor.
      await replica.untilSubscribers(1);
      const next = endCall();
      await until(() => ids.at(-1) === next);
      subscription.unsubscribe();
      await replica.untilSubscribers(0);
    },
  );
});

describe('graphql-ws', () => {
  it('is told of every call, also of those that end while it is away', { timeout: 40_000 }, async () => {
    const ids: string[] = [];
    const calls = followCalls(`ws://127.0.0.1:${wire.port}/graphql`, getToken, WebSocket);
    void (async () => {
      for await (const { callRecord } of calls) ids.push(callRecord?.id as string);
    })().catch(() => undefined);
    await expectAllTold(ids);
  });
});
