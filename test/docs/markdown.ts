import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What is read of this project's pages. */

export interface Block {
  /** Of the page, from the root of the project. */
  readonly page: string;
  /** The heading that it stands below. */
  readonly heading: string;
  readonly language: string;
  readonly text: string;
  /** What stands below it, with nothing between the two. */
  readonly next: Block | undefined;
}

export const root = fileURLToPath(new URL('../../', import.meta.url));

export const readPage = (page: string) => readFileSync(`${root}${page}`, 'utf8');

export const pages: readonly string[] = ['.', 'docs', 'client', 'examples', 'examples/dashboard', 'examples/replicas']
  .flatMap((folder) => readdirSync(`${root}${folder}`).map((name) => `${folder}/${name}`.replace(/^\.\//, '')))
  .filter((path) => path.endsWith('.md'));

const FENCE = /^( *)```(\w*)\n(.*?)^\1```$/gms;

export function toBlocks(page: string): readonly Block[] {
  const text = readPage(page);
  const matches = [...text.matchAll(FENCE)];
  const blocks: Block[] = [];
  for (const match of matches.reverse()) {
    const [whole, indent = '', language = '', inner = ''] = match;
    const end = match.index + whole.length;
    const following = blocks[0];
    const start = following && text.indexOf('```', end);
    const isNext = start !== undefined && /^\s*$/.test(text.slice(end, start));
    const heading = [...text.slice(0, match.index).matchAll(/^#+ (.*)$/gm)].at(-1)?.[1] ?? '';
    blocks.unshift({
      page,
      heading,
      language,
      text: inner.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
      next: isNext ? following : undefined,
    });
  }
  return blocks;
}

export const allBlocks: readonly Block[] = pages.flatMap(toBlocks);

/** What stands between backticks in a line. */
export function toInlineCode(page: string): readonly string[] {
  const prose = readPage(page).replaceAll(FENCE, '');
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code as string);
}
