import type { ApolloLink } from '@apollo/client';
import { ServerError } from '@apollo/client';
import type { RequestParams } from 'graphql-sse';
import { createClient, NetworkError } from 'graphql-sse';
import { Observable } from 'rxjs';
import { toAuthorization } from './authorization.ts';
import type { CallRecordsClientOptions } from './client-options.ts';
import { PassingError } from './passing-error.ts';

/** One connection over server-sent events, until it ends: with a refusal (`ServerError`), or with a `PassingError`. */
export function createLiveConnection(
  options: CallRecordsClientOptions,
  request: object,
): Observable<ApolloLink.Result> {
  const { url, getToken, onConnection, fetch: send = fetch } = options;
  return new Observable((observer) => {
    // graphql-sse keeps no body of what was refused.
    let failure: Error | undefined;
    const client = createClient({
      url,
      async headers() {
        try {
          return toAuthorization(await getToken?.());
        } catch (error) {
          throw new PassingError(error);
        }
      },
      async fetchFn(...args: Parameters<typeof fetch>) {
        const response = await send(...args);
        if (!response.ok) failure = await toFailure(response);
        return response;
      },
      on: { connected: () => onConnection?.('connected') },
      retryAttempts: 0,
    });
    return client.subscribe(request as RequestParams, {
      next: (result) => observer.next(result as ApolloLink.Result),
      error: (error) => observer.error(failure ?? (error instanceof NetworkError ? new PassingError(error) : error)),
      complete: () => observer.complete(),
    });
  });
}

async function toFailure(response: Response): Promise<Error> {
  const bodyText = await response.text().catch(() => '');
  const message = `The gateway refuses the subscription: HTTP status ${response.status}.`;
  const error = new ServerError(message, { response, bodyText });
  return isRefusal(response.status) ? error : new PassingError(error, toRetryAfter(bodyText));
}

function toRetryAfter(bodyText: string): unknown {
  try {
    const { errors } = JSON.parse(bodyText) as { errors: { extensions: { retryAfterSeconds?: unknown } }[] };
    return errors[0]?.extensions.retryAfterSeconds;
  } catch {
    return undefined;
  }
}

/** Whether asking again gets the same answer. */
const isRefusal = (status: number) => status >= 400 && status < 500 && status !== 408 && status !== 429;
