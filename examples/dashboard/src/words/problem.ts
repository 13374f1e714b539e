import { CombinedGraphQLErrors, ServerError } from '@apollo/client';

/** What went wrong, and with which part of the answer. */
export interface Problem {
  readonly code: string;
  readonly path: readonly (string | number)[];
  readonly message?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

interface GivenError {
  readonly message?: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

const words: Readonly<Record<string, string>> = {
  BAD_USER_INPUT: 'The gateway does not take what was asked for.',
  BUDGET_EXCEEDED: 'You have asked for as much as you may in a minute.',
  DEADLINE_EXCEEDED: 'It took too long and was ended. Ask for less at once.',
  FORBIDDEN: 'Your role does not let you see that.',
  IDENTITY_PROVIDER_UNAVAILABLE: 'Your token could not be checked: the directory does not answer.',
  INTERNAL_SERVER_ERROR: 'The gateway had a fault; its log says where.',
  INVALID_NEXT_LINK: 'Microsoft Graph sent something that the gateway does not follow.',
  LIMIT_EXCEEDED: 'That is more than may be asked for at once. Ask for a shorter time or fewer calls.',
  NETWORK: 'The gateway cannot be reached.',
  NOT_FOUND: 'Microsoft Graph has no such call, or has it no longer.',
  OVERLOADED: 'The gateway has too much to do right now.',
  PAGINATION_LOOP: 'Microsoft Graph sent the same page twice.',
  RESULT_TRUNCATED: 'There is more than may be read at once; what was read is shown.',
  UNAUTHENTICATED: 'The gateway does not know who you are.',
  UPSTREAM_FORBIDDEN: 'The gateway lacks a permission at Microsoft Graph.',
  UPSTREAM_INVALID_RESPONSE: 'Microsoft Graph sent something that makes no sense.',
  UPSTREAM_THROTTLED: 'Microsoft Graph is throttling the gateway.',
  UPSTREAM_TIMEOUT: 'Microsoft Graph did not answer in time.',
  UPSTREAM_UNAUTHENTICATED: 'The gateway cannot sign in at Microsoft Graph.',
  UPSTREAM_UNAVAILABLE: 'Microsoft Graph cannot be reached, or fails.',
};

/** What Apollo Client makes of a failure, as a list of what went wrong. */
export function toProblems(error: unknown): readonly Problem[] {
  if (!error) return [];
  if (CombinedGraphQLErrors.is(error)) return error.errors.map(toProblem);
  if (!ServerError.is(error)) return [{ code: 'NETWORK', path: [] }];
  try {
    const { errors } = JSON.parse(error.bodyText) as { errors: readonly GivenError[] };
    return errors.map(toProblem);
  } catch {
    return [{ code: error.statusCode >= 500 ? 'NETWORK' : `HTTP_${error.statusCode}`, path: [] }];
  }
}

function toProblem({ message, path = [], extensions = {} }: GivenError): Problem {
  const { code, retryAfterSeconds } = extensions;
  return {
    code: typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR',
    path,
    message,
    ...(typeof retryAfterSeconds === 'number' && { retryAfterSeconds }),
  };
}

/** The problems of what is at this path or below it. */
export const problemsAt = (problems: readonly Problem[], ...path: readonly string[]): readonly Problem[] =>
  problems.filter((problem) => path.every((name, index) => problem.path[index] === name));

/** A sentence for people. */
export function toProblemWords({ code, message, retryAfterSeconds }: Problem): string {
  const sentence = words[code] ?? message ?? 'Something went wrong.';
  const details = code === 'BAD_USER_INPUT' && message ? ` ${message}` : '';
  const wait = retryAfterSeconds ? ` It can be tried again in ${Math.ceil(retryAfterSeconds)} s.` : '';
  return sentence + details + wait;
}
