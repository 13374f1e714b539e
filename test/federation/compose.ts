import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documented } from './document.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The supergraph that docs/federation.md composes, as it says; throws what is told where it cannot be composed. */
export function composeAsDocumented(directory = documented.directory): string {
  // Where packages are found.
  const folder = mkdtempSync(join(root, 'node_modules', '.federation-'));
  try {
    writeFileSync(join(folder, 'compose.mjs'), documented.composition);
    writeFileSync(join(folder, 'directory.graphql'), directory);
    writeFileSync(join(folder, 'tickets.graphql'), documented.tickets);
    copyFileSync(join(root, 'federation.graphql'), join(folder, 'calls.graphql'));
    execFileSync(process.execPath, ['compose.mjs'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    return readFileSync(join(folder, 'supergraph.graphql'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
