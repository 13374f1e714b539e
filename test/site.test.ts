import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../src/clock.ts';
import type { HttpServer } from '../src/server.ts';
import { startHttpServer } from '../src/server.ts';
import { openSite } from '../src/site.ts';
import type { GuardedGateway } from './support/guarded.ts';
import { openGuardedGateway } from './support/guarded.ts';

const PAGE = '<!doctype html><title>Calls</title>';
const SCRIPT = 'console.log("calls");'.repeat(50);

let folder: string;
let guarded: GuardedGateway;
let server: HttpServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'site-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), PAGE);
  writeFileSync(join(folder, 'assets', 'index-1.js'), SCRIPT);
  writeFileSync(join(folder, 'assets', 'index-1.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(folder, 'notes.txt'), 'nothing for browsers');
  guarded = await openGuardedGateway({ gateway: { site: openSite(folder) } });
  server = await startHttpServer(guarded.gateway.listener, { host: '127.0.0.1', port: 0, clock: systemClock });
});

afterAll(async () => {
  await server.stop(0);
  await guarded.close();
  rmSync(folder, { recursive: true });
});

/** What comes through either door. */
async function get(path: string, init: RequestInit = {}): Promise<Response> {
  const ofCode = await guarded.gateway.fetch(`http://gateway.test${path}`, init);
  const ofServer = await fetch(`${server.url}${path}`, { redirect: 'manual', ...init });
  expect([ofServer.status, ofServer.headers.get('content-type')]).toEqual([
    ofCode.status,
    ofCode.headers.get('content-type'),
  ]);
  return ofCode;
}

describe('the pages at /', () => {
  it('are for everybody, and can do no more than ask the gateway', async () => {
    const response = await get('/');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(PAGE);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  it('are not sent again to who has them', async () => {
    const etag = (await get('/')).headers.get('etag') as string;
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await get('/', { headers: { 'if-none-match': known } });
      expect([known, again.status, await again.text()]).toEqual([known, 304, '']);
    }
    expect((await get('/', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('come packed as they were when built, to who takes them so', async () => {
    const packed = await guarded.gateway.fetch('http://gateway.test/assets/index-1.js', {
      headers: { 'accept-encoding': 'gzip, br' },
    });
    expect(packed.headers.get('content-encoding')).toBe('br');
    expect(brotliDecompressSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(SCRIPT);
    for (const accepted of ['gzip', 'br;q=0', '']) {
      const plain = await guarded.gateway.fetch('http://gateway.test/assets/index-1.js', {
        headers: { 'accept-encoding': accepted },
      });
      expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, SCRIPT]);
    }
  });

  it('can be kept for good where their name tells what is in them', async () => {
    const response = await get('/assets/index-1.js');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it.each(['/notes.txt', '/assets/', '/assets/index-1.js.br', '/../package.json', '/assets/%2e%2e/index.html'])(
    'are no way to %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it('take nothing', async () => {
    expect((await get('/', { method: 'POST', body: '{}' })).status).toBe(405);
  });

  it('leave the endpoint guarded', async () => {
    const response = await get('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ viewer { id } }"}',
    });
    expect(response.status).toBe(401);
  });
});

it('is no site without a folder', () => {
  expect(openSite(join(folder, 'nowhere'))).toBeUndefined();
});
