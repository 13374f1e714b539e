import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { JWTPayload } from 'jose';
import { exportJWK, SignJWT } from 'jose';
import { Agent, fetch as undiciFetch } from 'undici';
import type { HttpRequest } from '../../src/access/key-set.ts';

const readTls = (file: string) => readFileSync(new URL(`../fixtures/tls/${file}`, import.meta.url));
export const tls = { key: readTls('key.pem'), cert: readTls('certificate.pem') };

export const TENANT_ID = '11111111-aaaa-4bbb-8ccc-000000000001';
export const CLIENT_ID = '22222222-aaaa-4bbb-8ccc-000000000002';
export const AUDIENCE = '33333333-aaaa-4bbb-8ccc-000000000003';

export interface SignOptions {
  readonly kid?: string;
  readonly alg?: string;
  readonly key?: KeyObject | Uint8Array;
}

/** An identity provider over https on this machine: Entra's addresses, and those of any OpenID provider. */
export interface TokenIssuer {
  readonly origin: string;
  /** Trusts the issuer's certificate, and nothing else that it does. */
  readonly request: HttpRequest;
  /** Paths that were asked for. */
  readonly requests: string[];
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** While true, every request is answered with 500. */
  isDown: boolean;
  /** A token of Entra, version 2, for a person; `claims` replace what it would say, undefined leaves it out. */
  sign(claims?: Readonly<Record<string, unknown>>, options?: SignOptions): Promise<string>;
  close(): Promise<void>;
}

export async function startTokenIssuer({ now }: { readonly now: () => number }): Promise<TokenIssuer> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomUUID();
  const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' };
  const requests: string[] = [];
  const server = createServer(tls, (request, response) => {
    requests.push(request.url ?? '');
    const isDiscovery = request.url?.endsWith('/openid-configuration');
    const body = isDiscovery ? { issuer: issuer.origin, jwks_uri: `${issuer.origin}/keys` } : { keys: [jwk] };
    response.writeHead(issuer.isDown ? 500 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const agent = new Agent({ connect: { ca: tls.cert } });
  const issuer: TokenIssuer = {
    origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    request: ((url: string, init: object) =>
      undiciFetch(url, { ...init, dispatcher: agent })) as unknown as HttpRequest,
    requests,
    privateKey,
    publicKey,
    isDown: false,
    sign(claims = {}, options = {}) {
      const seconds = Math.floor(now() / 1_000);
      const payload: JWTPayload = {
        iss: `${issuer.origin}/${TENANT_ID}/v2.0`,
        aud: AUDIENCE,
        tid: TENANT_ID,
        azp: CLIENT_ID,
        oid: '44444444-aaaa-4bbb-8ccc-000000000004',
        scp: 'access_as_user',
        iat: seconds,
        nbf: seconds,
        exp: seconds + 3_600,
        ...claims,
      };
      return new SignJWT(payload)
        .setProtectedHeader({ alg: options.alg ?? 'RS256', typ: 'JWT', kid: options.kid ?? kid })
        .sign(options.key ?? privateKey);
    },
    async close() {
      await agent.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return issuer;
}
