import { ApolloLink, CombinedGraphQLErrors } from '@apollo/client';
import type { DocumentNode } from 'graphql';
import { print } from 'graphql';
import type { Client, RequestParams } from 'graphql-sse';
import { createClient } from 'graphql-sse';
import { Observable, repeat } from 'rxjs';
import { toAuthorization } from './authorization.ts';
import type { CallRecordsClientOptions } from './client-options.ts';
import { toDocumentHash } from './document-hash.ts';

const RECONNECT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** Of a token that has ended, and of a gateway that stops: the next connection has another. */
const PASSING = new Set<unknown>(['UNAUTHENTICATED', 'OVERLOADED']);

/**
 * Subscriptions over server-sent events, which go on behind the last cursor whenever a connection ends: the subscription has
 * to declare `$after` and select `cursor`. A refusal is an error and ends it; so is `RESULT_TRUNCATED`, where the gateway no
 * longer knows the cursor. While the gateway cannot be reached, it is tried again and again.
 */
export function createLiveLink(options: CallRecordsClientOptions): ApolloLink {
  return new ApolloLink(({ query, variables }) => {
    const client = createConnection(options);
    // Read anew for each connection.
    const request = {
      ...toDocument(query, options),
      variables: { ...variables } as Record<string, unknown>,
    };
    const results = new Observable<ApolloLink.Result>((observer) =>
      client.subscribe(request as RequestParams, {
        next(given) {
          const result = given as ApolloLink.Result<{ callRecordChanged: { cursor: string } }>;
          if (PASSING.has(result.errors?.[0]?.extensions?.['code'])) return;
          if (!result.data) return observer.error(new CombinedGraphQLErrors(result));
          observer.next(result);
          request.variables['after'] = result.data.callRecordChanged.cursor;
        },
        error: (error) => observer.error(error),
        complete: () => {
          options.onConnection?.('waiting');
          observer.complete();
        },
      }),
    );
    // Complete is what a gateway says that stops, and what follows the end of a token.
    return results.pipe(repeat({ delay: RECONNECT_MS }));
  });
}

function createConnection({ url, getToken, onConnection, fetch: send = fetch }: CallRecordsClientOptions): Client {
  let status = 0;
  return createClient({
    url,
    headers: async () => toAuthorization(await getToken?.()),
    on: {
      connecting: (isAgain) => onConnection?.(isAgain ? 'waiting' : 'connecting'),
      connected: () => onConnection?.('connected'),
    },
    async fetchFn(...request: Parameters<typeof fetch>) {
      status = 0;
      const response = await send(...request);
      ({ status } = response);
      return response;
    },
    retryAttempts: Infinity,
    async retry(attempt) {
      if (isRefusal(status)) throw new Error(`The gateway refuses the subscription: HTTP status ${status}.`);
      await wait(Math.min(RECONNECT_MS * 2 ** attempt, LONGEST_WAIT_MS) * (0.5 + Math.random() / 2));
    },
  });
}

const toDocument = (query: DocumentNode, { persisted = false }: CallRecordsClientOptions) =>
  persisted
    ? { extensions: { persistedQuery: { version: 1, sha256Hash: toDocumentHash(query) } } }
    : { query: print(query) };

/** Whether asking again gets the same answer. */
const isRefusal = (status: number) => status >= 400 && status < 500 && status !== 408 && status !== 429;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
