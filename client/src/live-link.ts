import { ApolloLink, CombinedGraphQLErrors } from '@apollo/client';
import { print } from 'graphql';
import { createClient } from 'graphql-sse';
import { Observable, repeat } from 'rxjs';

export interface LiveLinkOptions {
  /** The gateway's address, such as `https://gateway.example.com/graphql`. */
  readonly url: string;
  /** What goes along as a bearer token; asked for anew with each connection. */
  readonly getToken?: (() => Promise<string> | string) | undefined;
  readonly fetch?: typeof fetch | undefined;
}

const RECONNECT_MS = 1_000;

/**
 * Subscriptions over server-sent events, which go on behind the last cursor whenever a connection ends: the subscription has
 * to declare `$after` and select `cursor`. A refusal is an error and ends it; so is `RESULT_TRUNCATED`, where the gateway no
 * longer knows the cursor.
 */
export function createLiveLink({ url, getToken, fetch }: LiveLinkOptions): ApolloLink {
  const client = createClient({
    url,
    headers: async (): Promise<Record<string, string>> =>
      getToken ? { authorization: `Bearer ${await getToken()}` } : {},
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
        complete: () => observer.complete(),
      }),
    );
    // Complete is what a gateway says that stops, and what follows the end of a token.
    return results.pipe(repeat({ delay: RECONNECT_MS }));
  });
}
