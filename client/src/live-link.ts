import { ApolloLink, CombinedGraphQLErrors } from '@apollo/client';
import { print } from 'graphql';
import { createClient } from 'graphql-sse';
import { Observable, repeat } from 'rxjs';

/** How a subscription is connected: `waiting` until it is tried again. */
export type ConnectionState = 'connecting' | 'connected' | 'waiting';

export interface LiveLinkOptions {
  /** The gateway's address, such as `https://gateway.example.com/graphql`. */
  readonly url: string;
  /** What goes along as a bearer token; asked for anew with each connection. Without one nothing does. */
  readonly getToken?: (() => Promise<string | undefined> | string | undefined) | undefined;
  /** Told whenever a subscription's connection begins, stands or ends. */
  readonly onConnection?: ((state: ConnectionState) => void) | undefined;
  readonly fetch?: typeof fetch | undefined;
}

const RECONNECT_MS = 1_000;

/**
 * Subscriptions over server-sent events, which go on behind the last cursor whenever a connection ends: the subscription has
 * to declare `$after` and select `cursor`. A refusal is an error and ends it; so is `RESULT_TRUNCATED`, where the gateway no
 * longer knows the cursor.
 */
export function createLiveLink({ url, getToken, onConnection, fetch }: LiveLinkOptions): ApolloLink {
  const client = createClient({
    url,
    headers: async () => toAuthorization(await getToken?.()),
    on: {
      connecting: (isAgain) => onConnection?.(isAgain ? 'waiting' : 'connecting'),
      connected: () => onConnection?.('connected'),
    },
    ...(fetch && { fetchFn: fetch }),
  });
  return new ApolloLink(({ query, variables }) => {
    // Read anew for each connection.
    const request = { query: print(query), variables: { ...variables } as Record<string, unknown> };
    const results = new Observable<ApolloLink.Result>((observer) =>
      client.subscribe(request, {
        next(given) {
          const result = given as ApolloLink.Result<{ callRecordChanged: { cursor: string } }>;
          if (result.errors?.[0]?.extensions?.['code'] === 'UNAUTHENTICATED') return;
          if (!result.data) return observer.error(new CombinedGraphQLErrors(result));
          observer.next(result);
          request.variables['after'] = result.data.callRecordChanged.cursor;
        },
        error: (error) => observer.error(error),
        complete: () => {
          onConnection?.('waiting');
          observer.complete();
        },
      }),
    );
    // Complete is what a gateway says that stops, and what follows the end of a token.
    return results.pipe(repeat({ delay: RECONNECT_MS }));
  });
}

/** The header that a token goes in. */
export function toAuthorization(token: string | undefined): Record<string, string> {
  return token ? { authorization: `Bearer ${token}` } : {};
}
