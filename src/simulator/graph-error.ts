/** A refusal as Graph words it. `code` and `message` go to the client. */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'GraphError';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const toBadRequest = (message: string) => new GraphError(400, 'BadRequest', message);

/** For options and paths that Graph's reference does not describe: what is not promised is not answered. */
export const toUndocumented = (what: string) =>
  toBadRequest(`${what} is not documented for this resource, so the simulator does not answer it.`);

export function toNotFound(): GraphError {
  return new GraphError(
    404,
    'NotFound',
    'Could not find the requested call record. Records about calls or online meetings that started more than 30 days ago are not available.',
  );
}

/** `allowed`: methods, joined by commas. */
export function toMethodNotAllowed(allowed: string): GraphError {
  return new GraphError(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.', {
    Allow: allowed,
  });
}

/** For what v1.0 lacks; no method would do. */
export const toBetaOnly = (name: string) =>
  new GraphError(405, 'Request_BadRequest', `The function '${name}' is in beta only.`);

/** `retryAfterMs` becomes a `Retry-After` in seconds, with a fraction where it is not a whole number of them. */
export function toThrottled(retryAfterMs: number): GraphError {
  return new GraphError(429, 'TooManyRequests', 'Please retry again later.', {
    'Retry-After': (Math.ceil(retryAfterMs) / 1000).toString(),
  });
}

export interface RequestIdentity {
  readonly requestId: string;
  readonly clientRequestId: string;
}

export function toErrorBody({ status, code, message }: GraphError, identity: RequestIdentity, nowMs: number) {
  return {
    error: {
      code,
      message,
      innerError: {
        ...(status === 429 ? { code: '429', message: 'Please retry after', status: '429' } : {}),
        // Graph's date has no zone; it is UTC.
        date: new Date(nowMs).toISOString().slice(0, 19),
        'request-id': identity.requestId,
        'client-request-id': identity.clientRequestId,
      },
    },
  };
}
