import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { AccessError, toInvalidToken } from './access-error.ts';
import type { VerifyToken } from './authenticator.ts';
import { verifyClaims } from './claims.ts';
import type { KeySetOptions } from './key-set.ts';
import { createKeySet, createPatientRequest, toUnavailable } from './key-set.ts';
import type { Role } from './role.ts';
import { toRoles } from './role.ts';

export interface OidcOptions {
  /** The provider's issuer, exactly as its tokens name it. */
  readonly issuer: string;
  /** What a token for this API may say in `aud`. */
  readonly audiences: readonly string[];
  /** Where a token says what; a dot leads into an object. */
  readonly claims: {
    /** Who it is: for `self`, the object id in the directory that Graph knows. */
    readonly id: string;
    /** A list, or text with spaces between. */
    readonly roles: string;
  };
  /** What the provider calls the roles. */
  readonly roleNames: Readonly<Record<Role, string>>;
}

/** Checks access tokens of an OpenID provider, whose keys it finds as OpenID Connect Discovery 1.0 says. */
export function createOidcVerifier(options: OidcOptions, keySetOptions: KeySetOptions): VerifyToken {
  const { issuer, audiences, claims: names, roleNames } = options;
  const requestDocument = createPatientRequest(keySetOptions.request, keySetOptions.clock);
  let keys: Promise<JWTVerifyGetKey> | undefined;

  async function discover(): Promise<JWTVerifyGetKey> {
    const response = await requestDocument(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      redirect: 'error',
    });
    const document = (await response.json().catch(() => undefined)) as
      { readonly issuer?: unknown; readonly jwks_uri?: unknown } | undefined;
    const address = document?.jwks_uri;
    // A provider that calls itself something else is another one (OpenID Connect Discovery 1.0, 4.3).
    if (document?.issuer !== issuer || typeof address !== 'string' || !/^https:/i.test(address)) throw toUnavailable();
    return createKeySet(new URL(address), keySetOptions);
  }

  return async (token) => {
    keys ??= discover().catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    const claims = await verifyClaims(
      token,
      await keys,
      { issuer: [issuer], audience: [...audiences], requiredClaims: [] },
      keySetOptions.clock,
    );
    // OpenID Connect Core 1.0, 2: it comes back in tokens that tell an app who has signed in.
    if (claims['nonce'] !== undefined) throw toInvalidToken('it is an ID token, not an access token');
    const id = findClaim(claims, names.id);
    if (typeof id !== 'string' || !id)
      throw toInvalidToken(`its claim ${JSON.stringify(names.id)} is missing or wrong`);
    const given = findClaim(claims, names.roles);
    const roles = toRoles(Array.isArray(given) ? given : typeof given === 'string' ? given.split(' ') : [], roleNames);
    if (!roles.length) throw new AccessError('FORBIDDEN', 'The caller has no role here.', 'insufficient_scope');
    return { kind: 'user', id: id.toLowerCase(), tenantId: null, roles, expiresMs: claims.exp * 1_000 };
  };
}

/** The claim of that name, or at the end of that path. */
function findClaim(claims: JWTPayload, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name
    .split('.')
    .reduce<unknown>(
      (value, step) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, step)
          ? (value as Readonly<Record<string, unknown>>)[step]
          : undefined,
      claims,
    );
}
