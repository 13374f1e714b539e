import { ApolloLink, CombinedGraphQLErrors } from '@apollo/client';
import type { DocumentNode } from 'graphql';
import { print } from 'graphql';
import { defer, mergeMap, Observable, of, repeat, retry, tap, throwError, timer } from 'rxjs';
import { createBackOff } from './back-off.ts';
import type { CallRecordsClientOptions } from './client-options.ts';
import { toDocumentHash } from './document-hash.ts';
import { createLiveConnection } from './live-connection.ts';
import { PassingError } from './passing-error.ts';

/** Of a token that has ended, and of a gateway that stops: the next connection has another. */
const PASSING = new Set<unknown>(['UNAUTHENTICATED', 'OVERLOADED']);

/**
 * Subscriptions over server-sent events, which go on behind the last cursor whenever a connection ends: the subscription has
 * to declare `$after` and select `cursor`. A refusal is an error and ends it; so is `RESULT_TRUNCATED`, where the gateway no
 * longer knows the cursor. While the gateway cannot be reached, it is tried again and again.
 */
export function createLiveLink(options: CallRecordsClientOptions): ApolloLink {
  const { onConnection, persisted = false } = options;
  return new ApolloLink(({ query, variables: given }) =>
    defer((): Observable<ApolloLink.Result> => {
      const variables: Record<string, unknown> = { ...given };
      const backOff = createBackOff();
      let document = toDocument(query, persisted);
      let hasText = !persisted;
      const wait = (error?: unknown) => {
        onConnection?.('waiting');
        return timer(backOff.next(error instanceof PassingError ? error.retryAfterSeconds : undefined));
      };
      const take = (result: ApolloLink.Result): Observable<ApolloLink.Result> => {
        const { code, retryAfterSeconds } = result.errors?.[0]?.extensions ?? {};
        const error = new CombinedGraphQLErrors(result);
        if (PASSING.has(code)) return throwError(() => new PassingError(error, retryAfterSeconds));
        return result.data ? of(result) : throwError(() => error);
      };
      onConnection?.('connecting');
      return defer(() => createLiveConnection(options, { ...document, variables })).pipe(
        mergeMap(take),
        tap(({ data }) => {
          backOff.reset();
          variables['after'] = (data as { callRecordChanged: { cursor: string } }).callRecordChanged.cursor;
        }),
        // Complete is what a gateway says that stops, and what follows the end of a token.
        repeat({ delay: () => wait() }),
        retry({
          delay(error: unknown) {
            if (error instanceof PassingError) return wait(error);
            if (hasText || !isUnknownHash(error)) return throwError(() => error);
            hasText = true;
            document = { ...document, query: print(query) };
            return of(undefined);
          },
        }),
      );
    }),
  );
}

const toDocument = (query: DocumentNode, isPersisted: boolean): object =>
  isPersisted
    ? { extensions: { persistedQuery: { version: 1, sha256Hash: toDocumentHash(query) } } }
    : { query: print(query) };

const isUnknownHash = (error: unknown) =>
  CombinedGraphQLErrors.is(error) && error.errors[0]?.extensions?.['code'] === 'PERSISTED_QUERY_NOT_FOUND';
