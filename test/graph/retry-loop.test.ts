import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { GraphError } from '../../src/graph/errors.ts';
import { openGateway } from '../support/gateway.ts';
import type { TestClientOptions } from '../support/graph-client.ts';
import { createHastyClock, openClient, START_MS } from '../support/graph-client.ts';
import { createManualClock } from '../support/manual-clock.ts';
import type { Answer, RawAnswer, StubAnswer } from '../support/stub-graph.ts';
import { startStubGraph } from '../support/stub-graph.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

/** A client over a stub, and when what reached the stub, in milliseconds after the start. */
async function start(answer: Answer, options: Partial<TestClientOptions> = {}, rawAnswer?: RawAnswer) {
  const clock = createHastyClock();
  const arrivals: { url: string; atMs: number }[] = [];
  const graph = await startStubGraph((request) => {
    arrivals.push({ url: request.url, atMs: clock.now() - START_MS });
    return answer(request);
  }, rawAnswer);
  open.push(graph);
  const client = openClient({ baseUrl: graph.baseUrl, clock, ...options });
  open.push(client);
  return { graph, client, clock, arrivals };
}

/** Answers one request after the other with these, and everything behind them well. */
function inTurn(...answers: readonly StubAnswer[]): Answer {
  let turn = 0;
  return ({ url }) => answers[turn++] ?? { body: { url } };
}

const throttled = (retryAfter?: string, date?: string): StubAnswer => ({
  status: 429,
  headers: { ...(retryAfter !== undefined && { 'retry-after': retryAfter }), ...(date !== undefined && { date }) },
});

function expectError(result: object | undefined): GraphError {
  expect(result).toBeInstanceOf(GraphError);
  return result as GraphError;
}

describe('a throttled read waits as long as it was told to', () => {
  const sentMs = START_MS - 3_600_000;
  const httpDate = (afterMs: number) => new Date(sentMs + afterMs).toUTCString();
  it.each<[name: string, answer: StubAnswer, gapMs: number]>([
    ['no Retry-After', throttled(), 500],
    ['0', throttled('0'), 500],
    ['1', throttled('1'), 1000],
    ['0.249', throttled('0.249'), 500],
    ['1.5', throttled('1.5'), 1500],
    ['120', throttled('120'), 120_000],
    ['300', throttled('300'), 300_000],
    ['-5', throttled('-5'), 500],
    ['empty', throttled(''), 500],
    ['abc', throttled('abc'), 500],
    ['10, 20', throttled('10, 20'), 20_000],
    ['a past date', throttled(httpDate(-7000), httpDate(0)), 500],
    ["a future date on the sender's clock", throttled(httpDate(7000), httpDate(0)), 7000],
  ])('%s', async (_, answer, gapMs) => {
    for (const random of [0, 0.999]) {
      const { client, arrivals } = await start(inTurn(answer), { random: () => random });
      expect(await client.readAll(['/a'])).toEqual([{ url: '/a' }]);
      const [first, second, ...more] = arrivals.map(({ atMs }) => atMs);
      expect([first, more]).toEqual([0, []]);
      expect(second).toBeGreaterThanOrEqual(gapMs);
      expect(second).toBeLessThanOrEqual(gapMs + random * 500);
    }
  });

  it('two headers', async () => {
    let turn = 0;
    const { client, arrivals } = await start(inTurn(), {}, (_request, response) => {
      if (turn++ > 0) return false;
      response
        .writeHead(
          429,
          [
            ['retry-after', '2'],
            ['retry-after', '9'],
            ['retry-after', '4'],
          ].flat(),
        )
        .end('{}');
      return true;
    });
    expect(await client.readAll(['/a'])).toEqual([{ url: '/a' }]);
    expect(arrivals).toEqual([{ url: '/a', atMs: 9000 }]);
  });

  it('every time anew', async () => {
    const { client, arrivals } = await start(inTurn(throttled('3'), throttled(), throttled('0.5')));
    expect(await client.readAll(['/a'])).toEqual([{ url: '/a' }]);
    expect(arrivals.map(({ atMs }) => atMs)).toEqual([0, 3000, 3500, 4000]);
  });
});

