import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LiveServer } from '../support/live-server.ts';
import { openLiveServer } from '../support/live-server.ts';
import { requirePart } from '../support/required-part.ts';
import { until } from '../support/until.ts';

/** An app that is made of what the README of the client shows, as it shows it. */

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const root = fileURLToPath(new URL('../../', import.meta.url));
const bin = (name: string) => join(root, 'node_modules', '.bin', name);
const run = promisify(execFile);
const readme = readFileSync(join(root, 'client', 'README.md'), 'utf8');

/** By the names that stand in their first lines. */
const snippets = new Map(
  [...readme.matchAll(/```tsx?\n\/\/ (\S+)\n(.*?)```/gs)].map(([, name, text]) => [name as string, text as string]),
);

const TSCONFIG = {
  compilerOptions: {
    target: 'es2023',
    lib: ['es2023', 'dom', 'dom.iterable'],
    module: 'esnext',
    moduleResolution: 'bundler',
    jsx: 'react-jsx',
    types: [],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
  },
};

let app: string;
let server: LiveServer;
const pages = createServer((request, response) => {
  const isScript = request.url === '/main.js';
  response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
  response.end(isScript ? readFileSync(join(app, 'main.js')) : '<div id="root"></div><script src="/main.js"></script>');
});

beforeAll(async () => {
  pages.listen(0, '127.0.0.1');
  await once(pages, 'listening');
  server = await openLiveServer({ origins: [`http://127.0.0.1:${(pages.address() as AddressInfo).port}`] });
  app = mkdtempSync(join(tmpdir(), 'app-'));
  symlinkSync(join(root, 'node_modules'), join(app, 'node_modules'));
  writeFileSync(join(app, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  for (const [name, text] of snippets) {
    mkdirSync(dirname(join(app, name)), { recursive: true });
    writeFileSync(join(app, name), text.replaceAll('http://127.0.0.1:4000', server.url));
  }
  await run(bin('tsc'), ['-p', join(root, 'client')]);
  await run(bin('graphql-codegen'), ['--config', 'codegen.ts'], { cwd: app });
}, 60_000);

afterAll(async () => {
  pages.close();
  await server.close();
  rmSync(app, { recursive: true });
});

/** The program of a snippet with what it imports. */
async function bundle(name: string, forBrowser = false): Promise<string> {
  const outfile = join(app, name.replace(/^.*\/|\.tsx?$/g, '') + (forBrowser ? '.js' : '.mjs'));
  await build({
    entryPoints: [join(app, name)],
    outfile,
    bundle: true,
    format: forBrowser ? 'iife' : 'esm',
    platform: forBrowser ? 'browser' : 'node',
    jsx: 'automatic',
    ...(forBrowser ? { define: { 'process.env.NODE_ENV': '"production"' } } : { packages: 'external' }),
    logLevel: 'silent',
  });
  return outfile;
}

it('has all that it needs', () => {
  expect([...snippets.keys()].sort()).toEqual([
    'ask.ts',
    'calls.tsx',
    'codegen.ts',
    'live.ts',
    'main.tsx',
    'src/poor-calls.ts',
  ]);
});

it('is typed', { timeout: 60_000 }, async () => {
  const { stdout } = await run(bin('tsc'), ['-p', app]).catch((error: unknown) => error as { stdout: string });
  expect(stdout).toBe('');
});

it('asks', { timeout: 30_000 }, async () => {
  const { stdout } = await run(process.execPath, [await bundle('ask.ts')], { cwd: app });
  const lines = stdout.trim().split('\n');
  expect(lines).toHaveLength(5);
  for (const line of lines) expect(line).toMatch(/^20\d\d-\d\d-\d\dT\S+ (GROUP_CALL|PEER_TO_PEER|UNKNOWN) \S/);
});

it('asks queries of its own, whose slow part comes later', { timeout: 30_000 }, async () => {
  const { stdout } = await run(process.execPath, [await bundle('src/poor-calls.ts')], { cwd: app });
  const lines = stdout.trim().split('\n');
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line).toMatch(/^20\d\d-\d\d-\d\dT\S+ [a-z]+\w+$/);
});

it('is told of calls', { timeout: 30_000 }, async () => {
  const program = spawn(process.execPath, [await bundle('live.ts')], { cwd: app });
  let told = '';
  program.stdout.on('data', (text: Buffer) => (told += text.toString()));
  await server.untilSubscribers(1);
  server.simulator.control.endCall({ kind: 'peerToPeer' });
  await until(() => told.includes('\n'), 10_000);
  program.kill();
  expect(told).toMatch(/^CREATED PEER_TO_PEER 20\d\d-\d\d-\d\dT\S+\n$/);
});

it('shows calls in a browser, and more when asked for', { timeout: 60_000 }, async (context) => {
  requirePart(context, CHROMIUM, 'chromium');
  await bundle('main.tsx', true);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(pages.address() as AddressInfo).port}/`);
  await expect.poll(() => page.locator('li').count(), { timeout: 15_000 }).toBe(20);
  await page.getByRole('button', { name: 'More' }).click();
  await expect.poll(() => page.locator('li').count(), { timeout: 15_000 }).toBe(40);
  expect(await page.getByRole('alert').count()).toBe(0);
  await browser.close();
});
