import type { ApolloClient, TypedDocumentNode } from '@apollo/client';
import { CombinedGraphQLErrors, gql } from '@apollo/client';
import { afterEach, describe, expect, it } from 'vitest';
import type { CallRecordsClientOptions, RecentCallsQuery } from '../../client/src/index.ts';
import {
  CallAttendanceDocument,
  CallChangedDocument,
  CallQualityDocument,
  CallSessionsDocument,
  createCallRecordsClient,
  MeDocument,
  PoorCallTrendDocument,
  PstnCostsDocument,
  RecentCallsDocument,
} from '../../client/src/index.ts';
import manifest from '../../client/src/generated/persisted-documents.json' with { type: 'json' };
import { nextTurn } from '../../src/clock.ts';
import { readManifest } from '../../src/document-store.ts';
import { showcase } from '../../src/simulator/showcase.ts';
import { openGuardedGateway } from '../support/guarded.ts';
import { openLiveServer } from '../support/live-server.ts';
import type { SimulatedGateway } from '../support/simulator.ts';
import { openSimulatedGateway } from '../support/simulator.ts';
import { until } from '../support/until.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

async function open(options: Parameters<typeof openSimulatedGateway>[1] = {}): Promise<SimulatedGateway> {
  const simulated = await openSimulatedGateway({}, options);
  opened.push(simulated);
  return simulated;
}

const url = 'http://gateway.test/graphql';
const toClient = (
  { gateway }: Pick<SimulatedGateway, 'gateway'>,
  options: Partial<CallRecordsClientOptions> = {},
): ApolloClient =>
  createCallRecordsClient({ url, fetch: (address, init) => gateway.fetch(address as string, init), ...options });

/** Of somebody's own, without a hash. */
const oneCall: TypedDocumentNode<{ callRecord: { id: string; type: string } | null }, { id: string }> = gql`
  query OneCall($id: ID!) {
    callRecord(id: $id) {
      id
      type
      startDateTime
    }
  }
`;
const organizerOf = gql`
  query OrganizerOf($id: ID!) {
    callRecord(id: $id) {
      id
      organizer {
        id
        identity {
          user {
            id
            displayName
          }
        }
      }
    }
  }
`;

const idsOf = (data: RecentCallsQuery | undefined) => data?.callRecords?.nodes?.map(({ id }) => id) ?? [];

describe('operations of the package', () => {
  const month = { from: '2026-06-01T00:00:00Z', to: '2026-07-01T00:00:00Z' };
  it('run as they are', async () => {
    const client = toClient(await open());
    const answers = [
      await client.query({ query: RecentCallsDocument }),
      await client.query({ query: CallSessionsDocument, variables: { id: showcase.meeting } }),
      await client.query({ query: CallQualityDocument, variables: { id: showcase.poorCall } }),
      await client.query({ query: CallAttendanceDocument, variables: { id: showcase.meeting } }),
      await client.query({ query: PoorCallTrendDocument, variables: { maxRecords: 20 } }),
      await client.query({ query: PstnCostsDocument, variables: { ...month, groupBy: 'DAY' } }),
      await client.query({ query: MeDocument }),
    ];
    for (const { data, error } of answers) {
      expect(error).toBeUndefined();
      expect(Object.values(data as object)[0]).toBeTruthy();
    }
    expect(answers[2]?.data).toMatchObject({ callRecord: { quality: { verdict: 'POOR' } } });
  });

  it('are all in the manifest, which is all that a gateway may serve', async () => {
    const trusted = readManifest(JSON.stringify(manifest));
    const simulated = await open({ documents: { trusted, isExclusive: true, automaticCharacters: 0 } });
    const refused = await toClient(simulated).query({ query: MeDocument });
    expect(refused.error).toBeInstanceOf(CombinedGraphQLErrors);
    const sent: string[] = [];
    const client = toClient(simulated, {
      persisted: true,
      fetch(address, init) {
        sent.push(init?.body as string);
        return simulated.gateway.fetch(address as string, init);
      },
    });
    const { data, error } = await client.query({ query: MeDocument });
    expect([error, data?.viewer.roles]).toEqual([undefined, ['ADMIN']]);
    expect(sent).toHaveLength(1);
    expect(sent[0]).not.toContain('viewer');
  });

  it('of others are refused by name where hashes are asked for', async () => {
    const client = toClient(await open(), { persisted: true });

    const { error } = await client.query({ query: oneCall, variables: { id: showcase.meeting } });
    expect(error?.message).toContain('persistedDocuments');
  });
});

