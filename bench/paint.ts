import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { isWriting, toBlock, writeSection } from './docs-section.ts';
import { median } from './median.ts';
import { start } from './peers/process.ts';
import { toTable } from './table.ts';

/** What a browser waits for, over the embedded simulator. `npm run build` comes first. */

const ROUNDS = 5;
const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
/** Until there is something to work with. */
const pages = [
  { name: 'dashboard', path: '/', whole: 'tbody tr' },
  { name: 'GraphiQL', path: '/graphql', whole: '.graphiql-execute-button' },
] as const;
/** The most that the first paint may take by itself, for a browser that has nothing yet. */
const MOST_MS = 1_000;

interface Visit {
  readonly firstPaintMs: number;
  readonly wholeMs: number;
  readonly kilobytes: number;
}

export async function benchPaint(): Promise<boolean> {
  if (!existsSync(CHROMIUM)) throw new Error(`It needs ${CHROMIUM} (Debian package chromium).`);
  const program = await start({ file: process.execPath, args: ['dist/main.js'], cwd: root, env: { PORT: '0' } });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  const visits = new Map<string, Visit[]>();
  const url = new URL(program.url).origin;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { name, path, whole } of pages) {
      for (const [kind, visit] of await visitTwice(browser, url + path, whole)) {
        const key = `${name}, ${kind}`;
        visits.set(key, [...(visits.get(key) ?? []), visit]);
      }
    }
  }
  await browser.close();
  await program.stop();
  const of = (all: readonly Visit[], what: keyof Visit) => median(all.map((visit) => visit[what])).toFixed(0);
  const table = toTable([
    ['visit', 'first paint, ms', 'something to work with, ms', 'kB received'],
    ...[...visits].map(([name, all]) => [name, of(all, 'firstPaintMs'), of(all, 'wholeMs'), of(all, 'kilobytes')]),
  ]);
  process.stdout.write(table);
  if (isWriting()) writeSection('paint', toBlock(table));
  return [...visits.values()].every((all) => median(all.map(({ firstPaintMs }) => firstPaintMs)) < MOST_MS);
}

/** With an empty cache, and again with what the first visit has left. */
async function visitTwice(browser: Browser, url: string, whole: string): Promise<(readonly [string, Visit])[]> {
  const context = await browser.newContext();
  const visits: (readonly [string, Visit])[] = [];
  for (const kind of ['first', 'again']) {
    const page = await context.newPage();
    visits.push([kind, await visit(page, url, whole)]);
    await page.close();
  }
  await context.close();
  return visits;
}

async function visit(page: Page, url: string, whole: string): Promise<Visit> {
  const beganMs = performance.now();
  await page.goto(url);
  await page.locator(whole).first().waitFor();
  const wholeMs = performance.now() - beganMs;
  const { firstPaintMs, bytes } = await page.evaluate(() => {
    // What the page has, in the words of a browser.
    const { performance } = globalThis;
    const resources = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    const sizes = resources.map((entry) => (entry as unknown as { transferSize: number }).transferSize);
    return {
      firstPaintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity,
      bytes: sizes.reduce((sum, size) => sum + size, 0),
    };
  });
  return { firstPaintMs, wholeMs, kilobytes: bytes / 1_000 };
}
