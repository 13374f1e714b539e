import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { Defer20220824Handler } from '@apollo/client/incremental';
import { SetContextLink } from '@apollo/client/link/context';
import { OperationTypeNode } from 'graphql';
import possibleTypes from './generated/possible-types.ts';
import type { LiveLinkOptions } from './live-link.ts';
import { createLiveLink, toAuthorization } from './live-link.ts';
import { createPersistedLink } from './persisted-link.ts';
import { typePolicies } from './type-policies.ts';

/* Apollo Client wants to be told of default options in this way. */
/* eslint-disable @typescript-eslint/no-namespace */
declare module '@apollo/client' {
  export namespace ApolloClient {
    export namespace DeclareDefaultOptions {
      interface Query {
        errorPolicy: 'all';
      }
      interface WatchQuery {
        errorPolicy: 'all';
      }
    }
  }
}
/* eslint-enable @typescript-eslint/no-namespace */

export interface CallRecordsClientOptions extends LiveLinkOptions {
  /** Whether documents are asked for by the hash that codegen gave them; by their text unless told. */
  readonly persisted?: boolean | undefined;
}

/** The cache that call records want; see `typePolicies`. */
export const createCallRecordsCache = (): InMemoryCache =>
  new InMemoryCache({ possibleTypes: possibleTypes.possibleTypes, typePolicies });

/**
 * An Apollo Client for the gateway: its cache, queries and `@defer` over HTTP, subscriptions over server-sent events. What fails
 * in part is shown in part with `errorPolicy: 'all'`, the default here.
 */
export function createCallRecordsClient({ persisted = false, ...options }: CallRecordsClientOptions): ApolloClient {
  const { url, getToken, fetch } = options;
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
    defaultOptions: { query: { errorPolicy: 'all' }, watchQuery: { errorPolicy: 'all' } },
  });
}
