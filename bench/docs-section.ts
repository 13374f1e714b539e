import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DOCS = join(dirname(fileURLToPath(import.meta.url)), '../../../docs');

/** Whether the figures are to go into the docs. */
export const isWriting = () => process.argv.includes('--write');

/** Puts text between the two comments of that name in docs/performance.md. */
export function writeSection(name: string, text: string): void {
  const path = join(DOCS, 'performance.md');
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const page = readFileSync(path, 'utf8');
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/performance.md has no place for ${name}`);
  writeFileSync(path, `${before}${begin}\n\n${text.trim()}\n\n${end}${after}`);
}

/** A table of text as it was printed. */
export const toBlock = (text: string) => `\`\`\`text\n${text.trim()}\n\`\`\``;

export function writeFigure(name: string, svg: string): void {
  writeFileSync(join(DOCS, name), svg);
}