describe('what is asked for', () => {
  it('is what the person of the token may see, and what fails in part is there in part', async () => {
    const guarded = await openGuardedGateway();
    opened.push(guarded);
    const tokens = [await guarded.issuer.sign({ roles: ['CallRecords.Support'] })];
    const client = toClient(guarded, { getToken: () => tokens[0] });
    const { data, error } = await client.query({ query: MeDocument });
    expect([error, data?.viewer.roles]).toEqual([undefined, ['SUPPORT']]);
    tokens[0] = 'nonsense';
    await client.clearStore();
    const refused = await client.query({ query: MeDocument });
    expect(refused.error?.message).toBeTruthy();
  });

  it('may be null in part, with the error beside it', async () => {
    const simulated = await open();
    const client = toClient(simulated);
    await client.query({ query: RecentCallsDocument, variables: { first: 2 } });
    const { data, error } = await client.query({
      query: RecentCallsDocument,
      variables: { first: 2, after: 'nonsense' },
      fetchPolicy: 'no-cache',
    });
    expect(data).toEqual({ __typename: 'Query', callRecords: null });
    expect((error as CombinedGraphQLErrors).errors[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });
});

describe('subscriptions', () => {
  it('end with an error where the gateway refuses them', async () => {
    const guarded = await openGuardedGateway();
    opened.push(guarded);
    const errors: string[] = [];
    toClient(guarded, { getToken: () => 'nonsense' })
      .subscribe({ query: CallChangedDocument })
      .subscribe(({ error }) => errors.push(error?.message ?? 'none'));
    await until(() => errors.length === 1);
    expect(errors[0]).toContain('401');
  });

  it('outlive a token that could not be had for once, and a hash that the gateway has forgotten', async () => {
    const server = await openLiveServer();
    opened.push(server);
    let asked = 0;
    const getToken = () => ((asked += 1) === 1 ? Promise.reject(new Error('no network')) : 'any');
    const client = createCallRecordsClient({ url: `${server.url}/graphql`, getToken, persisted: true });
    const ids: string[] = [];
    const subscription = client
      .subscribe({ query: CallChangedDocument })
      .subscribe(({ data }) => ids.push(data?.callRecordChanged.callRecordId as string));
    await server.untilSubscribers(1);
    const { id } = server.simulator.control.endCall();
    await until(() => ids.length === 1);
    subscription.unsubscribe();
    expect([ids, asked]).toEqual([[id], 3]);
  });

  it('say no more of their connection when they have ended', async () => {
    const guarded = await openGuardedGateway();
    opened.push(guarded);
    const states: string[] = [];
    let error: unknown;
    toClient(guarded, { getToken: () => 'nonsense', onConnection: (state) => states.push(state) })
      .subscribe({ query: CallChangedDocument })
      .subscribe((result) => (error = result.error));
    await until(() => error !== undefined);
    await nextTurn();
    expect(states).toEqual(['connecting']);
    expect(error).toMatchObject({ statusCode: 401 });
  });
});

describe('the cache', () => {
  it('makes one list of the pages of a filter, and keeps filters apart', async () => {
    const simulated = await open();
    const client = toClient(simulated);
    const results: string[][] = [];
    const query = client.watchQuery({ query: RecentCallsDocument, variables: { first: 10 } });
    query.subscribe(({ data, dataState }) => {
      if (dataState === 'complete') results.push(idsOf(data));
    });
    await until(() => results.length === 1);
    for (const count of [20, 30]) {
      const after = query.getCurrentResult().data?.callRecords?.pageInfo?.endCursor;
      await query.fetchMore({ variables: { after: after ?? null } });
      await until(() => idsOf(query.getCurrentResult().data as RecentCallsQuery).length === count);
    }
    const all = idsOf(query.getCurrentResult().data as RecentCallsQuery);
    expect(new Set(all).size).toBe(30);
    const { data } = await toClient(simulated).query({ query: RecentCallsDocument, variables: { first: 30 } });
    expect(all).toEqual(idsOf(data));
    const meetings = await client.query({
      query: RecentCallsDocument,
      variables: { first: 3, filter: { type: 'GROUP_CALL' } },
    });
    expect(idsOf(meetings.data)).toHaveLength(3);
    expect(idsOf(query.getCurrentResult().data as RecentCallsQuery)).toEqual(all);
    // Read anew from its start, the list is what was read.
    await query.refetch();
    await until(() => idsOf(query.getCurrentResult().data as RecentCallsQuery).length === 10);
    expect(idsOf(query.getCurrentResult().data as RecentCallsQuery)).toEqual(all.slice(0, 10));
  });

  it('keeps what was read when the next page cannot be', async () => {
    const simulated = await open();
    const client = toClient(simulated);
    const query = client.watchQuery({ query: RecentCallsDocument, variables: { first: 10 } });
    query.subscribe(() => undefined);
    const idsNow = () => idsOf(query.getCurrentResult().data as RecentCallsQuery);
    await until(() => idsNow().length === 10);
    const { error } = await query.fetchMore({ variables: { after: 'nonsense' }, errorPolicy: 'all' });
    expect(error).toBeInstanceOf(CombinedGraphQLErrors);
    await nextTurn();
    expect(idsNow()).toHaveLength(10);
  });

  it('has a call that a list has read, without asking', async () => {
    const simulated = await open();
    const client = toClient(simulated);
    const { data } = await client.query({ query: RecentCallsDocument, variables: { first: 1 } });
    const [id] = idsOf(data);
    simulated.calls.length = 0;
    const known = await client.query({ query: oneCall, variables: { id: id as string } });
    expect(known.data?.callRecord?.id).toBe(id);
    expect(simulated.calls).toHaveLength(0);
  });

  it('shows a person in each call as they were there', async () => {
    const client = toClient(await open());
    const person = (id: string, displayName: string) => ({
      __typename: 'Query' as const,
      callRecord: {
        __typename: 'CallRecord' as const,
        id,
        organizer: {
          __typename: 'Organizer' as const,
          id: 'somebody',
          identity: {
            __typename: 'CommunicationsIdentitySet' as const,
            user: { __typename: 'UserIdentity' as const, id: 'somebody', displayName },
          },
        },
      },
    });
    for (const [id, name] of [
      ['one', 'As in the first'],
      ['two', 'As in the second'],
    ] as const) {
      client.writeQuery({ query: organizerOf, variables: { id }, data: person(id, name) as never });
    }
    const first = client.readQuery({ query: organizerOf, variables: { id: 'one' } });
    expect(first).toMatchObject({ callRecord: person('one', 'As in the first').callRecord });
  });
});