describe('of a batch', () => {
  const urls = Array.from({ length: 20 }, (_, index) => `/item-${index + 1}`);
  const waits = new Map([
    ['/item-3', '1'],
    ['/item-7', '5'],
    ['/item-11', '2'],
  ]);

  it('only what was throttled goes again, each after its own wait', async () => {
    const { client, arrivals, graph } = await start(({ url }) => {
      const retryAfter = arrivals.filter((arrival) => arrival.url === url).length === 1 ? waits.get(url) : undefined;
      return retryAfter === undefined ? { body: { url } } : { status: 429, headers: { 'Retry-After': retryAfter } };
    });
    expect(await client.readAll(urls)).toEqual(urls.map((url) => ({ url })));
    expect(arrivals).toHaveLength(23);
    expect(arrivals.slice(0, 20).every(({ atMs }) => atMs === 0)).toBe(true);
    expect(arrivals.slice(20).map(({ url }) => url)).toEqual(['/item-3', '/item-11', '/item-7']);
    for (const { url, atMs } of arrivals.slice(20)) expect(atMs).toBeGreaterThanOrEqual(Number(waits.get(url)) * 1000);
    expect(graph.calls).toHaveLength(4);
    expect(client.meter).toMatchObject({ httpCalls: 4, requests: 23 });
  });

  it('what is throttled for ever costs itself only', async () => {
    const { client, arrivals } = await start(({ url }) => {
      const isFirst = arrivals.filter((arrival) => arrival.url === url).length === 1;
      const retryAfter = isFirst || url === '/item-7' ? waits.get(url) : undefined;
      return retryAfter === undefined ? { body: { url } } : { status: 429, headers: { 'Retry-After': retryAfter } };
    });
    const results = await client.readAll(urls);
    const { code, details } = expectError(results[6]);
    expect(code).toBe('UPSTREAM_THROTTLED');
    expect(details).toMatchObject({ status: 429, attempts: 4, retryable: true, retryAfterMs: 5000 });
    expect(results.filter((_, index) => index !== 6)).toEqual(
      urls.filter((url) => url !== '/item-7').map((url) => ({ url })),
    );
    const again = arrivals.slice(20);
    expect(again.map(({ url }) => url)).toEqual(['/item-3', '/item-11', '/item-7', '/item-7', '/item-7']);
    expect(again.map(({ atMs }) => atMs).slice(2)).toEqual([5000, 10_000, 15_000]);
  });

  it('all of it goes again where the batch itself was throttled', async () => {
    let posts = 0;
    const { client, clock, arrivals, graph } = await start(inTurn(), {}, (_request, response) => {
      if (posts++ > 0) return false;
      response.writeHead(429, { 'retry-after': '4', 'content-type': 'application/json' }).end('{}');
      return true;
    });
    expect(await client.readAll(urls)).toEqual(urls.map((url) => ({ url })));
    expect(graph.calls).toHaveLength(2);
    expect(arrivals.map(({ atMs }) => atMs)).toEqual(urls.map(() => 4000));
    expect(clock.waits).toEqual([4000]);
  });

  it('one that waits does not hold up another', async () => {
    const { client, graph } = await start(({ url }) => (url === '/item-25' ? { status: 503 } : { body: { url } }));
    const more = [...urls, ...[21, 22, 23, 24, 25].map((number) => `/item-${number}`)];
    const results = await client.readAll(more);
    expect(expectError(results[24]).code).toBe('UPSTREAM_UNAVAILABLE');
    expect(results.slice(0, 24)).toEqual(more.slice(0, 24).map((url) => ({ url })));
    expect(graph.calls.map(({ line }) => line).sort()).toEqual([
      ...Array<string>(3).fill('GET /item-25'),
      'POST /$batch',
      'POST /$batch',
    ]);
  });
});

