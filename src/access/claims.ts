import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { decodeJwt, errors, jwtVerify } from 'jose';
import type { Clock } from '../clock.ts';
import { AccessError, toInvalidToken } from './access-error.ts';
import { toUnavailable } from './key-set.ts';

/** Clocks of two machines may differ by so much, in seconds. */
const CLOCK_TOLERANCE_SECONDS = 60;

export interface Expected {
  readonly issuer: string[];
  readonly audience: string[];
  readonly requiredClaims: string[];
}

/** What a token says, unchecked: to find out whose keys to check it with, and nothing else. */
export function readUnchecked(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch {
    throw toInvalidToken('it is not a JSON Web Token');
  }
}

/**
 * What a token says, once its signature (RS256 and no other: RFC 8725, 3.1), issuer, audience and time are found right.
 * Rejects with AccessError.
 */
export async function verifyClaims(
  token: string,
  keys: JWTVerifyGetKey,
  expected: Expected,
  clock: Pick<Clock, 'now'>,
): Promise<JWTPayload & { readonly exp: number }> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      ...expected,
      requiredClaims: ['exp', ...expected.requiredClaims],
      algorithms: ['RS256'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: new Date(clock.now()),
    });
    return payload as JWTPayload & { readonly exp: number };
  } catch (error) {
    throw toAccessError(error);
  }
}

function toAccessError(error: unknown): AccessError {
  if (error instanceof AccessError) return error;
  if (error instanceof errors.JWTExpired) return toInvalidToken('it has expired');
  if (error instanceof errors.JWTClaimValidationFailed) return toInvalidToken(toClaimFault(error.claim));
  if (error instanceof errors.JOSEAlgNotAllowed) return toInvalidToken('it is not signed with RS256');
  if (error instanceof errors.JWSSignatureVerificationFailed) return toInvalidToken('its signature is wrong');
  if (error instanceof errors.JWKSNoMatchingKey) return toInvalidToken('it is signed with an unknown key');
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return toUnavailable();
  if (error instanceof errors.JOSEError) return toInvalidToken('it is not a JSON Web Token as it should be');
  return toUnavailable();
}

function toClaimFault(claim: string): string {
  if (claim === 'aud') return 'it is meant for another audience than this API';
  if (claim === 'iss') return 'its issuer is not the one expected';
  if (claim === 'nbf') return 'it is not valid yet';
  return `its claim ${JSON.stringify(claim)} is missing or wrong`;
}
