import type { Credential } from '../config.ts';
import type { TokenProvider } from './auth.ts';
import { fixedToken } from './auth.ts';
import { GraphError } from './errors.ts';

/** What is used of one of @azure/identity's credentials. */
export interface IdentityCredential {
  getToken(
    scope: string,
    options?: { abortSignal?: AbortSignal },
  ): Promise<{ readonly token: string; readonly expiresOnTimestamp: number } | null>;
}

interface AuthorityOptions {
  authorityHost: string;
  disableInstanceDiscovery: boolean;
}

/** What is used of @azure/identity. */
export interface IdentityModule {
  readonly ClientSecretCredential: new (
    tenantId: string,
    clientId: string,
    clientSecret: string,
    options: AuthorityOptions,
  ) => IdentityCredential;
  readonly ClientCertificateCredential: new (
    tenantId: string,
    clientId: string,
    certificate: { certificatePath: string; certificatePassword?: string },
    options: AuthorityOptions,
  ) => IdentityCredential;
  readonly WorkloadIdentityCredential: new (
    options: AuthorityOptions & { tenantId: string; clientId: string; tokenFilePath: string },
  ) => IdentityCredential;
  readonly ManagedIdentityCredential: new (options: { clientId?: string }) => IdentityCredential;
}

type EntraCredential = Exclude<Credential, { kind: 'access-token' }>;

/**
 * Tokens for Graph at `baseUrl`, whose origin with `/.default` is the scope (Graph documentation, "Get access without
 * a user"). Rejects with a GraphError whose cause names Entra's error code and nothing else of its answer.
 */
export function createCredentialProvider(
  credential: Credential,
  baseUrl: string,
  // Some 160 ms and 40 packages that a fixed token and the simulator do without.
  loadIdentity: () => Promise<IdentityModule> = () => import('@azure/identity'),
): TokenProvider {
  if (credential.kind === 'access-token') return fixedToken(credential.accessToken);
  const scope = `${new URL(baseUrl).origin}/.default`;
  return async (signal) => {
    try {
      // A new one each time: it caches its token, its certificate and its token file, and would hand out again the
      // token that Graph has just refused. (A managed identity still does: its cache is the process's.)
      const identity = toIdentityCredential(credential, await loadIdentity());
      const answer = await identity.getToken(scope, signal === undefined ? {} : { abortSignal: signal });
      if (answer === null) throw new Error('no token');
      return { token: answer.token, expiresAtMs: answer.expiresOnTimestamp };
    } catch (error) {
      throw toCredentialError(credential.kind, error);
    }
  };
}

function toIdentityCredential(credential: EntraCredential, identity: IdentityModule): IdentityCredential {
  if (credential.kind === 'managed-identity') {
    return new identity.ManagedIdentityCredential(
      credential.clientId === undefined ? {} : { clientId: credential.clientId },
    );
  }
  const { tenantId, clientId, authorityHost } = credential;
  const options = { authorityHost, disableInstanceDiscovery: !publicAuthorities.has(authorityHost) };
  switch (credential.kind) {
    case 'client-secret':
      return new identity.ClientSecretCredential(tenantId, clientId, credential.clientSecret, options);
    case 'client-certificate': {
      const { certificatePath, certificatePassword } = credential;
      const certificate = { certificatePath, ...(certificatePassword === undefined ? {} : { certificatePassword }) };
      return new identity.ClientCertificateCredential(tenantId, clientId, certificate, options);
    }
    case 'workload-identity':
      return new identity.WorkloadIdentityCredential({
        tenantId,
        clientId,
        tokenFilePath: credential.tokenFilePath,
        ...options,
      });
  }
}

/** Microsoft's own authorities; any other is unknown to the discovery service, which then refuses it. */
const publicAuthorities = new Set([
  'https://login.microsoftonline.com',
  'https://login.microsoftonline.us',
  'https://login.chinacloudapi.cn',
]);

/** A list and no pattern: the text may hold anything, and a piece of it is about to be shown. */
const knownCode =
  /\b(?:endpoints_resolution_error|network_error|ENOENT|EACCES|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|CERT_HAS_EXPIRED|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|UNABLE_TO_VERIFY_LEAF_SIGNATURE|ERR_TLS_CERT_ALTNAME_INVALID)\b/;

/**
 * Entra's texts name tenant, application and request; an operator needs only its code (AADSTS7000215 and the like), the
 * system's (ENOENT) or, where Entra cannot be reached, the package's (endpoints_resolution_error).
 */
function toCredentialError(kind: EntraCredential['kind'], error: unknown): GraphError {
  const text = error instanceof Error ? `${error.message} ${codeOf(error)} ${codeOf(error.cause)}` : '';
  const entraCode = /\bAADSTS\d{4,9}\b/.exec(text)?.[0];
  const code = entraCode ?? knownCode.exec(text)?.[0];
  return new GraphError('UPSTREAM_UNAUTHENTICATED', 'The gateway could not sign in to Microsoft Entra.', {
    // What Entra itself refused, it refuses again until someone changes the application.
    retryable: entraCode === undefined,
    cause: new Error(`The ${kind} credential gave no token (${code ?? 'no error code'}).`),
  });
}

const codeOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';
