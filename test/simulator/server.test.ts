import { once } from 'node:events';
import { request as sendRequest, type IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { parseFlags } from '../../src/simulator/flag.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { connect, startMs } from './simulator-client.ts';

const list = '/communications/callRecords';

/** A promise to be kept from outside. */
function createSignal<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((keep) => {
    resolve = keep;
  });
  return { promise, resolve };
}

/** A clock that says when something has been scheduled on it. */
function createObservedClock() {
  const manual = createManualClock(startMs);
  const { promise, resolve } = createSignal<number>();
  const clock: Clock = {
    now: () => manual.now(),
    schedule(delayMs, fn) {
      resolve(delayMs);
      return manual.schedule(delayMs, fn);
    },
  };
  return { clock, manual, scheduled: promise };
}

describe('the server', () => {
  it("sends Graph's headers", async () => {
    const client = await connect();
    const { headers } = await client.get(list);
    expect(headers.get('content-type')).toBe(
      'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
    );
    expect(headers.get('odata-version')).toBe('4.0');
    expect(headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('client-request-id')).toBe(headers.get('request-id'));
    expect(JSON.parse(headers.get('x-ms-ags-diagnostic') ?? '')).toHaveProperty('ServerInfo.DataCenter');
  });

  it.each([
    ['gzip, deflate', list, 'gzip'],
    ['gzip;q=0.5', list, 'gzip'],
    ['gzip;q=0', list, null],
    ['identity', list, null],
    ['gzip', `${list}/none`, null],
  ])('answers Accept-Encoding %s for %s with %s', async (accepted, url, coding) => {
    const client = await connect();
    const { headers, body } = await client.get(url, { 'accept-encoding': accepted });
    expect(headers.get('content-encoding')).toBe(coding);
    expect(body).toBeTypeOf('object');
  });

  it('waits its latency on the clock it was given', async () => {
    const { clock, manual, scheduled } = createObservedClock();
    const client = await connect({ clock, latencyMs: 250 });
    const reply = client.get(list);
    expect(await scheduled).toBe(250);
    expect(client.requests).toEqual([]);
    await manual.advance(249);
    expect(client.requests).toEqual([]);
    await manual.advance(1);
    expect((await reply).status).toBe(200);
    expect(client.requests).toHaveLength(1);
  });

  it('notes a client that leaves before the answer', async () => {
    const { clock, scheduled } = createObservedClock();
    const left = createSignal<number>();
    const client = await connect({ clock, latencyMs: 250, onRequest: ({ status }) => left.resolve(status) });
    const request = sendRequest(`${client.baseUrl}/v1.0${list}`);
    request.on('error', () => undefined).end();
    await scheduled;
    request.destroy();
    expect(await left.promise).toBe(499);
  });

  it('reports a request by the time its answer arrives', async () => {
    const client = await connect();
    await client.get(`${list}/none`, { 'x-mark': 'here' });
    expect(client.requests).toMatchObject([
      { method: 'GET', url: `/v1.0${list}/none`, status: 404, headers: { 'x-mark': 'here' }, items: [] },
    ]);
  });

  it('answers a request without a token before anything else, whatever is in its body', async () => {
    const client = await connect();
    const request = sendRequest(`${client.baseUrl}/v1.0/$batch`, { method: 'POST' }).end('x'.repeat(100));
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(401);
  });

  it('refuses a body above a megabyte', async () => {
    const client = await connect();
    expect((await client.batch(JSON.stringify('x'.repeat(2_000_000)))).status).toBe(400);
  });

  it('rejects when it cannot listen', async () => {
    const client = await connect();
    const port = Number(new URL(client.baseUrl).port);
    await expect(startSimulator({ clock: client.clock, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('is gone once closed', async () => {
    const simulator = await startSimulator({ clock: createManualClock(startMs) });
    await fetch(simulator.baseUrl);
    await simulator.close();
    await expect(fetch(simulator.baseUrl)).rejects.toThrow();
  });
});

describe('the command line', () => {
  it('has defaults and takes flags', () => {
    expect(parseFlags([])).toEqual({ host: '127.0.0.1', port: 4001, seed: 1, latencyMs: 0, throttle: false });
    expect(parseFlags(['--port', '0', '--seed=5', '--latency-ms', '20', '--throttle', '--host', '::1'])).toEqual({
      host: '::1',
      port: 0,
      seed: 5,
      latencyMs: 20,
      throttle: true,
    });
  });

  it('takes the flags of a tenant that lives', () => {
    expect(parseFlags(['--live'])).toMatchObject({ live: {} });
    expect(
      parseFlags([
        ...['--live', '--live-gap-ms', '10-20', '--started-at', '2026-09-16T14:20:30+02:00'],
        ...['--state', 'a.json', '--reauthorize-after', '0.5'],
      ]),
    ).toMatchObject({
      live: { gapMs: [10, 20] },
      startedAtMs: Date.parse('2026-09-16T12:20:30Z'),
      stateFile: 'a.json',
      reauthorizeAfterShare: 0.5,
    });
  });

  it.each([
    [['--live-gap-ms', '10-20']],
    [['--live', '--live-gap-ms', '20-10']],
    [['--live', '--live-gap-ms', '0-0']],
    [['--live', '--live-gap-ms', '5']],
    [['--started-at', 'yesterday']],
    [['--state', '']],
    [['--reauthorize-after', '1']],
    [['--reauthorize-after', '']],
    [['--port', '70000']],
    [['--port', 'x']],
    [['--seed', '-1']],
    [['--latency-ms', '1.5']],
    [['--nothing']],
    [['stray']],
    [['--host', '']],
  ])('refuses %j', (args) => {
    expect(() => parseFlags(args)).toThrow();
  });
});
