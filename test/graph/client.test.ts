import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { AccessToken } from '../../src/graph/auth.ts';
import { createTokenSource } from '../../src/graph/auth.ts';
import { GraphError } from '../../src/graph/errors.ts';
import type { TestClientOptions } from '../support/graph-client.ts';
import { createHastyClock, openClient, REQUEST_ID, START_MS } from '../support/graph-client.ts';
import { createManualClock } from '../support/manual-clock.ts';
import type { Answer, RawAnswer, StubGraph } from '../support/stub-graph.ts';
import { startStubGraph } from '../support/stub-graph.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

const echo: Answer = ({ url }) => ({ body: { url } });

async function start(answer: Answer, options: Partial<TestClientOptions> = {}, rawAnswer?: RawAnswer) {
  const clock = createHastyClock();
  const graph = await startStubGraph(answer, rawAnswer);
  open.push(graph);
  const client = openClient({ baseUrl: graph.baseUrl, clock, ...options });
  open.push(client);
  return { graph, client, clock };
}

const toUrls = (count: number) => Array.from({ length: count }, (_, index) => `/item-${index + 1}`);

function expectError(result: object | undefined): GraphError {
  expect(result).toBeInstanceOf(GraphError);
  return result as GraphError;
}

describe('as few round trips as there can be', () => {
  it.each<[count: number, lines: string[]]>([
    [0, []],
    [1, ['GET /item-1']],
    [2, ['POST /$batch']],
    [20, ['POST /$batch']],
    [21, ['GET /item-21', 'POST /$batch']],
    [25, ['POST /$batch', 'POST /$batch']],
    [41, ['GET /item-41', 'POST /$batch', 'POST /$batch']],
  ])('%i reads', async (count, lines) => {
    const sizes: number[] = [];
    const { graph, client } = await start(echo, {}, (_request, _response, body) => {
      if (body !== '') sizes.push((JSON.parse(body) as { requests: unknown[] }).requests.length);
      return false;
    });
    const urls = toUrls(count);
    expect(await client.readAll(urls)).toEqual(urls.map((url) => ({ url })));
    expect(graph.calls.map(({ line }) => line).sort()).toEqual(lines);
    expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(20);
    expect(client.meter).toMatchObject({ httpCalls: lines.length, requests: count });
  });

  it('sends the batches side by side', async () => {
    const waiting: (() => void)[] = [];
    const { client } = await start(echo, {}, (_request, response, body) => {
      const { requests } = JSON.parse(body) as { requests: { id: string; url: string }[] };
      waiting.push(() => {
        const responses = requests.map(({ id, url }) => ({ id, status: 200, body: { url } }));
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ responses }));
      });
      // Nobody is answered before all three are here.
      if (waiting.length === 3) for (const answer of waiting) answer();
      return true;
    });
    expect(await client.readAll(toUrls(60))).toHaveLength(60);
  });

  it('below a base URL with a path', async () => {
    const { graph } = await start(echo);
    const client = openClient({ baseUrl: `${graph.baseUrl}/proxy/graph`, clock: createHastyClock() });
    open.push(client);
    expect(await client.readAll(['/a?b=c'])).toEqual([{ url: '/proxy/graph/v1.0/a?b=c' }]);
    expect(client.client.toRelativeUrl(`${graph.baseUrl}/proxy/graph/v1.0/a?b=c`)).toBe('/a?b=c');
  });
});

describe('what goes with a request', () => {
  it('alone', async () => {
    const { graph, client } = await start(echo);
    await client.readAll(['/a']);
    await client.readAll([{ url: '/b', maxPageSize: 7 }]);
    expect(graph.requests.map(({ url, headers }) => [url, headers['prefer']])).toEqual([
      ['/a', 'include-unknown-enum-members'],
      ['/b', 'include-unknown-enum-members, odata.maxpagesize=7'],
    ]);
    for (const { headers } of graph.requests) {
      expect(headers).toMatchObject({
        accept: 'application/json',
        authorization: 'Bearer test-token',
        'client-request-id': REQUEST_ID,
      });
    }
  });

  it('in a batch: each item has its own, and the batch has the token', async () => {
    const { graph, client } = await start(echo);
    await client.readAll(['/a', { url: '/b', maxPageSize: 7 }]);
    expect(graph.requests.map(({ url, headers }) => [url, headers['prefer'], headers['authorization']])).toEqual([
      ['/a', 'include-unknown-enum-members', undefined],
      ['/b', 'include-unknown-enum-members, odata.maxpagesize=7', undefined],
    ]);
    expect(graph.calls.map(({ headers }) => headers)).toEqual([
      expect.objectContaining({
        accept: 'application/json',
        'content-type': 'application/json',
        authorization: 'Bearer test-token',
        'client-request-id': REQUEST_ID,
      }),
    ]);
  });

  it('in a batch: each item has the id of the operation', async () => {
    const { graph, client } = await start(echo);
    await client.readAll(['/a', '/b']);
    expect(graph.requests.map(({ headers }) => headers['client-request-id'])).toEqual([REQUEST_ID, REQUEST_ID]);
  });
});

