import type { AccessErrorCode } from './access/access-error.ts';
import type { GraphErrorCode } from './graph/errors.ts';

/** The closed set of `extensions.code`. */
export type ErrorCode =
  | Exclude<GraphErrorCode, 'NOT_FOUND'>
  | AccessErrorCode
  | 'BAD_USER_INPUT'
  | 'BAD_REQUEST'
  | 'BUDGET_EXCEEDED'
  | 'DOCUMENT_NOT_TRUSTED'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'INTERNAL_SERVER_ERROR'
  | 'LIMIT_EXCEEDED'
  | 'OPERATION_RESOLUTION_FAILURE'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'REQUEST_ENTITY_TOO_LARGE';

/** Whose turn it is: the caller's to ask otherwise, time's to pass, or that of whoever runs the gateway. */
export type Remedy = 'ask otherwise' | 'ask again later' | 'see to the gateway';

/** What a code means, for docs/errors.md. Nothing is decided by it. */
export const errorCodes: Readonly<Record<ErrorCode, { readonly meaning: string; readonly remedy: Remedy }>> = {
  BAD_USER_INPUT: {
    meaning: 'an argument or variable cannot be served; the message names it',
    remedy: 'ask otherwise',
  },
  GRAPHQL_PARSE_FAILED: { meaning: 'the document is not GraphQL', remedy: 'ask otherwise' },
  GRAPHQL_VALIDATION_FAILED: { meaning: 'the document is not of this schema', remedy: 'ask otherwise' },
  OPERATION_RESOLUTION_FAILURE: {
    meaning: 'the request names no operation of its document',
    remedy: 'ask otherwise',
  },
  BAD_REQUEST: { meaning: 'the request is not GraphQL over HTTP', remedy: 'ask otherwise' },
  REQUEST_ENTITY_TOO_LARGE: { meaning: 'the request is larger than `MAX_REQUEST_BYTES`', remedy: 'ask otherwise' },
  LIMIT_EXCEEDED: {
    meaning: 'the operation has, or would take, more than one may: `limit`, `figure`, `allowed`',
    remedy: 'ask otherwise',
  },
  BUDGET_EXCEEDED: {
    meaning: 'the caller has spent `CALLER_BUDGET`: `figure`, `allowed`, `retryAfterSeconds`',
    remedy: 'ask again later',
  },
  UNAUTHENTICATED: { meaning: 'no token that is believed (401)', remedy: 'ask otherwise' },
  FORBIDDEN: { meaning: 'not for your roles (403, or null with an error)', remedy: 'ask otherwise' },
  IDENTITY_PROVIDER_UNAVAILABLE: {
    meaning: 'the token could not be checked; as a whole answer it is 503 with `Retry-After`',
    remedy: 'ask again later',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    meaning: 'no document has this id; a client that may register it sends its text',
    remedy: 'ask otherwise',
  },
  DOCUMENT_NOT_TRUSTED: { meaning: 'only documents of the list are served', remedy: 'ask otherwise' },
  UPSTREAM_THROTTLED: {
    meaning: 'Graph throttles, or its limits would take longer than the deadline; `retryAfterSeconds` where known',
    remedy: 'ask again later',
  },
  UPSTREAM_UNAVAILABLE: { meaning: 'Graph fails, or cannot be reached, after retries', remedy: 'ask again later' },
  UPSTREAM_TIMEOUT: { meaning: 'Graph is silent, after retries', remedy: 'ask again later' },
  UPSTREAM_FORBIDDEN: {
    meaning: "the gateway's application lacks the permission, or the consent to it",
    remedy: 'see to the gateway',
  },
  UPSTREAM_UNAUTHENTICATED: {
    meaning: "the gateway has no valid token: its secret or certificate has run out, or is another application's",
    remedy: 'see to the gateway',
  },
  UPSTREAM_INVALID_RESPONSE: {
    meaning: 'Graph sent something that is not of its contract',
    remedy: 'see to the gateway',
  },
  INVALID_NEXT_LINK: { meaning: "Graph's link to the next page leads elsewhere", remedy: 'see to the gateway' },
  PAGINATION_LOOP: { meaning: "Graph's pages go round in a circle", remedy: 'see to the gateway' },
  DEADLINE_EXCEEDED: {
    meaning: 'the operation took longer than `OPERATION_TIMEOUT_MS`; what was done by then is returned',
    remedy: 'ask otherwise',
  },
  RESULT_TRUNCATED: {
    meaning:
      'the operation has read as much as one may, in bytes or items, and what was read is returned; of a subscription: the log does not reach back to `after`',
    remedy: 'ask otherwise',
  },
  OVERLOADED: {
    meaning: 'too much is under way; as a whole answer it is 503 with `Retry-After`, and nothing was asked of Graph',
    remedy: 'ask again later',
  },
  INTERNAL_SERVER_ERROR: {
    meaning: 'a fault of the gateway; its log has the place, under the `x-request-id` of the answer',
    remedy: 'see to the gateway',
  },
};
