import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { toCoding } from './accepted-coding.ts';
import type { RequestHead } from './fast-way/answer-type.ts';

export interface SiteAnswer {
  readonly status: 200 | 304 | 405;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

/** Pages that are the same for everybody, and hold no data. */
export interface Site {
  /** The answer to a request for one of its files, `index.html` at `/`; undefined for any other path. */
  answer(path: string, request: RequestHead): SiteAnswer | undefined;
}

interface File {
  readonly hash: string;
  readonly headers: Readonly<Record<string, string>>;
  /** By coding; what it is as it stands under `identity`. */
  readonly bodies: Readonly<Record<string, Buffer | undefined>>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
/** What was packed when the site was built lies beside it. */
const PACKED = { br: '.br', gzip: '.gz' } as const;

/** Its own scripts and styles, and the gateway that it comes from, is all that a page may use. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The files of a folder, each read when it is first asked for; undefined where there is no such folder. */
export function openSite(folder: string): Site | undefined {
  if (!existsSync(folder)) return undefined;
  const files = new Map<string, () => File>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const type = TYPES[extname(path)];
    if (!entry.isFile() || !type) continue;
    const name = relative(folder, path).split(sep).join('/');
    files.set(
      name === 'index.html' ? '/' : `/${name}`,
      once(() => toFile(path, type, name)),
    );
  }
  return {
    answer(path, request) {
      const file = files.get(path)?.();
      if (!file) return undefined;
      const { method = 'GET', header } = request;
      if (method !== 'GET' && method !== 'HEAD') {
        return { status: 405, headers: { allow: 'GET, HEAD' }, body: undefined };
      }
      const coding = toCoding(header('accept-encoding') ?? '', Object.keys(file.bodies));
      const etag = `"${file.hash}-${coding}"`;
      if (isKnown(header('if-none-match'), etag)) {
        return { status: 304, headers: { ...file.headers, etag }, body: undefined };
      }
      const body = file.bodies[coding] as Buffer;
      const ofPacked = coding === 'identity' ? {} : { 'content-encoding': coding };
      const headers = { ...file.headers, etag, ...ofPacked, 'content-length': String(body.length) };
      return { status: 200, headers, body: method === 'HEAD' ? undefined : body };
    },
  };
}

/** RFC 9110, 13.1.2: a list is compared weakly, and a star is any. */
function isKnown(ifNoneMatch: string | null | undefined, etag: string): boolean {
  const known = (ifNoneMatch ?? '').split(',').map((entry) => entry.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function toFile(path: string, type: string, name: string): File {
  const plain = readFileSync(path);
  const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  const readPacked = (ending: string) => (existsSync(path + ending) ? readFileSync(path + ending) : undefined);
  const packed = Object.entries(PACKED)
    .map(([coding, ending]) => [coding, readPacked(ending)] as const)
    .filter(([, body]) => body);
  return {
    hash,
    bodies: { ...Object.fromEntries(packed), identity: plain },
    headers: {
      'content-type': type,
      // The names of assets have a hash of what is in them.
      'cache-control': name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'Accept-Encoding',
      'content-security-policy': POLICY,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  };
}