describe('a body that is cut short', () => {
  const whole = JSON.stringify({ value: [{ id: 'canary-1' }, { id: 'canary-2', text: 'zum Glück' }] });
  const tenths = Array.from({ length: 10 }, (_, index) => index / 10);
  const cuts: readonly [string, (part: number) => Buffer, Record<string, string>][] = [
    ['JSON', (part) => toPart(Buffer.from(whole), part), {}],
    ['gzip', (part) => toPart(gzipSync(whole), part), { 'content-encoding': 'gzip' }],
    ['gzip of cut JSON', (part) => gzipSync(toPart(Buffer.from(whole), part)), { 'content-encoding': 'gzip' }],
  ];

  function toPart(bytes: Buffer, part: number): Buffer {
    return bytes.subarray(0, Math.floor(bytes.length * part));
  }

  it.each(cuts)('%s: at every tenth it is read again, and then refused', async (_, toBody, headers) => {
    for (const part of tenths) {
      const { graph, client, clock } = await start(echo, {}, (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(toBody(part));
        return true;
      });
      const [result] = await client.readAll(['/a']);
      const error = expectError(result);
      expect(error.code).toBe('UPSTREAM_INVALID_RESPONSE');
      expect(error.details).toMatchObject({ attempts: 4, retryable: true });
      expect(JSON.stringify([error.message, error]) + String(error.cause)).not.toMatch(/canary|JSON at|position/);
      expect(graph.calls).toHaveLength(4);
      expect(clock.waits).toEqual([500, 500, 500]);
    }
  });

  it.each(cuts)('%s: once only, it comes whole the next time', async (_, toBody, headers) => {
    for (const part of tenths) {
      let turn = 0;
      const { client } = await start(echo, {}, (_request, response) => {
        const body = toBody(turn++ === 0 ? part : 1);
        response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);
        return true;
      });
      expect(await client.readAll(['/a'])).toEqual([JSON.parse(whole)]);
    }
  });

  it('damages all of a batch alike', async () => {
    let turn = 0;
    const { client, graph } = await start(echo, {}, (_request, response) => {
      if (turn++ > 0) return false;
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"responses":[{"id":"1","status":200,');
      return true;
    });
    expect(await client.readAll(['/a', '/b'])).toEqual([{ url: '/a' }, { url: '/b' }]);
    expect(graph.calls).toHaveLength(2);
  });
});

describe('what is not a JSON object is refused and not shown', () => {
  const canary = 'canary';
  const good = '{"canary":1}';
  const html = `<html>${canary}</html>`;
  it.each<[status: number, contentType: string | undefined, body: string, code: string | undefined, tries: number]>([
    [200, 'application/json', good, undefined, 1],
    [200, 'APPLICATION/JSON; charset=utf-8', good, undefined, 1],
    [200, 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false', good, undefined, 1],
    [200, 'application/problem+json', good, undefined, 1],
    [200, 'text/html', html, 'UPSTREAM_INVALID_RESPONSE', 1],
    [200, 'text/html', good, 'UPSTREAM_INVALID_RESPONSE', 1],
    [200, 'text/plain; x=application/json', good, 'UPSTREAM_INVALID_RESPONSE', 1],
    [200, 'application/xml', '<a/>', 'UPSTREAM_INVALID_RESPONSE', 1],
    [200, 'application/jsonp', good, 'UPSTREAM_INVALID_RESPONSE', 1],
    [200, undefined, good, 'UPSTREAM_INVALID_RESPONSE', 1],
    [200, undefined, '', 'UPSTREAM_INVALID_RESPONSE', 1],
    [200, 'application/json', html, 'UPSTREAM_INVALID_RESPONSE', 4],
    [200, 'application/json', '', 'UPSTREAM_INVALID_RESPONSE', 4],
    [200, 'application/json', '[]', 'UPSTREAM_INVALID_RESPONSE', 1],
    [200, 'application/json', '"canary"', 'UPSTREAM_INVALID_RESPONSE', 1],
    [200, 'application/json', '7', 'UPSTREAM_INVALID_RESPONSE', 1],
    [200, 'application/json', 'null', 'UPSTREAM_INVALID_RESPONSE', 1],
    [201, 'application/json', good, 'UPSTREAM_INVALID_RESPONSE', 1],
    [202, 'application/json', good, 'UPSTREAM_INVALID_RESPONSE', 1],
    [204, undefined, '', 'UPSTREAM_INVALID_RESPONSE', 1],
    [304, undefined, '', 'UPSTREAM_INVALID_RESPONSE', 1],
    [403, 'text/html', html, 'UPSTREAM_FORBIDDEN', 1],
    [418, 'application/json', '{"canary', 'UPSTREAM_INVALID_RESPONSE', 1],
    [502, 'text/html', html, 'UPSTREAM_UNAVAILABLE', 4],
    [503, 'application/json', good, 'UPSTREAM_UNAVAILABLE', 4],
  ])('%i %s %s', async (status, contentType, body, code, tries) => {
    const { client, graph } = await start(echo, {}, (_request, response) => {
      response.writeHead(status, contentType === undefined ? {} : { 'content-type': contentType }).end(body);
      return true;
    });
    const [result] = await client.readAll(['/a']);
    expect(graph.calls).toHaveLength(tries);
    if (code === undefined) return expect(result).toEqual({ canary: 1 });
    const error = expectError(result);
    expect(error.code).toBe(code);
    expect(JSON.stringify([error.message, error]) + String(error.cause)).not.toMatch(/canary|html/);
  });
});

describe('redirects', () => {
  it.each([300, 301, 302, 303, 307, 308])('%i is not followed', async (status) => {
    const elsewhere = await start(() => ({ body: { url: 'stolen' } }));
    const { client, graph } = await start(() => ({
      status,
      headers: { location: `${elsewhere.graph.baseUrl}/v1.0/a` },
    }));
    const results = [...(await client.readAll(['/a'])), ...(await client.readAll(['/b', '/c']))];
    expect(results.map((result) => expectError(result).code)).toEqual(Array(3).fill('UPSTREAM_INVALID_RESPONSE'));
    expect(graph.calls).toHaveLength(2);
    expect(elsewhere.graph.calls).toEqual([]);
  });

  it('of a whole batch are not followed either', async () => {
    const elsewhere = await start(echo);
    const { client, graph } = await start(echo, {}, (_request, response) => {
      response.writeHead(307, { location: `${elsewhere.graph.baseUrl}/v1.0/$batch` }).end();
      return true;
    });
    for (const result of await client.readAll(['/a', '/b'])) {
      expect(expectError(result).code).toBe('UPSTREAM_INVALID_RESPONSE');
    }
    expect(graph.calls).toHaveLength(1);
    expect(elsewhere.graph.calls).toEqual([]);
  });
});

describe('whatever the answers of a batch look like, every read settles once and in its place', () => {
  /** What the service does with its answers: some go missing, some come twice, junk is between, and all are shuffled. */
  const scenario = fc.integer({ min: 2, max: 20 }).chain((count) =>
    fc.record({
      count: fc.constant(count),
      missing: fc.subarray(Array.from({ length: count }, (_, index) => index)),
      twice: fc.subarray(Array.from({ length: count }, (_, index) => index)),
      junk: fc.array(
        fc.constantFrom<unknown>(
          null, 7, 'x', [], {}, { id: '0', status: 200, body: {} }, { id: '21', status: 200, body: {} }, { id: '-1', status: 200 },
          { id: '1e9', status: 200, body: {} }, { id: 'x', status: 200, body: {} }, { status: 200, body: {} }, { id: '1' },
          { id: '2', status: '200', body: {} }, { id: null, status: 200, body: {} }, { id: '__proto__', status: 200, body: {} },
        ),
      ), // prettier-ignore
      seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
    }),
  );

  function shuffle<T>(items: readonly T[], seed: number): T[] {
    let state = seed;
    return items
      .map((item) => ({ item, key: (state = (state * 48_271) % 2_147_483_647) }))
      .sort((one, other) => one.key - other.key)
      .map(({ item }) => item);
  }

  it('over the wire', async () => {
    let answers: (requests: readonly { id: string; url: string }[]) => unknown[] = () => [];
    const { client } = await start(echo, {}, (_request, response, body) => {
      if (body === '') return false;
      const { requests } = JSON.parse(body) as { requests: { id: string; url: string }[] };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ responses: answers(requests) }));
      return true;
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ count, missing, twice, junk, seed }) => {
        // Ends what the budget for retries would take for an outage.
        await client.readAll(['/answered']);
        const urls = toUrls(count);
        const lost = new Set(missing.map((index) => urls[index]));
        answers = (requests) => {
          const good = requests.map(({ id, url }) => ({ id, status: 200, headers: null, body: { url } }));
          const given = good.filter((_, index) => !lost.has(requests[index]?.url));
          return shuffle([...given, ...given.filter((_, index) => twice.includes(index)), ...junk], seed);
        };
        const results = await client.readAll(urls);
        expect(results).toHaveLength(count);
        for (const [index, result] of results.entries()) {
          const url = urls[index];
          // Once it is the only one left, it goes as a plain GET, which answers.
          if (!lost.has(url) || lost.size === 1) expect(result).toEqual({ url });
          else
            expect(expectError(result)).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE', details: { attempts: 4 } });
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each<[string, unknown]>([
    ['no list', {}],
    ['an object for a list', { responses: { '1': { status: 200, body: {} } } }],
    ['an empty list', { responses: [] }],
    ['null', { responses: null }],
  ])('%s', async (_, body) => {
    const { client, graph } = await start(echo, {}, (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      return true;
    });
    for (const result of await client.readAll(['/a', '/b'])) {
      expect(expectError(result).code).toBe('UPSTREAM_INVALID_RESPONSE');
    }
    expect(graph.calls).toHaveLength(4);
  });

  it('of two answers to one read the first counts', async () => {
    const { client } = await start(echo, {}, (_request, response) => {
      const responses = ['2', '1', '2', '1'].map((id, index) => ({ id, status: index < 2 ? 200 : 503, body: { id } }));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ responses }));
      return true;
    });
    expect(await client.readAll(['/a', '/b'])).toEqual([{ id: '1' }, { id: '2' }]);
  });

  it('one body that is no object costs its own read only, and is not asked for again', async () => {
    const { client, graph } = await start(({ url }) => ({ body: url === '/b' ? ['canary'] : { url } }));
    const [a, b, c] = await client.readAll(['/a', '/b', '/c']);
    expect([a, c]).toEqual([{ url: '/a' }, { url: '/c' }]);
    expect(expectError(b).code).toBe('UPSTREAM_INVALID_RESPONSE');
    expect(graph.requests).toHaveLength(3);
  });
});

