import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** The best takes a minute for GraphiQL, and saves a twelfth. */
const LARGE = 1_000_000;

/** Packs what browsers are sent, beside what it was: once here, and as small as it goes. */
for (const folder of ['dist/dashboard', 'dist/playground']) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !/\.(html|js|css|svg)$/.test(path)) continue;
    const plain = readFileSync(path);
    const quality = plain.length > LARGE ? 9 : constants.BROTLI_MAX_QUALITY;
    writeFileSync(`${path}.br`, brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }));
    writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }));
  }
}
