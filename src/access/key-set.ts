import type { JWTVerifyGetKey } from 'jose';
import { createRemoteJWKSet, customFetch } from 'jose';
import type { Clock } from '../clock.ts';
import { AccessError } from './access-error.ts';

export interface KeySetOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * How long an identity provider is left alone after it was asked, in milliseconds: whoever sends tokens with made-up keys,
 * or sends many while it is down, must not make the gateway flood it.
 */
export const COOLDOWN_MS = 30_000;
const TIMEOUT_MS = 5_000;
/** "A reasonable frequency to check for updates": https://learn.microsoft.com/entra/identity-platform/signing-key-rollover */
const MAX_AGE_MS = 24 * 60 * 60 * 1000;

/** The signing keys at `url`, read when first needed. Rejects with AccessError when they cannot be had. */
export function createKeySet(url: URL, { fetch, clock }: KeySetOptions): JWTVerifyGetKey {
  const patient = createPatientFetch(fetch, clock);
  const keys = createRemoteJWKSet(url, {
    cooldownDuration: COOLDOWN_MS,
    timeoutDuration: TIMEOUT_MS,
    cacheMaxAge: MAX_AGE_MS,
    [customFetch]: (address, init) => patient(address, init),
  });
  return async (header, token) => keys(header, token);
}

/** Fetches once; when that fails, not again before some time has passed. */
export function createPatientFetch(
  fetch: typeof globalThis.fetch,
  clock: Pick<Clock, 'now'>,
): (url: string, init?: RequestInit) => Promise<Response> {
  let failedMs = -Infinity;
  return async (url, init) => {
    if (clock.now() - failedMs < COOLDOWN_MS) throw toUnavailable();
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), ...init });
      if (response.status === 200) return response;
    } catch {
      // What it was may name hosts and addresses of the network.
    }
    failedMs = clock.now();
    throw toUnavailable();
  };
}

export function toUnavailable(): AccessError {
  return new AccessError(
    'IDENTITY_PROVIDER_UNAVAILABLE',
    'The identity provider cannot be reached to check the token.',
  );
}
