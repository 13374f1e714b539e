import type { YogaLogger } from 'graphql-yoga';
import type { AuditLine } from './audit.ts';
import { toClientError } from './errors.ts';

export type Log = Readonly<Record<'info' | 'warn' | 'error', (line: object | string, message?: string) => void>>;

/** A line that cannot be written must not cost an answer. */
export function toTolerantLog(log: Log): Log {
  const tolerant =
    (level: keyof Log): Log[keyof Log] =>
    (line, message) => {
      try {
        log[level](line, message);
      } catch {
        return;
      }
    };
  return { info: tolerant('info'), warn: tolerant('warn'), error: tolerant('error') };
}

/** What cannot be written down must not cost an answer either, but whoever watches the log is told. */
export function toTolerantWriter(write: (line: AuditLine) => void, log: Log): (line: AuditLine) => void {
  return (line) => {
    try {
      write(line);
    } catch {
      log.error({}, 'a line of the audit log could not be written');
    }
  };
}

/** A line of a stack without where the gateway is installed. */
function toShortFrame(frame: string): string {
  return frame.trim().replace(/\(?(?:file:\/\/)?\/\S*?\/(node_modules|dist|src)\//, '($1/');
}

/** Yoga hands over whole errors. Ours are in the line of their operation; of others the message may quote call data. */
export function toYogaLogger(log: Log): YogaLogger {
  const toText = (parts: unknown[]) => parts.filter((part) => typeof part === 'string').join(' ');
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts: unknown[]) => log.warn(toText(parts)),
    error: (error: unknown) => {
      if (toClientError(error).extensions['code'] !== 'INTERNAL_SERVER_ERROR') return;
      const original = (error as { originalError?: unknown } | null)?.originalError ?? error;
      const { name, stack = '' } = original instanceof Error ? original : new Error();
      const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
      log.error({ error: name, frames: frames.map(toShortFrame) }, 'unexpected error');
    },
  };
}
