import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { Defer20220824Handler } from '@apollo/client/incremental';
import { SetContextLink } from '@apollo/client/link/context';
import { OperationTypeNode } from 'graphql';
import type { CallRecordsClientOptions } from './client-options.ts';
import { toAuthorization } from './authorization.ts';
import { createLiveLink } from './live-link.ts';
import { createPersistedLink } from './persisted-link.ts';
import { possibleTypes } from './possible-types.ts';
import { typePolicies } from './type-policies.ts';

/** The cache that call records want; see `typePolicies`. */
export const createCallRecordsCache = (): InMemoryCache => new InMemoryCache({ possibleTypes, typePolicies });

/**
 * An Apollo Client for the gateway: its cache, queries and `@defer` over HTTP, subscriptions over server-sent events. What fails
 * in part is shown in part with `errorPolicy: 'all'`, the default here.
 */
export function createCallRecordsClient(options: CallRecordsClientOptions): ApolloClient {
  const { url, getToken, fetch, persisted = false } = options;
  const withToken = new SetContextLink(async ({ headers }) => ({
    headers: { ...(headers as object), ...toAuthorization(await getToken?.()) },
  }));
  const overHttp = new HttpLink({ uri: url, ...(fetch && { fetch }) });
  return new ApolloClient({
    cache: createCallRecordsCache(),
    incrementalHandler: new Defer20220824Handler(),
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      createLiveLink(options),
      ApolloLink.from([withToken, ...(persisted ? [createPersistedLink()] : []), overHttp]),
    ),
    // Declared to Apollo's types, as it asks for, it would bind every other client of the app.
    defaultOptions: { query: { errorPolicy: 'all' }, watchQuery: { errorPolicy: 'all' } } as never,
  });
}
