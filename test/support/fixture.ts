import { readFileSync } from 'node:fs';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- bodies as they stand, not as our types have them
export type Json = any;

/** A documented body of Graph, with `baseUrl` in place of the public cloud's. */
export function readFixture(name: string, baseUrl = 'https://graph.microsoft.com'): Record<string, Json> {
  const text = readFileSync(new URL(`../fixtures/graph/${name}`, import.meta.url), 'utf8');
  return JSON.parse(text.replaceAll('https://graph.microsoft.com', baseUrl)) as Record<string, Json>;
}
