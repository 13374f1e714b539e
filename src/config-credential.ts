import type { FieldReader, Parser } from './config-field.ts';
import { quoted, toBaseUrl, toBearerToken, toSecret } from './config-field.ts';
import { isGuid } from './guid.ts';

/** How the gateway proves to Microsoft Graph who it is. */
export type Credential =
  | { readonly kind: 'access-token'; readonly accessToken: string }
  | (Application & { readonly kind: 'client-secret'; readonly clientSecret: string })
  | (Application & {
      readonly kind: 'client-certificate';
      /** PEM file with the certificate and its private key. */
      readonly certificatePath: string;
      readonly certificatePassword?: string;
    })
  | (Application & { readonly kind: 'workload-identity'; readonly tokenFilePath: string })
  | { readonly kind: 'managed-identity'; readonly clientId?: string };

interface Application {
  readonly tenantId: string;
  readonly clientId: string;
  /** Origin of the token service, without a slash at its end. */
  readonly authorityHost: string;
}

type Kind = Credential['kind'];

/** The variables that only one kind of credential reads; a set one says which kind is meant. */
const markers: Readonly<Record<Exclude<Kind, 'managed-identity'>, readonly string[]>> = {
  'access-token': ['GRAPH_ACCESS_TOKEN'],
  'client-secret': ['AZURE_CLIENT_SECRET'],
  'client-certificate': ['AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_CLIENT_CERTIFICATE_PASSWORD'],
  'workload-identity': ['AZURE_FEDERATED_TOKEN_FILE'],
};
const kinds = [...(Object.keys(markers) as (keyof typeof markers)[]), 'managed-identity'] as const;
const applicationVariables = ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_AUTHORITY_HOST'];
const proofs = Object.values(markers).map(([proof]) => proof);

/** Authority by Graph host (Graph documentation, "National cloud deployments"). */
const authorities: Readonly<Record<string, string>> = {
  'graph.microsoft.com': 'https://login.microsoftonline.com',
  'graph.microsoft.us': 'https://login.microsoftonline.us',
  'dod-graph.microsoft.us': 'https://login.microsoftonline.us',
  'microsoftgraph.chinacloudapi.cn': 'https://login.chinacloudapi.cn',
};

// An id is not repeated when it is wrong: the likeliest wrong text is a secret in the wrong variable.
const domain = /^(?=.{1,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d]$/i;
const toTenantId: Parser<string> = (text) =>
  isGuid(text) || domain.test(text)
    ? { value: text }
    : {
        problem:
          'is neither a GUID nor a domain name (names for many tenants, such as "common", do not work for an application)',
      };
const toClientId: Parser<string> = (text) => (isGuid(text) ? { value: text } : { problem: 'is not a GUID' });
const toPath: Parser<string> = (text) =>
  // eslint-disable-next-line no-control-regex -- a certificate's text instead of its path has line breaks
  /[\0-\x1f\x7f]|-----BEGIN/.test(text) ? { problem: 'is not the path of a file' } : { value: text };
const toKind: Parser<Kind> = (text) => {
  const kind = kinds.find((known) => known === text);
  return kind === undefined ? { problem: `is not one of ${kinds.join(', ')}` } : { value: kind };
};

/** Whether anything is set that says a credential is meant. */
export function hasCredential({ isSet }: FieldReader): boolean {
  return ['GRAPH_CREDENTIAL', ...applicationVariables, ...Object.values(markers).flat()].some(isSet);
}

/** The credential that the variables describe; undefined when they describe none, each reason complained about. */
export function readCredential(reader: FieldReader, graphHost: string | undefined): Credential | undefined {
  const accessToken = reader.read('GRAPH_ACCESS_TOKEN', toBearerToken);
  const tenantId = reader.read('AZURE_TENANT_ID', toTenantId);
  const clientId = reader.read('AZURE_CLIENT_ID', toClientId);
  const clientSecret = reader.read('AZURE_CLIENT_SECRET', toSecret());
  const certificatePath = reader.read('AZURE_CLIENT_CERTIFICATE_PATH', toPath);
  const certificatePassword = reader.read('AZURE_CLIENT_CERTIFICATE_PASSWORD', toSecret());
  const tokenFilePath = reader.read('AZURE_FEDERATED_TOKEN_FILE', toPath);
  const authorityHost = readAuthorityHost(reader, graphHost);

  const kind = readKind(reader);
  if (kind === undefined) return undefined;
  const required = (names: readonly string[]) => {
    for (const name of names)
      if (!reader.isSet(name)) reader.complain(name, `missing: the ${kind} credential needs it`);
  };
  if (kind === 'access-token') {
    required(['GRAPH_ACCESS_TOKEN']);
    return accessToken === undefined ? undefined : { kind, accessToken };
  }
  if (kind === 'managed-identity') return { kind, ...(clientId === undefined ? {} : { clientId }) };

  const [marker] = markers[kind];
  required(['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', ...(marker === undefined ? [] : [marker])]);
  if (tenantId === undefined || clientId === undefined) return undefined;
  const application = { tenantId, clientId, authorityHost };
  if (kind === 'client-secret') return clientSecret === undefined ? undefined : { kind, ...application, clientSecret };
  if (kind === 'workload-identity')
    return tokenFilePath === undefined ? undefined : { kind, ...application, tokenFilePath };
  if (certificatePath === undefined) return undefined;
  return {
    kind,
    ...application,
    certificatePath,
    ...(certificatePassword === undefined ? {} : { certificatePassword }),
  };
}

/** GRAPH_CREDENTIAL, else the one kind whose own variables are set. */
function readKind(reader: FieldReader): Kind | undefined {
  if (reader.isSet('GRAPH_CREDENTIAL')) return reader.read('GRAPH_CREDENTIAL', toKind);
  const meant = kinds.filter((kind) => kind !== 'managed-identity' && markers[kind].some(reader.isSet));
  if (meant.length === 1) return meant[0];
  if (meant.length > 1) {
    const set = Object.values(markers).flat().filter(reader.isSet).join(' and ');
    reader.complain(
      'GRAPH_CREDENTIAL',
      `missing: ${set} are set, so say which credential to use: ${meant.join(' or ')}`,
    );
    return undefined;
  }
  for (const name of ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID']) {
    if (applicationVariables.some(reader.isSet) && !reader.isSet(name)) {
      reader.complain(name, 'missing: an application signs in with its tenant and its own id');
    }
  }
  const set = ['GRAPH_BASE_URL', ...applicationVariables].filter(reader.isSet).join(' and ');
  reader.complain(
    proofs.join(' or '),
    `one is missing: ${set} alone cannot sign in (only GRAPH_CREDENTIAL=managed-identity needs no more)`,
  );
  return undefined;
}

function readAuthorityHost(reader: FieldReader, graphHost: string | undefined): string {
  const usual = graphHost === undefined ? undefined : authorities[graphHost];
  const given = reader.read('AZURE_AUTHORITY_HOST', (text) => {
    const parsed = toBaseUrl({ plainLoopback: false })(text);
    if ('problem' in parsed) return parsed;
    const { origin } = new URL(parsed.value);
    if (parsed.value !== origin) {
      return { problem: `${quoted(text)} has a path; the tenant belongs in AZURE_TENANT_ID` };
    }
    if (usual !== undefined && origin !== usual && Object.values(authorities).includes(origin)) {
      return { problem: `${quoted(text)} is of another cloud than GRAPH_BASE_URL, whose authority is ${usual}` };
    }
    return { value: origin };
  });
  return given ?? usual ?? 'https://login.microsoftonline.com';
}