describe('tries by status', () => {
  const statuses = Array.from({ length: 112 }, (_, index) => 400 + index);
  const cured = new Set([408, 429, 500, 502, 503, 504, 506, 507, 508, 509, 510, 511]);

  function toTries(arrivals: readonly { url: string }[]): [string, number][] {
    const tries = new Map<string, number>();
    for (const { url } of arrivals) tries.set(url, (tries.get(url) ?? 0) + 1);
    return [...tries].sort();
  }

  it.each(['alone', 'in batches'])('%s', async (how) => {
    const { client, clock, arrivals } = await start(({ url }) => ({ status: Number(url.slice(1)), body: {} }));
    const urls = statuses.map((status) => `/${status}`);
    const results: (object | GraphError)[] = [];
    for (const url of urls) {
      // What is answered in between says that there is no outage, in which retries are few.
      const [result] = await client.readAll(how === 'alone' ? [url] : [url, '/200']);
      if (how === 'alone') await client.readAll(['/200']);
      results.push(result as object);
    }
    expect(toTries(arrivals.filter(({ url }) => url !== '/200'))).toEqual(
      statuses.map((status) => [`/${status}`, cured.has(status) ? 4 : 1]),
    );
    for (const [index, result] of results.entries()) {
      const { details } = expectError(result);
      const status = statuses[index] ?? 0;
      expect(details).toMatchObject({ status, attempts: cured.has(status) ? 4 : 1, retryable: cured.has(status) });
      if (cured.has(status)) expect(details.retryAfterMs).toBeGreaterThanOrEqual(500);
      else expect(details.retryAfterMs).toBeUndefined();
    }
    expect(Math.min(...clock.waits)).toBeGreaterThanOrEqual(500);
  });

  it('each status has its code', async () => {
    const codes = {
      400: 'UPSTREAM_INVALID_RESPONSE',
      401: 'UPSTREAM_UNAUTHENTICATED',
      403: 'UPSTREAM_FORBIDDEN',
      404: 'NOT_FOUND',
      405: 'UPSTREAM_INVALID_RESPONSE',
      408: 'UPSTREAM_TIMEOUT',
      429: 'UPSTREAM_THROTTLED',
      500: 'UPSTREAM_UNAVAILABLE',
      501: 'UPSTREAM_UNAVAILABLE',
      503: 'UPSTREAM_UNAVAILABLE',
      504: 'UPSTREAM_TIMEOUT',
    };
    const { client } = await start(({ url }) => ({
      status: Number(url.slice(1)),
      headers: { 'request-id': `id${url}` },
    }));
    const results = await client.readAll(Object.keys(codes).map((status) => `/${status}`));
    expect(results.map((result) => expectError(result).code)).toEqual(Object.values(codes));
    expect(results.map((result) => expectError(result).details.requestId)).toEqual(
      Object.keys(codes).map((status) => `id/${status}`),
    );
    expect(JSON.stringify(results.map((result) => [expectError(result).message, result]))).not.toContain(
      'upstream text',
    );
  });
});

describe('a broken connection', () => {
  type Break = (request: IncomingMessage, response: ServerResponse) => void;
  const breaks: readonly [string, Break][] = [
    ['closed before the headers', (request) => request.socket.destroy()],
    ['reset before the headers', (request) => request.socket.resetAndDestroy()],
    ['closed in the headers', (request) => request.socket.end('HTTP/1.1 200 OK\r\ncontent-ty')],
    ['no HTTP', (request) => request.socket.end('220 mail.example ESMTP\r\n')],
    [
      'closed in the body',
      (request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write('{"canary":', () => request.socket.destroy());
      },
    ],
    [
      'closed in a chunked body',
      (request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"canary":', () => request.socket.destroy());
      },
    ],
    [
      'closed in the body of a failure',
      (request, response) => {
        response.writeHead(503, { 'content-length': '1000' });
        response.write('canary', () => request.socket.destroy());
      },
    ],
  ];

  it.each(breaks)('%s: another try, never at once', async (_, breakOff) => {
    let turn = 0;
    const { client, clock, graph } = await start(inTurn(), {}, (request, response) => {
      if (turn++ > 0) return false;
      breakOff(request, response);
      return true;
    });
    expect(await client.readAll(['/a'])).toEqual([{ url: '/a' }]);
    expect(graph.calls).toHaveLength(2);
    expect(clock.waits).toEqual([500]);
  });

  it.each(breaks)('%s: every time', async (_, breakOff) => {
    const { client, clock, graph } = await start(inTurn(), {}, (request, response) => {
      breakOff(request, response);
      return true;
    });
    const results = await client.readAll(['/a', '/b']);
    expect(graph.calls).toHaveLength(4);
    expect(clock.waits).toEqual([500, 500, 500]);
    for (const result of results) {
      const { code, message, details, cause } = expectError(result);
      expect(code).toBe('UPSTREAM_UNAVAILABLE');
      expect(details).toMatchObject({ attempts: 4, retryable: true });
      expect(JSON.stringify([message, details]) + String(cause)).not.toMatch(/canary|127\.0\.0\.1/);
    }
  });

  it('refused', async () => {
    const gone = await startStubGraph(inTurn());
    await gone.close();
    const clock = createHastyClock();
    const client = openClient({ baseUrl: gone.baseUrl, clock });
    open.push(client);
    const [result] = await client.readAll(['/a']);
    expect(expectError(result).code).toBe('UPSTREAM_UNAVAILABLE');
    expect(clock.waits).toEqual([500, 500, 500]);
  });

  it('a kept one that went stale', async () => {
    const { client, graph } = await start(inTurn(), {}, (request, response) => {
      // Closed right behind the first answer, while the client holds it for the next request.
      if (graph.calls.length === 1) response.on('finish', () => request.socket.end());
      return false;
    });
    expect(await client.readAll(['/a'])).toEqual([{ url: '/a' }]);
    expect(await client.readAll(['/b'])).toEqual([{ url: '/b' }]);
  });
});

