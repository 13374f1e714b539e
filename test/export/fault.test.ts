import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { startHttpServer } from '../../src/server.ts';
import type { Simulator, SimulatorRequest } from '../../src/simulator/server.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import type { FaultPlan } from '../support/faulty-graph.ts';
import { startFaultyGraph } from '../support/faulty-graph.ts';
import type { TestGatewayOptions } from '../support/gateway.ts';
import { openGateway } from '../support/gateway.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { toTolerable } from '../support/tolerable-faults.ts';
import { until } from '../support/until.ts';

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };
const WEEK = 'from=2026-06-05T00:00:00Z&to=2026-06-14T00:00:00Z';
const DAY = 'from=2026-06-12T00:00:00Z&to=2026-06-13T00:00:00Z';
const MONTH = 'from=2026-05-17T00:00:00Z';

let simulator: Simulator;
const calls: SimulatorRequest[] = [];
beforeAll(async () => {
  simulator = await startSimulator({ clock, onRequest: (call) => calls.push(call) });
});
afterAll(() => simulator.close());

function open(options: Partial<TestGatewayOptions> = {}) {
  const { baseUrl, accessToken } = simulator;
  const opened = openGateway({ baseUrl, accessToken, clock, ...options });
  return {
    ...opened,
    get: (search: string, kind = 'ndjson', init?: RequestInit) =>
      opened.gateway.fetch(`http://gateway.test/export/streams.${kind}?${search}`, init),
  };
}

const isList = ({ url }: { readonly url: string }) => /\/callRecords(\?|$)/.test(url);
const countLists = () => calls.filter(isList).length;
/** Cursors are never twice the same. */
const toBare = (text: string) => text.replaceAll(/"cursor":"[^"]*"/g, '"cursor":"…"');

/** As much of a body as came. */
async function readToItsEnd(response: Response): Promise<{ text: string; isWhole: boolean }> {
  let text = '';
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
    }
    return { text, isWhole: true };
  } catch {
    return { text, isWhole: false };
  }
}

