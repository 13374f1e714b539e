import { openSync, readFileSync, writeSync } from 'node:fs';
import { pino } from 'pino';
import type { AuditLine } from './audit.ts';
import type { Capacity } from './capacity.ts';
import type { DoorConfig } from './config.ts';
import { ConfigError } from './config.ts';
import { readManifest } from './document-store.ts';

/** The files that the configuration names. Each throws a ConfigError that says which variable names one that is no use. */

/** Documents that are asked for by id. */
export function toDocuments(
  { file, isExclusive, automatic }: DoorConfig['documents'],
  { documentCharacters }: Capacity,
) {
  const name = 'PERSISTED_DOCUMENTS';
  try {
    const trusted = file === undefined ? new Map<string, string>() : readManifest(readText(name, file));
    return { trusted, isExclusive, automaticCharacters: automatic ? documentCharacters : 0 };
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([`${name}: ${(error as Error).message}`]);
  }
}

/** Where the audit log goes: lines are written before anything else is done. */
export function toAudit(audit: DoorConfig['audit']) {
  if (audit.kind === 'off') return {};
  if (audit.kind === 'log') {
    // Of its own: LOG_LEVEL says how much is told of the gateway, not of who has seen what.
    const lines = pino({ level: 'info' });
    return { audit: (line: AuditLine) => lines.info(line, 'audit') };
  }
  let file: number;
  try {
    file = openSync(audit.path, 'a', 0o600);
  } catch (error) {
    throw new ConfigError([`AUDIT_LOG: cannot be opened (${(error as NodeJS.ErrnoException).code})`]);
  }
  return { audit: (line: AuditLine) => void writeSync(file, `${JSON.stringify(line)}\n`) };
}

/** Certificate and key; undefined for plain HTTP. */
export function readCertificate(tls: DoorConfig['tls']) {
  return tls && { cert: readText('TLS_CERT_FILE', tls.certificateFile), key: readText('TLS_KEY_FILE', tls.keyFile) };
}

function readText(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError([`${name}: cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
}
