import { ApolloLink, CombinedGraphQLErrors } from '@apollo/client';
import { print } from 'graphql';
import { createClient } from 'graphql-sse';
import { Observable, repeat } from 'rxjs';

export function createLiveLink(url: string, getToken: () => Promise<string>): ApolloLink {
  const client = createClient({ url, headers: async () => ({ authorization: `Bearer ${await getToken()}` }) });
  return new ApolloLink(({ query, variables }) => {
    // Read anew for each connection: it goes on behind the last cursor.
    const request = { query: print(query), variables: { ...variables } };
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
    return results.pipe(repeat({ delay: 1_000 }));
  });
}
