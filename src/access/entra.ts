import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { AccessError, toInvalidToken } from './access-error.ts';
import type { VerifyToken } from './authenticator.ts';
import { readUnchecked, verifyClaims } from './claims.ts';
import type { KeySetOptions } from './key-set.ts';
import { createKeySet } from './key-set.ts';
import { toRoles } from './role.ts';

export interface EntraOptions {
  /** Where tokens come from, such as `https://login.microsoftonline.com`. */
  readonly authority: string;
  /** Directories whose tokens are taken, as GUIDs in lower case. */
  readonly tenantIds: readonly string[];
  /** What a token for this API may say in `aud`: its client id, and its application ID URI for tokens of version 1. */
  readonly audiences: readonly string[];
  /** Applications that may ask for tokens, as GUIDs in lower case; empty = all that the directory lets. */
  readonly clientIds: readonly string[];
  /** The delegated permission that a person's token must hold. */
  readonly scope: string;
}

/** Whom tokens for Microsoft Graph are meant for: they are not this API's to use. */
const GRAPH_AUDIENCES = ['00000003-0000-0000-c000-000000000000', 'https://graph.microsoft.com'];

/**
 * Checks access tokens of Microsoft Entra, versions 1 and 2
 * (https://learn.microsoft.com/entra/identity-platform/claims-validation).
 */
export function createEntraVerifier(
  { authority, tenantIds, audiences, clientIds, scope }: EntraOptions,
  keySetOptions: KeySetOptions,
): VerifyToken {
  const keySets = new Map<string, JWTVerifyGetKey>(
    tenantIds.map((tenantId) => [
      tenantId,
      createKeySet(new URL(`${authority}/${tenantId}/discovery/v2.0/keys`), keySetOptions),
    ]),
  );
  return async (token) => {
    const { aud, tid } = readUnchecked(token);
    if (GRAPH_AUDIENCES.includes(String(aud).replace(/\/$/, ''))) {
      throw toInvalidToken('it is meant for Microsoft Graph, not for this API');
    }
    const tenantId = String(tid).toLowerCase();
    const keys = keySets.get(tenantId);
    if (!keys) throw toInvalidToken('its tenant is not served here');
    const claims = await verifyClaims(
      token,
      keys,
      {
        issuer: [`${authority}/${tenantId}/v2.0`, `https://sts.windows.net/${tenantId}/`],
        audience: [...audiences],
        requiredClaims: ['oid', 'tid'],
      },
      keySetOptions.clock,
    );
    checkClient(claims, clientIds);
    const kind = toKind(claims, scope);
    const roles = toRoles(Array.isArray(claims['roles']) ? claims['roles'] : []).filter(
      // An application takes part in no call.
      (role) => role !== 'self' || kind === 'user',
    );
    if (!roles.length) {
      throw new AccessError('FORBIDDEN', `The ${kind} has none of the app roles of this API.`, 'insufficient_scope', {
        kind,
        id: String(claims['oid']).toLowerCase(),
        tenantId,
      });
    }
    return { kind, id: String(claims['oid']).toLowerCase(), tenantId, roles, expiresMs: claims.exp * 1_000 };
  };
}

/** Access tokens name the application that asked for them; those that only tell an app who has signed in do not. */
function checkClient({ azp, appid }: JWTPayload, clientIds: readonly string[]): void {
  const clientId = azp ?? appid;
  if (typeof clientId !== 'string') throw toInvalidToken('it is no access token: it names no application');
  if (clientIds.length && !clientIds.includes(clientId.toLowerCase())) {
    throw new AccessError(
      'FORBIDDEN',
      'The application that asked for the token may not use this API.',
      'insufficient_scope',
    );
  }
}

/**
 * A person's token holds scopes. An application's own holds none, and is about the application itself. A scope never counts as a
 * role, nor a role as a scope.
 */
function toKind({ scp, idtyp, oid, sub, nonce }: JWTPayload, scope: string): 'user' | 'application' {
  const isAboutItself = idtyp === 'app' || (idtyp === undefined && oid === sub);
  if (scp === undefined && isAboutItself && nonce === undefined) return 'application';
  if (typeof scp === 'string' && idtyp !== 'app' && scp.split(' ').includes(scope)) return 'user';
  throw new AccessError('FORBIDDEN', `The token lacks the scope ${JSON.stringify(scope)}.`, 'insufficient_scope');
}
