import type { FieldReader, Parser } from './config-field.ts';
import { quoted, toOneOf, toText } from './config-field.ts';

/** What may come in, and what is shown to whom without asking. */
export interface DoorConfig {
  /** Origins whose pages may read the answers. */
  readonly origins: readonly string[];
  readonly playground: boolean;
  /** Whether the dashboard is served at `/`. */
  readonly dashboard: boolean;
  readonly introspection: 'on' | 'admin' | 'off';
  /** Whether it can be a subgraph of a federated graph. */
  readonly federation: boolean;
  /** Files of the certificate and its key, in PEM; undefined: plain HTTP. */
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | undefined;
  readonly documents: {
    /** File of the manifest. */
    readonly file: string | undefined;
    /** Whether nothing but the documents of the manifest is served. */
    readonly isExclusive: boolean;
    /** Whether clients may have documents kept for them by their hash. */
    readonly automatic: boolean;
  };
  /** Where it is written down who was shown what: a file, the log, or nowhere. */
  readonly audit:
    { readonly kind: 'off' } | { readonly kind: 'log' } | { readonly kind: 'file'; readonly path: string };
}

const toSwitch = toOneOf(['on', 'off']);

/** `isOpen`: everybody who reaches the gateway may see everything, so that nothing is to be kept from them. */
export function readDoor(reader: FieldReader, isOpen: boolean): DoorConfig {
  const read = (name: string, fallback: boolean) => (reader.read(name, toSwitch) ?? (fallback ? 'on' : 'off')) === 'on';
  return {
    origins: reader.read('CORS_ORIGINS', toOrigins) ?? [],
    playground: read('PLAYGROUND', isOpen),
    dashboard: read('DASHBOARD', isOpen),
    introspection: reader.read('INTROSPECTION', toOneOf(['on', 'admin', 'off'])) ?? (isOpen ? 'on' : 'admin'),
    federation: read('FEDERATION', false),
    tls: readTls(reader),
    documents: readDocuments(reader, read),
    audit: readAudit(reader, isOpen),
  };
}

function readTls(reader: FieldReader): DoorConfig['tls'] {
  const certificateFile = reader.read('TLS_CERT_FILE', toText);
  const keyFile = reader.read('TLS_KEY_FILE', toText);
  if (certificateFile !== undefined && keyFile !== undefined) return { certificateFile, keyFile };
  if (certificateFile !== undefined) reader.complain('TLS_KEY_FILE', 'is missing: the key of TLS_CERT_FILE');
  if (keyFile !== undefined) reader.complain('TLS_CERT_FILE', 'is missing: the certificate of TLS_KEY_FILE');
  return undefined;
}

function readDocuments(
  reader: FieldReader,
  read: (name: string, fallback: boolean) => boolean,
): DoorConfig['documents'] {
  const file = reader.read('PERSISTED_DOCUMENTS', toText);
  const isExclusive = read('PERSISTED_DOCUMENTS_ONLY', false);
  const automatic = read('AUTOMATIC_PERSISTED_QUERIES', false);
  if (isExclusive && file === undefined) {
    reader.complain(
      'PERSISTED_DOCUMENTS',
      'is missing: PERSISTED_DOCUMENTS_ONLY=on serves what is in it and nothing else',
    );
  }
  if (isExclusive && automatic) {
    reader.complain(
      'AUTOMATIC_PERSISTED_QUERIES',
      'lets clients add documents, which PERSISTED_DOCUMENTS_ONLY=on is there to prevent; switch one of them off',
    );
  }
  return { file, isExclusive, automatic };
}

function readAudit(reader: FieldReader, isOpen: boolean): DoorConfig['audit'] {
  const text = reader.read('AUDIT_LOG', toText) ?? (isOpen ? 'off' : 'log');
  if (text === 'off') return { kind: 'off' };
  return text === 'log' ? { kind: 'log' } : { kind: 'file', path: text };
}

/** Origins as browsers write them, with commas between. */
const toOrigins: Parser<readonly string[]> = (text) => {
  const origins = text.split(',').map((part) => part.trim());
  for (const origin of origins) {
    if (!/^https?:\/\//.test(origin) || !URL.canParse(origin) || new URL(origin).origin !== origin) {
      return {
        problem: `${quoted(origin)} is not an origin such as https://app.example.com: scheme, host and port, in lower case, nothing behind`,
      };
    }
  }
  return { value: origins };
};
