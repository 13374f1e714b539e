import { AccessError } from './access/access-error.ts';
import type { AccessErrorCode } from './access/access-error.ts';
import { toClientError } from './errors.ts';

/** An answer without GraphQL: somebody was not let in. */
export interface AccessAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const STATUS: Readonly<Record<AccessErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  IDENTITY_PROVIDER_UNAVAILABLE: 503,
};
const RETRY_AFTER_SECONDS = 30;

/** What somebody is told who is not let in; `authority` is where tokens come from. */
export function toAccessAnswer(
  error: unknown,
  accept: string | null | undefined,
  authority: string | undefined,
): AccessAnswer {
  const status = error instanceof AccessError ? STATUS[error.code] : 500;
  const type = accept?.includes('application/graphql-response+json')
    ? 'application/graphql-response+json'
    : 'application/json';
  return {
    status,
    headers: {
      'content-type': `${type}; charset=utf-8`,
      ...(error instanceof AccessError && status < 500 && { 'www-authenticate': toChallenge(error, authority) }),
      ...(status === 503 && { 'retry-after': String(RETRY_AFTER_SECONDS) }),
    },
    body: JSON.stringify({ errors: [toClientError(error)] }),
  };
}

/** RFC 6750, section 3. */
function toChallenge({ challenge, message }: AccessError, authority: string | undefined): string {
  const parameters = [
    ...(authority ? [['authorization_uri', authority]] : []),
    ...(challenge
      ? [
          ['error', challenge],
          ['error_description', message],
        ]
      : []),
  ];
  const text = parameters.map(
    ([name, value]) => `${name}="${value?.replaceAll(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, "'")}"`,
  );
  return text.length ? `Bearer ${text.join(', ')}` : 'Bearer';
}
