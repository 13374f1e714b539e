import type { JWTVerifyGetKey } from 'jose';
import { createRemoteJWKSet, customFetch } from 'jose';
import type { Clock } from '../clock.ts';
import { AccessError } from './access-error.ts';

/** As the Fetch standard has it. */
export type HttpRequest = (url: string, init?: RequestInit) => Promise<Response>;

export interface KeySetOptions {
  /** How the identity provider is asked; `fetch` of the machine. */
  readonly request: HttpRequest;
  readonly clock: Clock;
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
export function createKeySet(url: URL, { request, clock }: KeySetOptions): JWTVerifyGetKey {
  const patient = createPatientRequest(request, clock);
  const keys = createRemoteJWKSet(url, {
    cooldownDuration: COOLDOWN_MS,
    timeoutDuration: TIMEOUT_MS,
    cacheMaxAge: MAX_AGE_MS,
    [customFetch]: (address, init) => patient(address, init),
  });
  return async (header, token) => keys(header, token);
}

/** Asks once; when that fails, not again before some time has passed. */
export function createPatientRequest(request: HttpRequest, clock: Clock): HttpRequest {
  let failedMs = -Infinity;
  return async (url, init) => {
    if (clock.now() - failedMs < COOLDOWN_MS) throw toUnavailable();
    const controller = new AbortController();
    const cancel = clock.schedule(TIMEOUT_MS, () => controller.abort());
    try {
      const response = await request(url, { signal: controller.signal, ...init });
      if (response.status === 200) return response;
    } catch {
      // What it was may name hosts and addresses of the network.
    } finally {
      cancel();
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
