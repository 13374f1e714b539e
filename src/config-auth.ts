import type { FieldReader, Parsed, Parser } from './config-field.ts';
import { quoted, toBaseUrl, toOneOf } from './config-field.ts';
import type { Role } from './access/role.ts';
import { appRoles, roles } from './access/role.ts';
import { isGuid } from './guid.ts';

/** How the gateway finds out who is calling. */
export type AuthConfig =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'entra';
      readonly authority: string;
      readonly tenantIds: readonly string[];
      readonly audiences: readonly string[];
      readonly clientIds: readonly string[];
      readonly scope: string;
    }
  | {
      readonly kind: 'oidc';
      readonly issuer: string;
      readonly audiences: readonly string[];
      readonly claims: { readonly id: string; readonly roles: string };
      readonly roleNames: Readonly<Record<Role, string>>;
    };

const DEFAULT_SCOPE = 'access_as_user';

/** Reads `AUTH` and what goes with it; undefined where something is wrong, which the reader then knows. */
export function readAuth(reader: FieldReader): AuthConfig | undefined {
  const kind = reader.read('AUTH', toOneOf(['none', 'entra', 'oidc'])) ?? 'none';
  if (kind === 'entra') return readEntra(reader);
  if (kind === 'oidc') return readOidc(reader);
  for (const name of ['ENTRA_TENANT_IDS', 'ENTRA_AUDIENCE', 'OIDC_ISSUER', 'OIDC_AUDIENCE']) {
    if (reader.isSet(name)) reader.complain(name, 'is for AUTH=entra or AUTH=oidc, but AUTH is none');
  }
  return { kind };
}

function readEntra(reader: FieldReader): AuthConfig | undefined {
  const authority =
    reader.read('ENTRA_AUTHORITY', toBaseUrl({ plainLoopback: false })) ?? 'https://login.microsoftonline.com';
  const tenantIds = readNeeded(reader, 'ENTRA_TENANT_IDS', toList(toGuid), 'which directories to take tokens of');
  const audiences = readNeeded(
    reader,
    'ENTRA_AUDIENCE',
    toList(toWord),
    'the client id of this API, and its application ID URI',
  );
  const clientIds = reader.read('ENTRA_CLIENT_IDS', toList(toGuid)) ?? [];
  const scope = reader.read('ENTRA_SCOPE', toWord) ?? DEFAULT_SCOPE;
  return tenantIds && audiences && { kind: 'entra', authority, tenantIds, audiences, clientIds, scope };
}

function readOidc(reader: FieldReader): AuthConfig | undefined {
  const issuer = readNeeded(reader, 'OIDC_ISSUER', toIssuer, 'whose tokens to take');
  const audiences = readNeeded(reader, 'OIDC_AUDIENCE', toList(toWord), 'what tokens for this API say in "aud"');
  const claims = reader.read('OIDC_CLAIMS', toMap(['id', 'roles'])) ?? {};
  const roleNames = reader.read('OIDC_ROLES', toMap(roles)) ?? {};
  return issuer === undefined || !audiences
    ? undefined
    : {
        kind: 'oidc',
        issuer,
        audiences,
        claims: { id: claims.id ?? 'sub', roles: claims.roles ?? 'roles' },
        roleNames: { ...appRoles, ...roleNames },
      };
}

function readNeeded<T>(reader: FieldReader, name: string, parse: Parser<T>, what: string): T | undefined {
  if (!reader.isSet(name)) reader.complain(name, `is missing: ${what}`);
  return reader.read(name, parse);
}

const toGuid: Parser<string> = (text) =>
  isGuid(text) ? { value: text.toLowerCase() } : { problem: `${quoted(text)} is not a GUID` };

const toWord: Parser<string> = (text) =>
  /^[\x21-\x7e]+$/.test(text) ? { value: text } : { problem: `${quoted(text)} is not one word` };

/** The issuer as it is written: tokens repeat it to the letter. */
const toIssuer: Parser<string> = (text) => {
  const parsed = toBaseUrl({ plainLoopback: false })(text);
  return 'value' in parsed ? { value: text } : parsed;
};

/** Several, with commas between. */
function toList<T>(parse: Parser<T>): Parser<readonly T[]> {
  return (text) => {
    const values: T[] = [];
    for (const part of text.split(',')) {
      const parsed: Parsed<T> = parse(part.trim());
      if (!('value' in parsed)) return parsed;
      values.push(parsed.value);
    }
    return { value: values };
  };
}

/** `name=value` for some of these names, with commas between. */
function toMap<const Name extends string>(names: readonly Name[]): Parser<Partial<Record<Name, string>>> {
  return (text) => {
    const map: Partial<Record<Name, string>> = {};
    for (const part of text.split(',')) {
      const [, name = '', value = ''] = /^\s*(\w+)=(\S+)\s*$/.exec(part) ?? [];
      const known = names.find((candidate) => candidate === name);
      if (known === undefined) {
        return { problem: `${quoted(part)} is not one of ${names.map((each) => `${each}=…`).join(', ')}` };
      }
      map[known] = value;
    }
    return { value: map };
  };
}
