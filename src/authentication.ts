import type { HttpRequest } from './access/key-set.ts';
import type { Clock } from './clock.ts';
import type { AuthConfig } from './config.ts';

/** How callers are known; loaded only where somebody asks who they are. */
export async function toAuthentication(
  auth: AuthConfig,
  options: { readonly request: HttpRequest; readonly clock: Clock },
) {
  if (auth.kind === 'none') return {};
  const [{ createAuthenticator }, { createEntraVerifier }, { createOidcVerifier }] = await Promise.all([
    import('./access/authenticator.ts'),
    import('./access/entra.ts'),
    import('./access/oidc.ts'),
  ]);
  const { clock } = options;
  if (auth.kind === 'oidc') {
    return { authenticate: createAuthenticator(createOidcVerifier(auth, options), clock), authority: auth.issuer };
  }
  const [tenantId] = auth.tenantIds;
  return {
    authenticate: createAuthenticator(createEntraVerifier(auth, options), clock),
    authority: `${auth.authority}/${auth.tenantIds.length === 1 ? tenantId : 'organizations'}/oauth2/v2.0/authorize`,
  };
}
