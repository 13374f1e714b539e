import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GraphError } from '../../src/graph/errors.ts';
import { toRelativeUrl } from '../../src/graph/next-link.ts';
import { openGateway } from '../support/gateway.ts';
import { startStubGraph } from '../support/stub-graph.ts';

const publicRoot = new URL('https://graph.microsoft.com/v1.0');
const records = '/communications/callRecords';

function codeOf(link: unknown, root = publicRoot): string {
  try {
    return `followed to ${toRelativeUrl(link, root)}`;
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    expect(error.details.retryable).not.toBe(true);
    return error.code;
  }
}

describe('a link into Graph becomes relative', () => {
  it.each<[string, string]>([
    [`https://graph.microsoft.com/v1.0${records}?$skiptoken=abc`, `${records}?$skiptoken=abc`],
    [
      `https://graph.microsoft.com/v1.0${records}('a')/sessions?$skiptoken=%2B%2F%3D`,
      `${records}('a')/sessions?$skiptoken=%2B%2F%3D`,
    ],
    [`https://GRAPH.Microsoft.COM/v1.0${records}`, records],
    [`https://graph.microsoft.com:443/v1.0${records}`, records],
    [`https://graph.microsoft.com/v1.0/x/../communications/callRecords`, records],
  ])('%s', (link, relative) => {
    expect(toRelativeUrl(link, publicRoot)).toBe(relative);
  });

  it.each<[string, string]>([
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['https://proxy.example:8443/graph', 'https://proxy.example:8443/graph'],
    ['https://[::1]:1', 'https://[0:0:0:0:0:0:0:1]:1'],
  ])('at %s', (baseUrl, sender) => {
    expect(toRelativeUrl(`${sender}/v1.0/a?b=c`, new URL(`${baseUrl}/v1.0`))).toBe('/a?b=c');
  });
});

describe('a link elsewhere is refused', () => {
  it.each<[string, unknown]>([
    ['another host', 'https://evil.example/v1.0/a'],
    ['another scheme', 'http://graph.microsoft.com/v1.0/a'],
    ['another scheme on the same port', 'http://graph.microsoft.com:443/v1.0/a'],
    ['another port', 'https://graph.microsoft.com:444/v1.0/a'],
    ['the host as user name', 'https://graph.microsoft.com@evil.example/v1.0/a'],
    ['the host as user name with password', 'https://graph.microsoft.com:x@evil.example/v1.0/a'],
    ['a user name', 'https://user@graph.microsoft.com/v1.0/a'],
    ['a password', 'https://:secret@graph.microsoft.com/v1.0/a'],
    ['the host as a prefix', 'https://graph.microsoft.com.evil.example/v1.0/a'],
    ['the host as a suffix', 'https://evilgraph.microsoft.com/v1.0/a'],
    ['a subdomain', 'https://x.graph.microsoft.com/v1.0/a'],
    ['a trailing dot', 'https://graph.microsoft.com./v1.0/a'],
    ['a look-alike', 'https://graph.micrоsoft.com/v1.0/a'],
    ['punycode', 'https://xn--graph-9za.microsoft.com/v1.0/a'],
    ['a host parted by a backslash', 'https://graph.microsoft.com\\@evil.example/v1.0/a'],
    ['a foreign host in backslashes', 'https:\\\\evil.example\\v1.0\\a'],
    ['a foreign host with a tab', 'https://evil\t.example/v1.0/a'],
    ['a foreign host that a newline hides', 'https://graph.microsoft.com\n.evil.example/v1.0/a'],
    ['a fragment', `https://graph.microsoft.com/v1.0${records}#a`],
    ['an empty fragment', `https://graph.microsoft.com/v1.0${records}#`],
    [
      'the form of the documentation page',
      "https://graph.microsoft.com/v1.0/$metadata#communications/callRecords('a')/sessions?$skiptoken=abc",
    ],
    ['another version', 'https://graph.microsoft.com/beta/communications/callRecords'],
    ['a version that begins the same', 'https://graph.microsoft.com/v1.01/a'],
    ['another version behind dots', 'https://graph.microsoft.com/v1.0/../beta/a'],
    ['another version behind encoded dots', 'https://graph.microsoft.com/v1.0/%2e%2e/beta/a'],
    ['another version behind mixed dots', 'https://graph.microsoft.com/v1.0/.%2E/beta/a'],
    ['another version behind backslashes', 'https://graph.microsoft.com/v1.0\\..\\beta\\a'],
    ['the root', 'https://graph.microsoft.com/'],
    ['the version itself', 'https://graph.microsoft.com/v1.0?a'],
    ['a relative path', '/v1.0/communications/callRecords'],
    ['no scheme', '//graph.microsoft.com/v1.0/a'],
    ['a script', 'javascript:alert(1)'],
    ['a file', 'file:///v1.0/a'],
    ['data', 'data:application/json,{}'],
    ['a blob of the same origin', 'blob:https://graph.microsoft.com/v1.0/a'],
    ['no URL', 'not a url'],
    ['empty text', ''],
    ['a number', 7],
    ['true', true],
    ['null', null],
    ['undefined', undefined],
    ['a list', [`https://graph.microsoft.com/v1.0${records}`]],
    ['an object that reads as one', { toString: () => `https://graph.microsoft.com/v1.0${records}` }],
  ])('%s', (_, link) => {
    expect(codeOf(link)).toBe('INVALID_NEXT_LINK');
  });

  it.each([
    'https://proxy.example/v1.0/a',
    'https://proxy.example/graphs/v1.0/a',
    'https://proxy.example/graph/beta/a',
    'https://proxy.example/graph/v1.0/../../v1.0/a',
  ])('%s where the base URL has a path', (link) => {
    expect(codeOf(link, new URL('https://proxy.example/graph/v1.0'))).toBe('INVALID_NEXT_LINK');
  });

  it('without saying what it was', () => {
    expect.assertions(1);
    try {
      toRelativeUrl('https://evil.example/v1.0/?token=canary', publicRoot);
    } catch (error) {
      expect(String(error) + JSON.stringify(error)).not.toMatch(/evil|canary/);
    }
  });
});

