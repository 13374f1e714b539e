import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, it } from 'vitest';
import { pages, readPage, root } from './markdown.ts';

/** As GitHub makes them of headings. */
function toAnchors(page: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  const counts = new Map<string, number>();
  const prose = readPage(page).replaceAll(/^ *```.*?^ *```$/gms, '');
  for (const [, heading = ''] of prose.matchAll(/^#+ (.*)$/gm)) {
    const words = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const anchor = words.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(/\s/g, '-');
    const count = counts.get(anchor) ?? 0;
    counts.set(anchor, count + 1);
    anchors.add(count ? `${anchor}-${count}` : anchor);
  }
  return anchors;
}

function toLinks(page: string): readonly string[] {
  const prose = readPage(page).replaceAll(/^ *```.*?^ *```$/gms, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target as string);
}

const links = pages.flatMap((page) =>
  toLinks(page)
    .filter((target) => !/^https?:/.test(target))
    .map((target) => [page, target] as const),
);

it('there are links', () => expect(links.length).toBeGreaterThan(50));

it.each(links)('%s: %s leads somewhere', (page, link) => {
  const [path = '', anchor] = link.split('#');
  const target = path ? posix.join(posix.dirname(page), path) : page;
  expect(existsSync(root + target), target).toBe(true);
  if (anchor === undefined) return;
  expect(statSync(root + target).isFile()).toBe(true);
  expect(toAnchors(target)).toContain(anchor);
});

it('every page of docs/ is in the table of the README', () => {
  const listed = new Set(toLinks('README.md'));
  expect(pages.filter((page) => page.startsWith('docs/') && !listed.has(page))).toEqual([]);
});

it('the pages that the source names are there', () => {
  const named = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) =>
      [...readFileSync(`${root}src/${path}`, 'utf8').matchAll(/\bdocs\/[\w-]+\.md/g)].map(([page]) => page),
    );
  expect(named).toContain('docs/connect.md');
  expect(named.filter((page) => !pages.includes(page))).toEqual([]);
});
