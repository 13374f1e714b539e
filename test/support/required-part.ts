import { existsSync } from 'node:fs';
import type { TestContext } from 'vitest';

/** A program that some tests need and that the machine may lack: they are skipped without it, but fail where CI promises it. */
export function requirePart(context: TestContext, path: string, debianPackage: string): void {
  if (existsSync(path)) return;
  const reason = `needs ${path} (Debian package ${debianPackage})`;
  if (process.env['CI'] === 'true') throw new Error(`CI ${reason}`);
  context.skip(reason);
}