it('whatever the link, what is asked next lies below the version root of the same origin', () => {
  const piece = fc.constantFrom(
    'https:', 'http:', '//', '/', '\\', '@', ':', ':443', ':444', '?', '#', '..', '.', '%2e%2e', '%2f', '%5c', '\t', '\n', ' ',
    'graph.microsoft.com', 'evil.example', 'v1.0', 'beta', '/v1.0/', 'communications/callRecords', '$skiptoken=a', 'ⓥ1.0', '%00',
  ); // prettier-ignore
  const anyLink = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    fc.array(piece, { maxLength: 10 }).map((pieces) => `https://graph.microsoft.com/v1.0/${pieces.join('')}`),
    fc.array(piece, { maxLength: 6 }).map((pieces) => `https://graph.microsoft.com${pieces.join('')}`),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.string({ unit: 'binary' }).map((text) => `https://graph.microsoft.com/v1.0/${text}`),
  );
  let followed = 0;
  fc.assert(
    fc.property(anyLink, (link) => {
      const outcome = codeOf(link);
      if (outcome === 'INVALID_NEXT_LINK') return;
      followed += 1;
      const asked = `${publicRoot.href}${outcome.slice('followed to '.length)}`;
      const url = new URL(asked);
      expect(url.origin).toBe('https://graph.microsoft.com');
      expect(url.href).toBe(asked);
      expect(url.pathname).toMatch(/^\/v1\.0\//);
      expect(new URL(link).href).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\//);
      expect(asked).toMatch(/^[\x21-\x7e]+$/);
    }),
    { numRuns: 400 },
  );
  expect(followed).toBeGreaterThan(40);
});

it('never opens a connection to where such a link points, and keeps what was read before', async () => {
  const id = 'e523d2ed-2966-4b6b-925b-754a88034cc5';
  let connections = 0;
  const elsewhere = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const elsewhereUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  const graph = await startStubGraph(({ url }) =>
    url.includes('$skiptoken')
      ? {
          body: {
            value: [{ id: 's3' }],
            '@odata.nextLink': `${elsewhereUrl}/v1.0/communications/callRecords/${id}/sessions?$skiptoken=b`,
          },
        }
      : {
          body: {
            id,
            sessions: [{ id: 's1' }, { id: 's2' }],
            'sessions@odata.nextLink': `${graph.baseUrl}/v1.0/communications/callRecords/${id}/sessions?$skiptoken=a`,
          },
        },
  );
  const gateway = openGateway({ baseUrl: graph.baseUrl });
  try {
    const answer = await gateway.query(`{ callRecord(id: "${id}") { id legs: sessions { id } } }`);
    expect(answer.data).toEqual({ callRecord: { id, legs: [{ id: 's1' }, { id: 's2' }, { id: 's3' }] } });
    expect(answer.errors).toEqual([
      expect.objectContaining({
        path: ['callRecord', 'legs'],
        extensions: { code: 'INVALID_NEXT_LINK', retryable: false },
      }),
    ]);
    expect(JSON.stringify(answer)).not.toContain(new URL(elsewhereUrl).port);
    expect(connections).toBe(0);
    expect(graph.calls).toHaveLength(2);
  } finally {
    await gateway.close();
    await graph.close();
    await new Promise((resolve) => elsewhere.close(resolve));
  }
});
