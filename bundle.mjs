import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Makes `dist/` of `src/` and of the packages that every start needs: reading hundreds of small files took half of the time
 * to the first answer. What only some start need stays outside and is imported when it is needed.
 */

const LAZY = ['@azure/identity', '@opentelemetry/*'];

rmSync('dist', { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { main: 'src/main.ts', 'simulator/main': 'src/simulator/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  external: [...LAZY, 'pino'],
  // Packages in CommonJS ask for Node's modules by it.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  chunkNames: 'chunk-[hash]',
  metafile: true,
  logLevel: 'warning',
});

// GraphiQL's files are made of a package, too, by playground.mjs; what that is itself made of, it does not tell.
const inputs = [...Object.keys(metafile.inputs), 'node_modules/@graphql-yoga/render-graphiql/index.js'];
const folders = new Set(
  inputs
    .map((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
    .filter((folder) => folder !== undefined),
);
const WITHIN_GRAPHIQL = `${'='.repeat(80)}
Within @graphql-yoga/render-graphiql: GraphiQL (MIT, GraphQL Contributors), Monaco Editor and monaco-graphql (MIT, Microsoft Corporation;
MIT, GraphQL Contributors), React (MIT, Meta Platforms, Inc. and affiliates).
`;
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', [...[...folders].sort().map(toNotice), WITHIN_GRAPHIQL].join('\n'));

/** What a package that is copied into the bundle wants to be copied with it. */
function toNotice(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const by = typeof author === 'object' ? author?.name : author;
  const text = file ? readFileSync(join(folder, file), 'utf8') : `${license}${by ? `, ${by}` : ''}`;
  return `${'='.repeat(80)}\n${name} ${version}\n\n${text.trim()}\n`;
}
