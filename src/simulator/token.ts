import { GraphError } from './graph-error.ts';
import { tenantId } from './tenant/tenant.ts';

/** The roles that the reference names; for reports the first, which is the higher one, does as well. */
const recordRole = 'CallRecords.Read.All';
const reportRole = 'CallRecord-PstnCalls.Read.All';
const audience = 'https://graph.microsoft.com';
const graphAppId = '00000003-0000-0000-c000-000000000000';
const dayMs = 86_400_000;

export interface AccessTokenOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Application permissions; default: the one that call records need. */
  readonly roles?: readonly string[];
  /** Delegated permissions; makes it a token of a person. */
  readonly scp?: string;
  readonly audience?: string;
  readonly tenantId?: string;
  readonly appId?: string;
  /** From `now`; negative for one that has expired. Default: a year. */
  readonly lifetimeMs?: number;
}

/** Shaped like an access token of Microsoft Entra ID. The signature is none: only this simulator accepts it. */
export function createAccessToken(options: AccessTokenOptions): string {
  const { now, roles = [recordRole], scp, lifetimeMs = 365 * dayMs } = options;
  const toPart = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const issuedAt = Math.floor(Math.min(now, now + lifetimeMs) / 1000);
  const claims = {
    aud: options.audience ?? audience,
    iss: `https://sts.windows.net/${options.tenantId ?? tenantId}/`,
    iat: issuedAt,
    nbf: issuedAt,
    exp: Math.floor((now + lifetimeMs) / 1000),
    tid: options.tenantId ?? tenantId,
    appid: options.appId ?? 'c0ffee00-0000-4000-8000-000000000001',
    ...(scp === undefined ? { roles } : { scp }),
  };
  return `${toPart({ typ: 'JWT', alg: 'none' })}.${toPart(claims)}.simulator`;
}

export interface Caller {
  readonly tenantId: string;
  readonly appId: string;
  readonly roles: readonly unknown[];
}

function toUnauthorized(message: string): GraphError {
  return new GraphError(401, 'InvalidAuthenticationToken', message, {
    'WWW-Authenticate': `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="${graphAppId}"`,
  });
}

function toClaims(token: string): Record<string, unknown> | undefined {
  const parts = token.split('.');
  if (parts.length !== 3 || !parts.every((part) => /^[\w-]+$/.test(part))) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString());
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const toForbidden = (role: string) =>
  new GraphError(403, 'Forbidden', `The application permission ${role} is missing from the token.`);

/** Who is asking. Throws 401 for a token that is none, out of time or for another audience, 403 without any role. */
export function authenticate(authorization: string | undefined, nowMs: number): Caller {
  const [, token] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
  if (token === undefined) throw toUnauthorized('Access token is empty.');
  const claims = toClaims(token);
  if (claims === undefined) throw toUnauthorized('CompactToken parsing failed with error code: 80049217');

  const { aud, exp, nbf, tid, appid, roles } = claims;
  if (typeof exp !== 'number' || exp * 1000 <= nowMs || (typeof nbf === 'number' && nbf * 1000 > nowMs)) {
    throw toUnauthorized('Access token has expired or is not yet valid.');
  }
  if (aud !== audience && aud !== `${audience}/` && aud !== graphAppId) {
    throw toUnauthorized('Access token validation failure. Invalid audience.');
  }
  if (typeof tid !== 'string' || typeof appid !== 'string') {
    throw toUnauthorized('Access token validation failure. A claim is missing.');
  }
  // Delegated permissions are in `scp`; call records support none.
  if (!Array.isArray(roles) || !(roles.includes(recordRole) || roles.includes(reportRole))) {
    throw toForbidden(recordRole);
  }
  return { tenantId: tid, appId: appid, roles };
}

export const mayReadRecords = ({ roles }: Caller) => roles.includes(recordRole);

/** Throws 403 when the caller's token lacks the role for what is asked. */
export function authorize(caller: Caller, what: 'records' | 'reports'): void {
  if (mayReadRecords(caller) || (what === 'reports' && caller.roles.includes(reportRole))) return;
  throw toForbidden(recordRole);
}
