import type { TokenSource } from './auth.ts';
import { MAX_BATCH_ITEMS, toBatchBody, toBatchOutcomes } from './batch.ts';
import type { GraphError } from './errors.ts';
import type { ApiVersion, GraphRequest, Operation, Outcome } from './exchange.ts';
import { toOutcome, toPreferHeader } from './exchange.ts';
import { toRelativeUrl } from './next-link.ts';
import type { RetryOptions } from './retry-loop.ts';
import { withRetry } from './retry-loop.ts';
import { withToken } from './sign.ts';
import type { HttpRequest } from './transport.ts';
import { createTransport } from './transport.ts';

export interface GraphClientOptions extends RetryOptions {
  /** Service root without version, such as `https://graph.microsoft.com`. */
  readonly baseUrl: string;
  readonly tokens: TokenSource;
  /** Most connections held at a time, 64 unless told. */
  readonly connections?: number;
}

/** Reads from Microsoft Graph in as few requests as its protocol allows. */
export interface GraphClient {
  /**
   * Settles every request on its own, in order: a body, or the error it ended with.
   * One request is a GET; several of a version share `$batch` calls of at most 20, sent in parallel.
   */
  readAll(requests: readonly GraphRequest[], operation: Operation): Promise<(object | GraphError)[]>;
  /** An `@odata.nextLink` of a page of that version as a URL for `readAll`; throws INVALID_NEXT_LINK. */
  toRelativeUrl(nextLink: unknown, version?: ApiVersion): string;
  close(): Promise<void>;
}

export function createGraphClient(options: GraphClientOptions): GraphClient {
  const versionRoots = { 'v1.0': new URL(`${options.baseUrl}/v1.0`), beta: new URL(`${options.baseUrl}/beta`) };
  const transport = createTransport(versionRoots['v1.0'].origin, options.connections ?? 64);
  // From the outside in: pack into batches → retry → sign → exchange.
  const readPack = withRetry(withToken(exchange, options.tokens), options);

  async function exchange(requests: readonly GraphRequest[], operation: Operation, token: string): Promise<Outcome[]> {
    const { method, path, headers, body } = toHttpRequest(requests, operation);
    const versionRoot = versionRoots[requests[0]?.version ?? 'v1.0'];
    operation.meter.httpCalls += 1;
    operation.meter.requests += requests.length;
    const answer = await transport.send(
      {
        method,
        path: versionRoot.pathname + path,
        headers: { ...headers, authorization: `Bearer ${token}`, 'client-request-id': operation.requestId },
        ...(body !== undefined && { body }),
        exactMoney: requests.some(({ exactMoney }) => exactMoney),
      },
      operation.signal,
    );
    const outcome = toOutcome(answer.status, answer.headers, answer.body);
    if (requests.length === 1) return [outcome];
    return outcome.error ? requests.map(() => outcome) : toBatchOutcomes(outcome.body, requests.length);
  }

  return {
    async readAll(requests, operation) {
      const results = new Array<object | GraphError>(requests.length);
      const readInto = async (pack: readonly number[]) => {
        const bodies = await readPack(
          pack.map((index) => requests[index] as GraphRequest),
          operation,
        );
        for (const [position, index] of pack.entries()) results[index] = bodies[position] as object | GraphError;
      };
      await Promise.all(toPacks(requests).map(readInto));
      return results;
    },
    toRelativeUrl: (nextLink, version = 'v1.0') => toRelativeUrl(nextLink, versionRoots[version]),
    close: () => transport.close(),
  };
}

/** The indexes of the requests in groups that can share a batch. */
function toPacks(requests: readonly GraphRequest[]): number[][] {
  const packs: number[][] = [];
  for (const version of ['v1.0', 'beta'] as const) {
    const ofVersion = [...requests.keys()].filter((index) => (requests[index]?.version ?? 'v1.0') === version);
    for (let start = 0; start < ofVersion.length; start += MAX_BATCH_ITEMS) {
      packs.push(ofVersion.slice(start, start + MAX_BATCH_ITEMS));
    }
  }
  return packs;
}

/** A request alone goes as it is; several share a batch. */
function toHttpRequest(requests: readonly GraphRequest[], { requestId }: Operation): HttpRequest {
  const [first, second] = requests;
  if (first && !second) return { method: 'GET', path: first.url, headers: { prefer: toPreferHeader(first) } };
  const headers = { 'content-type': 'application/json' };
  return { method: 'POST', path: '/$batch', headers, body: toBatchBody(requests, requestId) };
}
