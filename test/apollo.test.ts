import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { isInterfaceType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schema } from '../src/schema/index.ts';
import { showcase } from '../src/simulator/showcase.ts';
import { CallQueueDocument, TownHallDocument } from './generated/graphql.ts';
import type { SimulatedGateway } from './support/simulator.ts';
import { openSimulatedGateway } from './support/simulator.ts';
import { GRAPHQL_URL } from './support/gateway.ts';

const possibleTypes = Object.fromEntries(
  Object.values(schema.getTypeMap())
    .filter(isInterfaceType)
    .map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
);

let gateway: SimulatedGateway;
let cache: InMemoryCache;
let client: ApolloClient;

beforeAll(async () => {
  gateway = await openSimulatedGateway();
  cache = new InMemoryCache({ possibleTypes });
  client = new ApolloClient({
    cache,
    link: new HttpLink({ uri: GRAPHQL_URL, fetch: (url, init) => gateway.gateway.fetch(url as string, init) }),
  });
});

afterAll(() => gateway.close());

test('a session id that Graph repeats stays two objects in a normalised cache', async () => {
  const { data } = await client.query({ query: CallQueueDocument, variables: { id: showcase.callQueue } });
  const sessions = data?.callRecord?.sessions ?? [];
  const repeated = sessions.filter(({ id }) => id.endsWith('~2'));
  expect(repeated.length).toBeGreaterThan(0);
  const entries = Object.keys(cache.extract());
  expect(entries.filter((key) => key.startsWith('Session:'))).toHaveLength(sessions.length);
  const segments = sessions.flatMap(({ segments }) => segments ?? []);
  expect(entries.filter((key) => key.startsWith('Segment:'))).toHaveLength(segments.length);
  const [second] = repeated;
  const first = sessions.find(({ id }) => id === second?.id.replace('~2', ''));
  const roleOf = (session: typeof second) => session?.callee?.userAgent;
  expect(first).toBeDefined();
  expect(roleOf(first)).not.toEqual(roleOf(second));
  expect(client.readQuery({ query: CallQueueDocument, variables: { id: showcase.callQueue } })).toEqual(data);
});

test('the town hall: all its sessions and participants, in the requests that its pages need', async () => {
  gateway.calls.length = 0;
  const { data } = await client.query({ query: TownHallDocument, variables: { id: showcase.townHall } });
  const { sessions, participants } = data?.callRecord ?? {};
  expect(sessions).toHaveLength(300);
  expect(participants?.length).toBeGreaterThan(130);
  expect(new Set(sessions?.map(({ id }) => id)).size).toBe(300);
  expect(new Set(participants?.map(({ id }) => id)).size).toBe(participants?.length);
  expect(sessions?.every(({ segments }) => segments?.length)).toBe(true);
  // Record and participants in a batch of two; then four more pages of sessions, one of participants.
  const requests = gateway.calls.reduce((sum, { items }) => sum + Math.max(items.length, 1), 0);
  expect(requests).toBe(2 + 4 + 1);
});
