import { GraphQLError } from 'graphql';
import { AccessError } from './access/access-error.ts';
import type { ErrorCode } from './error-code.ts';
import { GraphError } from './graph/errors.ts';
import { InputError } from './loaders/input-error.ts';

/** What the executor and GraphQL's own scalars say, as plain errors, of a value that is not of a field's type. */
const UNFIT_VALUE = /^((Int|Float|Boolean|String|ID) cannot represent |Cannot return null for non-nullable field )/;

/**
 * What a caller is told of an error: our own failures with their code, GraphQL's own with one, and of anything else
 * only that it happened. No text, URL or header of the upstream gets this far.
 */
export function toClientError(error: unknown): GraphQLError {
  if (!(error instanceof GraphQLError)) return toFieldError(error, undefined);
  const original = toOriginal(error);
  if (original instanceof GraphQLError) return toCodedError(original === error ? error : withPlace(original, error));
  return toFieldError(original, error);
}

/** The error at the bottom of a stack of located ones. */
function toOriginal(error: GraphQLError): unknown {
  const { originalError } = error;
  if (originalError instanceof GraphQLError) return toOriginal(originalError);
  return originalError ?? error;
}

function withPlace(error: GraphQLError, located: GraphQLError): GraphQLError {
  return toError(error.message, located, error.extensions);
}

function toError(
  message: string,
  located: GraphQLError | undefined,
  extensions: Readonly<Record<string, unknown>> & { readonly code?: unknown },
): GraphQLError {
  return new GraphQLError(message, { nodes: located?.nodes ?? null, path: located?.path ?? null, extensions });
}

function toFieldError(error: unknown, located: GraphQLError | undefined): GraphQLError {
  if (error instanceof GraphError) return toError(error.message, located, toExtensions(error));
  if (error instanceof AccessError) {
    return toError(error.message, located, { code: error.code satisfies ErrorCode });
  }
  if (error instanceof InputError) {
    return toError(error.message, located, { code: 'BAD_USER_INPUT' satisfies ErrorCode });
  }
  if (error instanceof Error && UNFIT_VALUE.test(error.message)) return toUnfitValueError(located);
  return toError('Unexpected error.', located, {
    code: 'INTERNAL_SERVER_ERROR' satisfies ErrorCode,
    unexpected: true,
  });
}

function toExtensions({ code, details }: GraphError): Record<string, unknown> {
  const { retryable = false, retryAfterMs, status, requestId, attempts } = details;
  return {
    code: (code === 'NOT_FOUND' ? 'UPSTREAM_UNAVAILABLE' : code) satisfies ErrorCode,
    retryable,
    ...(retryAfterMs !== undefined && { retryAfterSeconds: Math.ceil(retryAfterMs) / 1000 }),
    ...(status !== undefined && { upstream: { status, requestId, attempts } }),
  };
}

/** GraphQL's own errors carry a code only in part: what has none is told by where it arose. */
function toCodedError(error: GraphQLError): GraphQLError {
  if (error.extensions['code'] !== undefined) return error;
  if (error.path && !error.message.startsWith('Argument ')) {
    return toUnfitValueError(error);
  }
  const code: ErrorCode = error.message.startsWith('Syntax Error') ? 'GRAPHQL_PARSE_FAILED' : 'BAD_USER_INPUT';
  Object.assign(error.extensions, { code });
  return error;
}

function toUnfitValueError(located: GraphQLError | undefined): GraphQLError {
  return toError('Microsoft Graph sent a value that this field cannot hold.', located, {
    code: 'UPSTREAM_INVALID_RESPONSE' satisfies ErrorCode,
    retryable: false,
  });
}