describe('an export waits', () => {
  it('when the budget of its caller is spent', async () => {
    const manual = createManualClock(nowMs);
    const calm = open();
    const whole = await (await calm.get(WEEK)).text();
    const gateway = open({ clock: manual, callerBudget: 70 });
    let pauses = 0;
    let text: string | undefined;
    const reading = gateway.get(WEEK).then(async (response) => (text = await response.text()));
    while (text === undefined) {
      await wait(2);
      // Of an operation under way there would be the deadline, which is sooner.
      if (manual.msToNext() <= 30_000 || manual.msToNext() === Infinity) continue;
      pauses += 1;
      expect(manual.msToNext()).toBeLessThanOrEqual(60_000);
      await manual.advanceToNext();
    }
    await reading;
    expect(toBare(text)).toBe(toBare(whole));
    expect(pauses).toBe(Math.ceil(new Set(whole.match(/"CallId":"[^"]*"/g)).size / 60) - 1);
    await gateway.close();
    await calm.close();
  });

  it('for Graph, and has the same rows when one round trip in six fails', async () => {
    const calm = open();
    const whole = await (await calm.get(DAY)).text();
    const plan: FaultPlan = {
      trip: ({ number }) => (number % 6 === 2 ? { kind: 'status', status: 503 } : undefined),
      items: ({ urls }) =>
        urls.map((_url, index) => (index % 6 === 3 ? { kind: 'status', status: 429, retryAfter: '0' } : undefined)),
    };
    const graph = await startFaultyGraph({ upstreamUrl: simulator.baseUrl, ...toTolerable(plan, () => Date.now()) });
    const gateway = open({ baseUrl: graph.baseUrl, clock: systemClock });
    const response = await gateway.get(DAY);
    expect(toBare(await response.text())).toBe(toBare(whole));
    expect(graph.trips.some(({ fault, itemFaults }) => fault ?? itemFaults.some(Boolean))).toBe(true);
    await Promise.all([gateway.close(), graph.close(), calm.close()]);
  });
});

describe('an export that cannot go on', () => {
  async function openFailing() {
    const manual = createManualClock(nowMs);
    let lists = 0;
    const graph = await startFaultyGraph({
      upstreamUrl: simulator.baseUrl,
      trip: ({ urls }) => {
        if (urls.some((url) => isList({ url }))) lists += 1;
        return lists > 1 ? { kind: 'status', status: 503 } : undefined;
      },
    });
    const gateway = open({ baseUrl: graph.baseUrl, clock: manual });
    /** Lets time go by while nothing is under way. */
    async function drive<T>(promise: Promise<T>): Promise<T> {
      let isDone = false;
      const done = promise.finally(() => (isDone = true));
      done.catch(() => undefined);
      while (!isDone) {
        await wait(3);
        if (graph.underWayCount() === 0) await manual.advanceToNext(29_000);
      }
      return done;
    }
    return { gateway, drive, close: () => Promise.all([gateway.close(), graph.close()]) };
  }

  it('says so in its last line, breaks off, and goes on behind it', async () => {
    const calm = open();
    const whole = await (await calm.get(WEEK)).text();
    const { gateway, drive, close } = await openFailing();
    const { text, isWhole } = await drive(gateway.get(WEEK).then(readToItsEnd));
    expect(isWhole).toBe(false);
    const lines = text.trimEnd().split('\n');
    const { error } = JSON.parse(lines.pop() ?? '') as { error: { code: string; message: string; after: string } };
    expect(error.code).toBe('UPSTREAM_UNAVAILABLE');
    expect((JSON.parse(lines.at(-1) ?? '') as { cursor: string }).cursor).toMatch(/^[\w-]+\.[\w-]+$/);
    // Another replica can go on where this one was cut.
    const rest = await (await calm.get(`after=${error.after}`)).text();
    expect(toBare(`${lines.join('\n')}\n${rest}`)).toBe(toBare(whole));
    await Promise.all([close(), calm.close()]);
  });

  it('breaks the connection of CSV, too', async () => {
    const { gateway, drive, close } = await openFailing();
    const server = await startHttpServer(gateway.gateway.listener, { host: '127.0.0.1', port: 0, clock: systemClock });
    const { text, isWhole } = await drive(fetch(`${server.url}/export/streams.csv?${WEEK}`).then(readToItsEnd));
    expect(isWhole).toBe(false);
    expect(text.split('\r\n').length).toBeGreaterThan(100);
    expect(text.endsWith('\r\n')).toBe(true);
    await server.stop(100);
    await close();
  });

  it('at its beginning is answered as any request', async () => {
    const graph = await startFaultyGraph({
      upstreamUrl: simulator.baseUrl,
      trip: () => ({ kind: 'status', status: 503 }),
    });
    const manual = createManualClock(nowMs);
    const gateway = open({ baseUrl: graph.baseUrl, clock: manual });
    let response: Response | undefined;
    void gateway.get(DAY).then((answer) => (response = answer));
    while (!response) {
      await wait(3);
      if (graph.underWayCount() === 0) await manual.advanceToNext(29_000);
    }
    expect([response.status, response.headers.has('retry-after')]).toEqual([503, true]);
    expect(await response.text()).toContain('"code":"UPSTREAM_UNAVAILABLE"');
    await Promise.all([gateway.close(), graph.close()]);
  });
});

describe('a reader', () => {
  it('who leaves has nothing further read', async () => {
    const gateway = open();
    const server = await startHttpServer(gateway.gateway.listener, { host: '127.0.0.1', port: 0, clock: systemClock });
    calls.length = 0;
    const leaving = new AbortController();
    const response = await fetch(`${server.url}/export/streams.csv?${MONTH}`, { signal: leaving.signal });
    await response.body?.getReader().read();
    leaving.abort();
    await wait(300);
    const count = calls.length;
    await wait(500);
    expect(calls).toHaveLength(count);
    expect(countLists()).toBeLessThan(5);
    await server.stop(100);
    await gateway.close();
  });

  it('who stops reading stops the export, and is cut off', async () => {
    const gateway = open();
    const server = await startHttpServer(gateway.gateway.listener, {
      host: '127.0.0.1',
      port: 0,
      clock: systemClock,
      inbound: { stalledReaderMs: 1_500 },
    });
    calls.length = 0;
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.pause();
    socket.write(`GET /export/streams.ndjson?${MONTH} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`);
    await until(() => countLists() > 0);
    await wait(4_000);
    const count = countLists();
    await wait(500);
    expect(countLists()).toBe(count);
    expect(count).toBeLessThan(6);
    // The place is free again.
    const responses = await Promise.all([1, 2, 3, 4].map(() => gateway.get(DAY)));
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    for (const response of responses) await response.body?.cancel();
    socket.destroy();
    await server.stop(100);
    await gateway.close();
  });

  it('finds no room beyond MAX_EXPORTS, and room again when another has left', async () => {
    const gateway = open({ exports: 2 });
    const held = [await gateway.get(DAY), await gateway.get(DAY)];
    const refused = await gateway.get(DAY);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10']);
    expect(await refused.text()).toContain('OVERLOADED');
    await held[0]?.body?.cancel();
    expect((await gateway.get(DAY)).status).toBe(200);
    await gateway.close();
  });

  it('finds nothing where there are no exports', async () => {
    const gateway = open({ exports: 0 });
    expect((await gateway.get(DAY)).status).toBe(404);
    await gateway.close();
  });

  it('is told when the gateway stops', async () => {
    const gateway = open();
    const response = await gateway.get(MONTH);
    const reading = readToItsEnd(response);
    await gateway.gateway.stopSubscriptions();
    const { text, isWhole } = await reading;
    expect(isWhole).toBe(false);
    expect(text.trimEnd().split('\n').at(-1)).toContain('"code":"OVERLOADED"');
    const late = await gateway.get(DAY);
    expect([late.status, late.headers.get('retry-after')]).toEqual([503, '10']);
    await gateway.close();
  });

  it('of HTTP/1.0 is refused, who could not tell the end from a break', async () => {
    const gateway = open();
    const server = await startHttpServer(gateway.gateway.listener, { host: '127.0.0.1', port: 0, clock: systemClock });
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.write(`GET /export/streams.csv HTTP/1.0\r\nhost: 127.0.0.1\r\n\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 505 /);
    socket.destroy();
    await server.stop(100);
    await gateway.close();
  });
});
