import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../src/config.ts';
import { allBlocks, pages, readPage, root, toInlineCode } from './markdown.ts';
import { toEnvironments } from './shell.ts';

/** The variables that pages name are those that the gateway reads, with values that it takes. */

/** What the source of the configuration names: variables are the only words in capitals between quotes there. */
const read = new Set(
  readdirSync(`${root}src`)
    .filter((file) => file.startsWith('config'))
    .flatMap((file) => {
      const source = readFileSync(`${root}src/${file}`, 'utf8');
      return [...source.matchAll(/'([A-Z][A-Z_]{3,})'/g)].map(([, name]) => name as string);
    }),
);

function toRows(page: string): readonly (readonly string[])[] {
  return [...readPage(page).matchAll(/^\| (`[A-Z][A-Z_]+`.*?) +\|/gm)].map(([, cell]) =>
    [...(cell as string).matchAll(/`(\w+)`/g)].map(([, name]) => name as string),
  );
}

it('every variable that the gateway reads is in the table, and no other', () => {
  const documented = toRows('docs/configuration.md').flat();
  expect([...new Set(documented)].sort()).toEqual([...read].sort());
});

it('those of the README are some of them', () => {
  const readme = readPage('README.md');
  const table = readme.slice(readme.indexOf('## Configuration'));
  const names = [...table.matchAll(/^\| (`[A-Z].*?) +\|/gm)].flatMap(([, cell]) =>
    [...(cell as string).matchAll(/`(\w+)`/g)].map(([, name]) => name as string),
  );
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => !read.has(name))).toEqual([]);
});

/** What has to stand beside a variable that is shown alone. */
const beside: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  PERSISTED_DOCUMENTS_ONLY: { PERSISTED_DOCUMENTS: 'persisted-documents.json' },
  REDIS_URL: {
    GRAPH_BASE_URL: 'http://127.0.0.1:4100',
    GRAPH_ACCESS_TOKEN: 'token',
    CURSOR_SECRET: '0123456789abcdef',
  },
  OIDC_CLAIMS: { AUTH: 'oidc', OIDC_ISSUER: 'https://id.example.com', OIDC_AUDIENCE: 'calls' },
  OIDC_ROLES: { AUTH: 'oidc', OIDC_ISSUER: 'https://id.example.com', OIDC_AUDIENCE: 'calls' },
  AUTH: {
    ENTRA_TENANT_IDS: '00000000-0000-0000-0000-000000000001',
    ENTRA_AUDIENCE: 'calls',
    OIDC_ISSUER: 'https://id.example.com',
    OIDC_AUDIENCE: 'calls',
  },
};

function toProblems(env: Readonly<Record<string, string>>): readonly string[] {
  const more = Object.assign({}, ...Object.keys(env).map((name) => beside[name] ?? {})) as Record<string, string>;
  try {
    loadConfig({ ...more, ...env });
    return [];
  } catch (error) {
    return (error as ConfigError).problems;
  }
}

const shown = [
  ...allBlocks
    .filter(({ language }) => language === 'sh')
    .flatMap(({ page, text }) => toEnvironments(text).map((env) => [page, env] as const)),
  ...pages.flatMap((page) =>
    toInlineCode(page)
      .filter((code) => /^[A-Z_]+=\S/.test(code))
      .flatMap((code) => toEnvironments(code).map((env) => [page, env] as const)),
  ),
]
  // Variables of Node, of the shell and of the tests are none of the gateway's.
  .filter(([, env]) => Object.keys(env).some((name) => read.has(name)));

describe('what is shown of the environment', () => {
  it('is a lot', () => expect(shown.length).toBeGreaterThan(20));

  it.each(shown)('%s: %j is taken', (_, env) => {
    expect(Object.keys(env).filter((name) => !read.has(name))).toEqual([]);
    expect(toProblems(env)).toEqual([]);
  });
});
