import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, Observable } from '@apollo/client';
import { OperationTypeNode, print } from 'graphql';
import { createClient } from 'graphql-sse';

export function createApolloClient(uri: string, headers: Record<string, string> = {}): ApolloClient {
  const events = createClient({ url: uri, headers, retryAttempts: 5 });
  const eventLink = new ApolloLink(
    ({ query, variables }) =>
      new Observable((observer) =>
        events.subscribe(
          { query: print(query), variables },
          {
            next: (result) => observer.next(result as ApolloLink.Result),
            error: (error) => observer.error(error),
            complete: () => observer.complete(),
          },
        ),
      ),
  );
  return new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      eventLink,
      new HttpLink({ uri, headers }),
    ),
  });
}
