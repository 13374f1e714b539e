/** What can go wrong between the gateway and Microsoft Graph; part of the closed set of `extensions.code`. */
export type GraphErrorCode =
  | 'UPSTREAM_THROTTLED'
  | 'UPSTREAM_UNAVAILABLE'
  | 'UPSTREAM_TIMEOUT'
  | 'UPSTREAM_INVALID_RESPONSE'
  | 'UPSTREAM_UNAUTHENTICATED'
  | 'UPSTREAM_FORBIDDEN'
  | 'DEADLINE_EXCEEDED'
  | 'INVALID_NEXT_LINK'
  | 'PAGINATION_LOOP'
  | 'RESULT_TRUNCATED'
  | 'OVERLOADED'
  | 'NOT_FOUND';

export interface GraphErrorDetails {
  /** Whether the same request can succeed later without a change. */
  readonly retryable?: boolean;
  /** How long to wait before asking again, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** HTTP status of Graph's answer, where there was one. */
  readonly status?: number;
  /** Graph's `request-id` of the failed answer, by which Microsoft's support finds it. */
  readonly requestId?: string | undefined;
  /** How many requests were spent on it. */
  readonly attempts?: number;
  /** Whether the answer was larger than the gateway reads: a part of it may not be. */
  readonly isTooLarge?: boolean;
  readonly cause?: unknown;
}

/** A failure of the upstream. Its message is written here, never taken from an upstream body, and is safe to show. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly code: GraphErrorCode;
  readonly details: GraphErrorDetails;

  constructor(code: GraphErrorCode, message: string, details: GraphErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.details = details;
  }
}

const messages: Readonly<Record<number, readonly [GraphErrorCode, string]>> = {
  401: ['UPSTREAM_UNAUTHENTICATED', "Microsoft Graph refused the gateway's access token."],
  403: [
    'UPSTREAM_FORBIDDEN',
    'Microsoft Graph does not let this gateway read that: its application lacks a permission.',
  ],
  404: ['NOT_FOUND', 'Microsoft Graph has no such call record.'],
  408: ['UPSTREAM_TIMEOUT', 'Microsoft Graph did not answer in time.'],
  429: ['UPSTREAM_THROTTLED', 'Microsoft Graph is throttling the gateway.'],
  504: ['UPSTREAM_TIMEOUT', 'Microsoft Graph did not answer in time.'],
};

/** The error for an answer whose status is not 200, by status alone: Graph's codes vary and its messages may be empty. */
export function toStatusError(status: number, details: Omit<GraphErrorDetails, 'status'>): GraphError {
  const [code, message] =
    messages[status] ??
    (status >= 500
      ? (['UPSTREAM_UNAVAILABLE', `Microsoft Graph failed with HTTP ${status}.`] as const)
      : ([
          'UPSTREAM_INVALID_RESPONSE',
          `Microsoft Graph answered the gateway's request with HTTP ${status}.`,
        ] as const));
  return new GraphError(code, message, { ...details, status });
}

/** What an aborted operation leaves its pending requests with: the reason of the abort, where it is one of ours. */
export function toGraphError(reason: unknown): GraphError {
  if (reason instanceof GraphError) return reason;
  return new GraphError('DEADLINE_EXCEEDED', 'The operation ended before Microsoft Graph had answered.', {
    cause: reason,
  });
}
