import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../src/error-code.ts';
import type { GraphQLAnswer } from '../support/gateway.ts';
import { GRAPHQL_URL, openGateway } from '../support/gateway.ts';
import { root } from './markdown.ts';
import { makePage, pageNames } from './pages.ts';
import { replaceSection } from './section.ts';

describe('what pages have from the code', () => {
  it.each(pageNames)('docs/%s is up to date; if not: npm run docs', async (name) => {
    const { text, made } = await makePage(name);
    expect(text === made, `docs/${name} is not what "npm run docs" writes`).toBe(true);
  });

  it('has its place once, or none is written', () => {
    const page = 'a\n<!-- x -->\nold\n<!-- end of x -->\nb';
    expect(replaceSection(page, 'x', 'new')).toBe('a\n<!-- x -->\n\nnew\n\n<!-- end of x -->\nb');
    expect(() => replaceSection(page, 'y', 'new')).toThrow('no one place for y');
    expect(() => replaceSection(page + page, 'x', 'new')).toThrow('no one place for x');
  });
});

it('every code that the source gives is in the table', () => {
  const sources = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.startsWith('simulator'),
  );
  const given = sources.flatMap((path) =>
    [...readFileSync(`${root}src/${path}`, 'utf8').matchAll(/\bcode: '([A-Z_]+)'/g)].map(([, code]) => code as string),
  );
  expect(given.length).toBeGreaterThan(10);
  expect(given.filter((code) => !(code in errorCodes))).toEqual([]);
});

it.each([
  ['application/json', 200],
  ['application/graphql-response+json', 400],
])('what fails before it is executed is, as %s, %i, as docs/errors.md says', async (accept, status) => {
  const gateway = openGateway({ baseUrl: 'http://graph.test' });
  const response = await gateway.gateway.fetch(GRAPHQL_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query: '{ nothing }' }),
  });
  const { errors } = (await response.json()) as GraphQLAnswer;
  expect([response.status, errors?.[0]?.extensions['code']]).toEqual([status, 'GRAPHQL_VALIDATION_FAILED']);
  await gateway.close();
});
