import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The folder of what a build has made for browsers: beside this file, or where a build has put it when this is the source.
 * Undefined where none has.
 */
export function findBuilt(name: 'dashboard' | 'playground'): string | undefined {
  return [`./${name}/`, `../dist/${name}/`]
    .map((folder) => fileURLToPath(new URL(folder, import.meta.url)))
    .find((folder) => existsSync(folder));
}
