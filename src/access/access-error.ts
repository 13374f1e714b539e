import type { Viewer } from './viewer.ts';

export type AccessErrorCode = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'IDENTITY_PROVIDER_UNAVAILABLE';

/** What is written down of a caller. */
export type Who = Pick<Viewer, 'kind' | 'id' | 'tenantId'>;

/** Why somebody is not let in; what it says is for the caller, and holds nothing of the token. */
export class AccessError extends Error {
  override readonly name = 'AccessError';
  readonly code: AccessErrorCode;
  /** `error` of the challenge (RFC 6750, section 3.1); undefined where no token was given. */
  readonly challenge: 'invalid_request' | 'invalid_token' | 'insufficient_scope' | undefined;
  /** Who it is, where that much is known. */
  readonly who: Who | undefined;

  constructor(code: AccessErrorCode, message: string, challenge?: AccessError['challenge'], who?: Who) {
    super(message);
    this.who = who;
    this.code = code;
    this.challenge = challenge;
  }
}

/** A token that is not to be believed. */
export function toInvalidToken(reason: string): AccessError {
  return new AccessError('UNAUTHENTICATED', `The access token is not accepted: ${reason}.`, 'invalid_token');
}