describe('a wait beyond the deadline', () => {
  it('is not begun: the failure is final at once and tells when to come back', async () => {
    const { client, clock, arrivals } = await start(inTurn(throttled('120')), { timeoutMs: 30_000 });
    const [result] = await client.readAll(['/a']);
    const { code, details } = expectError(result);
    expect(code).toBe('UPSTREAM_THROTTLED');
    expect(details).toMatchObject({ status: 429, attempts: 1, retryAfterMs: 120_000 });
    expect(arrivals).toHaveLength(1);
    expect(clock.waits).toEqual([]);
  });

  it.each([
    [29_999, 2],
    [30_000, 1],
  ])('counts what is left: of 30 seconds a wait of %i ms leaves %i tries', async (waitMs, tries) => {
    const { client, arrivals } = await start(inTurn(throttled(String(waitMs / 1000))), { timeoutMs: 30_000 });
    await client.readAll(['/a']);
    expect(arrivals).toHaveLength(tries);
  });

  it('of one item of a batch leaves the others their tries', async () => {
    const { client, clock, arrivals } = await start(
      ({ url, inBatch }) => (inBatch ? throttled(url === '/a' ? '120' : '2') : { body: { url } }),
      { timeoutMs: 30_000 },
    );
    const [a, b] = await client.readAll(['/a', '/b']);
    expect(expectError(a).details).toMatchObject({ attempts: 1, retryAfterMs: 120_000 });
    expect(b).toEqual({ url: '/b' });
    expect(clock.waits).toEqual([2000]);
    expect(arrivals).toHaveLength(3);
  });

  it('reaches the caller as retryAfterSeconds', async () => {
    const graph = await startStubGraph(() => throttled('120.5'));
    open.push(graph);
    const gateway = openGateway({ baseUrl: graph.baseUrl, clock: createManualClock(START_MS) });
    open.push(gateway);
    const answer = await gateway.query('{ callRecord(id: "e523d2ed-2966-4b6b-925b-754a88034cc5") { id } }');
    expect(answer.data).toEqual({ callRecord: null });
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([
      {
        code: 'UPSTREAM_THROTTLED',
        retryable: true,
        retryAfterSeconds: 120.5,
        upstream: { status: 429, attempts: 1 },
      },
    ]);
    expect(graph.requests).toHaveLength(1);
  });
});

describe('an operation that ends', () => {
  /** Resolves when a request has come to the stub or a wait has begun. */
  function createMoment(): { readonly come: Promise<void>; arrive(): void } {
    let arrive: () => void = () => undefined;
    const come = new Promise<void>((resolve) => (arrive = resolve));
    return { come, arrive: () => arrive() };
  }

  it('while it waits ends the wait, with its own reason', async () => {
    const controller = new AbortController();
    const asleep = createMoment();
    let cancelled = 0;
    const clock = createManualClock(START_MS);
    const watched: Clock = {
      now: () => clock.now(),
      schedule(delayMs, fn) {
        asleep.arrive();
        const cancel = clock.schedule(delayMs, fn);
        return () => {
          cancelled += 1;
          cancel();
        };
      },
    };
    const { client, arrivals } = await start(inTurn(throttled('20')), { clock: watched, signal: controller.signal });
    const results = client.readAll(['/a']);
    await asleep.come;
    await clock.advance(19_999);
    const reason = new GraphError('DEADLINE_EXCEEDED', 'The caller left.');
    controller.abort(reason);
    expect(await results).toEqual([reason]);
    expect(cancelled).toBe(1);
    await clock.advance(60_000);
    expect(arrivals).toHaveLength(1);
  });

  it('while Graph is silent ends the request, which Graph sees', async () => {
    const controller = new AbortController();
    const asked = createMoment();
    const hungUp = createMoment();
    const { client, graph } = await start(inTurn(), { signal: controller.signal }, (request) => {
      request.socket.on('close', () => hungUp.arrive());
      asked.arrive();
      return true;
    });
    const results = client.readAll(['/a', '/b']);
    await asked.come;
    controller.abort(new Error('whatever the reason'));
    for (const result of await results) expect(expectError(result).code).toBe('DEADLINE_EXCEEDED');
    await hungUp.come;
    expect(graph.calls).toHaveLength(1);
  });

  it('before it began asks nothing', async () => {
    const { client, graph } = await start(inTurn(), { signal: AbortSignal.abort(new Error('left')) });
    const [result] = await client.readAll(['/a']);
    expect(expectError(result).code).toBe('DEADLINE_EXCEEDED');
    expect(graph.calls).toEqual([]);
  });
});
