import { AccessError } from './access-error.ts';

/** Tokens of Entra with many groups have been seen with 8 kB; Node takes 16 kB of headers. */
const LONGEST_TOKEN = 16_000;

/**
 * The token of an `Authorization` header (RFC 6750, section 2.1). Throws AccessError where there is none, or something
 * else: another scheme, or two headers, which arrive joined by a comma.
 */
export function toBearerToken(authorization: string | null | undefined): string {
  if (!authorization) {
    throw new AccessError('UNAUTHENTICATED', 'An access token is needed: send it as "Authorization: Bearer …".');
  }
  const token = /^Bearer +([\w.~+/-]+=*) *$/i.exec(authorization)?.[1];
  if (token === undefined || token.length > LONGEST_TOKEN) {
    throw new AccessError(
      'UNAUTHENTICATED',
      'The Authorization header is not one bearer token: send "Authorization: Bearer …".',
      'invalid_request',
    );
  }
  return token;
}
