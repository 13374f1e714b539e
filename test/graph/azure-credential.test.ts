import { describe, expect, it } from 'vitest';
import type { Credential } from '../../src/config.ts';
import type { IdentityModule } from '../../src/graph/azure-credential.ts';
import { createCredentialProvider } from '../../src/graph/azure-credential.ts';
import { GraphError } from '../../src/graph/errors.ts';

type Answer = { token: string; expiresOnTimestamp: number } | null;

/** Stands in for @azure/identity: notes what is made and asked for, and answers with `answer`. */
function createFakeIdentity(answer: () => Promise<Answer>) {
  const made: unknown[][] = [];
  const asked: unknown[][] = [];
  const fake = (name: string) =>
    class {
      constructor(...args: unknown[]) {
        made.push([name, ...args]);
      }
      getToken(...args: unknown[]) {
        asked.push(args);
        return answer();
      }
    };
  const identity: IdentityModule = {
    ClientSecretCredential: fake('secret'),
    ClientCertificateCredential: fake('certificate'),
    WorkloadIdentityCredential: fake('workload'),
    ManagedIdentityCredential: fake('managed'),
  };
  return { made, asked, load: () => Promise.resolve(identity) };
}

const application = {
  tenantId: 'contoso.com',
  clientId: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
  authorityHost: 'https://login.microsoftonline.us',
};
const { tenantId, clientId } = application;
const options = { authorityHost: application.authorityHost, disableInstanceDiscovery: false };
const secretCredential: Credential = { kind: 'client-secret', ...application, clientSecret: 'hush' };
const graphRoot = 'https://graph.microsoft.us';

describe('createCredentialProvider', () => {
  it('gives a fixed token for ever, without loading anything', async () => {
    const provider = createCredentialProvider({ kind: 'access-token', accessToken: 'A' }, graphRoot, () =>
      Promise.reject(new Error('loaded')),
    );
    expect(await provider()).toEqual({ token: 'A', expiresAtMs: Infinity });
  });

  it.each<[Credential, unknown[]]>([
    [secretCredential, ['secret', tenantId, clientId, 'hush', options]],
    [
      { kind: 'client-certificate', ...application, certificatePath: 'c.pem' },
      ['certificate', tenantId, clientId, { certificatePath: 'c.pem' }, options],
    ],
    [
      { kind: 'client-certificate', ...application, certificatePath: 'c.pem', certificatePassword: 'pw' },
      ['certificate', tenantId, clientId, { certificatePath: 'c.pem', certificatePassword: 'pw' }, options],
    ],
    [
      { kind: 'workload-identity', ...application, tokenFilePath: '/t' },
      ['workload', { tenantId, clientId, tokenFilePath: '/t', ...options }],
    ],
    [{ kind: 'managed-identity' }, ['managed', {}]],
    [{ kind: 'managed-identity', clientId }, ['managed', { clientId }]],
  ])('makes the credential of %o', async (credential, expected) => {
    const { made, asked, load } = createFakeIdentity(() => Promise.resolve({ token: 'A', expiresOnTimestamp: 1234 }));
    const provider = createCredentialProvider(credential, `${graphRoot}/proxied`, load);
    expect(made).toEqual([]);
    const { signal } = new AbortController();
    expect(await provider(signal)).toEqual({ token: 'A', expiresAtMs: 1234 });
    expect(made).toEqual([expected]);
    expect(asked).toEqual([[`${graphRoot}/.default`, { abortSignal: signal }]]);
  });

  it('lets an authority that is not Microsoft’s stand without discovery', async () => {
    const { made, load } = createFakeIdentity(() => Promise.resolve({ token: 'A', expiresOnTimestamp: 1 }));
    await createCredentialProvider({ ...secretCredential, authorityHost: 'https://login.example' }, graphRoot, load)();
    expect(made[0]?.[4]).toEqual({ authorityHost: 'https://login.example', disableInstanceDiscovery: true });
  });

  it('makes a new credential for each token, so that no cache below hands out a refused one', async () => {
    const { made, load } = createFakeIdentity(() => Promise.resolve({ token: 'A', expiresOnTimestamp: 1 }));
    const provider = createCredentialProvider(secretCredential, graphRoot, load);
    await provider();
    await provider();
    expect(made).toHaveLength(2);
  });
});

describe('when there is no token', () => {
  const chain = new Error('outer hush', { cause: Object.assign(new Error('inner hush'), { code: 'ECONNREFUSED' }) });
  it.each<[string, () => Promise<Answer>, string, boolean]>([
    [
      'Entra refuses',
      () => Promise.reject(new Error("invalid_client: AADSTS7000215: Invalid client secret 'hush' for contoso.com.")),
      'AADSTS7000215',
      false,
    ],
    ['the name is unknown', () => Promise.reject(new Error('getaddrinfo ENOTFOUND login.hush')), 'ENOTFOUND', true],
    [
      'nobody answers',
      () => Promise.reject(new Error('endpoints_resolution_error: Endpoints of https://login.hush cannot be resolved')),
      'endpoints_resolution_error',
      true,
    ],
    ['the reason lies deeper', () => Promise.reject(chain), 'ECONNREFUSED', true],
    ['the reason has no code', () => Promise.reject(new Error('ERROR: hush contoso.com')), 'no error code', true],
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a library may throw anything
    ['something odd is thrown', () => Promise.reject('hush'), 'no error code', true],
    ['the answer is empty', () => Promise.resolve(null), 'no error code', true],
  ])('because %s, says so without their words', async (_, answer, code, retryable) => {
    const { load } = createFakeIdentity(answer);
    const error: unknown = await createCredentialProvider(secretCredential, graphRoot, load)().catch(
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof GraphError)) throw new Error('no GraphError');
    expect(error.code).toBe('UPSTREAM_UNAUTHENTICATED');
    expect(error.details.retryable).toBe(retryable);
    expect((error.cause as Error).message).toBe(`The client-secret credential gave no token (${code}).`);
    expect((error.cause as Error).cause).toBeUndefined();
    expect(`${error.message} ${error.stack ?? ''} ${JSON.stringify(error)}`).not.toMatch(
      /hush|contoso|aaaaaaaa|login\./,
    );
  });

  it('because the package cannot be loaded, says so too', async () => {
    const provider = createCredentialProvider(secretCredential, graphRoot, () => Promise.reject(new Error('hush')));
    await expect(provider()).rejects.toBeInstanceOf(GraphError);
  });

  it('because a setting is impossible, the real package is heard and its words are not', async () => {
    // Refused before anything is sent: @azure/identity takes https only.
    const provider = createCredentialProvider({ ...secretCredential, authorityHost: 'http://127.0.0.1:9' }, graphRoot);
    await expect(provider()).rejects.toMatchObject({
      code: 'UPSTREAM_UNAUTHENTICATED',
      message: 'The gateway could not sign in to Microsoft Entra.',
      cause: { message: 'The client-secret credential gave no token (no error code).' },
    });
  });
});