describe('a token that Graph refuses', () => {
  /** Gives A, B, C … and counts how often it was asked. */
  function createTokens(next: (turn: number) => AccessToken = toToken) {
    let turn = 0;
    const clock = createManualClock(START_MS);
    const provider = () => Promise.resolve(next(turn++));
    return { tokens: createTokenSource(provider, { clock }), fetched: () => turn };
  }
  const toToken = (turn: number): AccessToken => ({
    token: String.fromCharCode(65 + turn),
    expiresAtMs: START_MS + 3_600_000,
  });
  const authorization = (calls: StubGraph['calls']) => calls.map(({ headers }) => headers.authorization);

  it('is replaced once, and the read is replayed once', async () => {
    const { tokens, fetched } = createTokens();
    const { client, clock, graph } = await start(
      ({ headers, url }) => (headers['authorization'] === 'Bearer A' ? { status: 401 } : { body: { url } }),
      { tokens },
    );
    expect(await client.readAll(['/a'])).toEqual([{ url: '/a' }]);
    expect(authorization(graph.calls)).toEqual(['Bearer A', 'Bearer B']);
    expect(await client.readAll(['/b'])).toEqual([{ url: '/b' }]);
    expect(fetched()).toBe(2);
    expect(clock.waits).toEqual([]);
  });

  it('twice is the end', async () => {
    const { tokens, fetched } = createTokens();
    const { client, graph } = await start(() => ({ status: 401 }), { tokens });
    const [result] = await client.readAll(['/a']);
    expect(expectError(result)).toMatchObject({ code: 'UPSTREAM_UNAUTHENTICATED', details: { status: 401 } });
    expect(authorization(graph.calls)).toEqual(['Bearer A', 'Bearer B']);
    expect(fetched()).toBe(2);
  });

  it('is not sent again where no other is to be had', async () => {
    const { tokens } = createTokens(() => toToken(0));
    const { client, graph } = await start(() => ({ status: 401 }), { tokens });
    const [result] = await client.readAll(['/a']);
    expect(expectError(result).code).toBe('UPSTREAM_UNAUTHENTICATED');
    expect(graph.calls).toHaveLength(1);
  });

  it('on one item of a batch is replaced for that item only', async () => {
    const { tokens, fetched } = createTokens();
    let refusals = 0;
    const { client, graph } = await start(
      ({ url }) => (url === '/item-3' && refusals++ === 0 ? { status: 401 } : { body: { url } }),
      { tokens },
    );
    const urls = toUrls(5);
    expect(await client.readAll(urls)).toEqual(urls.map((url) => ({ url })));
    expect(graph.calls.map(({ line }) => line)).toEqual(['POST /$batch', 'GET /item-3']);
    expect(authorization(graph.calls)).toEqual(['Bearer A', 'Bearer B']);
    expect(fetched()).toBe(2);
  });

  it('on one item for ever costs that item only', async () => {
    const { tokens } = createTokens();
    const { client, graph } = await start(({ url }) => (url === '/item-3' ? { status: 401 } : { body: { url } }), {
      tokens,
    });
    const urls = toUrls(5);
    const results = await client.readAll(urls);
    expect(expectError(results[2]).code).toBe('UPSTREAM_UNAUTHENTICATED');
    expect(results.filter((_, index) => index !== 2)).toEqual(
      urls.filter((url) => url !== '/item-3').map((url) => ({ url })),
    );
    expect(graph.requests).toHaveLength(6);
  });

  it('costs one token request, however many meet it at once', async () => {
    const { tokens, fetched } = createTokens();
    const { client } = await start(echo, { tokens }, (request, response) => {
      if (request.headers.authorization !== 'Bearer A') return false;
      response.writeHead(401).end();
      return true;
    });
    const urls = toUrls(100);
    expect(await Promise.all(urls.map(async (url) => (await client.readAll([url]))[0]))).toEqual(
      urls.map((url) => ({ url })),
    );
    expect(fetched()).toBe(2);
  });

  it.each(['the provider fails', 'the replay breaks off'])(
    'on one item of a batch costs nothing else where %s',
    async (how) => {
      const { tokens } = createTokens((turn) => {
        if (turn > 0 && how === 'the provider fails') throw new Error('no more tokens');
        return toToken(turn);
      });
      const { client, graph } = await start(
        ({ url }) => (url === '/item-3' ? { status: 401 } : { body: { url } }),
        { tokens },
        (request) => {
          if (request.method === 'GET') request.socket.destroy();
          return request.method === 'GET';
        },
      );
      const urls = toUrls(5);
      const results = await client.readAll(urls);
      expectError(results[2]);
      expect(results.filter((_, index) => index !== 2)).toEqual(
        urls.filter((url) => url !== '/item-3').map((url) => ({ url })),
      );
      const asked = graph.requests.filter(({ url }) => url !== '/item-3').map(({ url }) => url);
      expect(asked.sort()).toEqual(urls.filter((url) => url !== '/item-3'));
    },
  );
});

it('a Retry-After that a batch item writes as a number costs no other item', async () => {
  const { client } = await start(echo, {}, (_request, response, body) => {
    if (body === '') return false;
    const responses = [
      { id: '1', status: 429, headers: { 'Retry-After': 2 } },
      { id: '2', status: 200, headers: {}, body: { url: '/b' } },
    ];
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ responses }));
    return true;
  });
  expect(await client.readAll(['/a', '/b'])).toEqual([{ url: '/a' }, { url: '/b' }]);
});
