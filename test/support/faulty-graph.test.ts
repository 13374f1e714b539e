import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import type { Simulator } from '../../src/simulator/server.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { showcase } from '../../src/simulator/showcase.ts';
import type { FaultPlan, FaultyGraph, TripFault } from './faulty-graph.ts';
import { startFaultyGraph, UPSTREAM_TEXT } from './faulty-graph.ts';

/** The proxy makes the faults that it says, and none besides. */

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const LIST = '/communications/callRecords';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ clock: { ...systemClock, now: () => nowMs } });
});

afterAll(() => simulator.close());

async function onGraph<T>(plan: FaultPlan, play: (graph: FaultyGraph) => Promise<T>): Promise<T> {
  const graph = await startFaultyGraph({ ...plan, upstreamUrl: simulator.baseUrl });
  try {
    return await play(graph);
  } finally {
    await graph.close();
  }
}

const headers = () => ({ authorization: `Bearer ${simulator.accessToken}`, 'content-type': 'application/json' });
const get = (baseUrl: string, path: string) => fetch(`${baseUrl}/v1.0${path}`, { headers: headers() });

function batch(baseUrl: string): Promise<Response> {
  const urls = [LIST, `${LIST}/${showcase.meeting}`, `${LIST}/${showcase.poorCall}`];
  const requests = urls.map((url, index) => ({ id: String(index + 1), method: 'GET', url }));
  return fetch(`${baseUrl}/v1.0/$batch`, { method: 'POST', headers: headers(), body: JSON.stringify({ requests }) });
}

test('without a fault it is the Graph behind it, whose links lead back to it', () =>
  onGraph({}, async ({ baseUrl, trips }) => {
    const text = await (await get(baseUrl, LIST)).text();
    expect(text.replaceAll(baseUrl, simulator.baseUrl)).toBe(await (await get(simulator.baseUrl, LIST)).text());
    const { '@odata.nextLink': nextLink } = JSON.parse(text) as { '@odata.nextLink': string };
    expect(nextLink.startsWith(`${baseUrl}/v1.0${LIST}?`)).toBe(true);
    expect((await fetch(nextLink, { headers: headers() })).status).toBe(200);
    expect(trips.map(({ urls, fault }) => [urls.length, fault])).toEqual([
      [1, undefined],
      [1, undefined],
    ]);
  }));

test.each<[TripFault, string]>([
  [{ kind: 'status', status: 429, retryAfter: '7' }, '429 application/json 7'],
  [{ kind: 'status', status: 503 }, '503 application/json null'],
  [{ kind: 'html' }, '502 text/html null'],
])('%j', (fault, expected) =>
  onGraph({ trip: () => fault }, async ({ baseUrl, trips }) => {
    const answer = await get(baseUrl, LIST);
    const [type, retryAfter] = [answer.headers.get('content-type'), answer.headers.get('retry-after')];
    expect(`${answer.status} ${type} ${retryAfter}`).toBe(expected);
    expect(await answer.text()).toContain(UPSTREAM_TEXT);
    expect(trips[0]?.fault).toEqual(fault);
  }),
);

test('a reset comes before the headers', () =>
  onGraph({ trip: () => ({ kind: 'reset' }) }, ({ baseUrl }) => expect(get(baseUrl, LIST)).rejects.toThrow()));

test.each(['short', 'reset amid body'] as const)('%s comes behind the headers', (kind) =>
  onGraph({ trip: () => ({ kind }) }, async ({ baseUrl }) => {
    const answer = await get(baseUrl, LIST);
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  }),
);

test('a cut body is whole as HTTP has it', () =>
  onGraph({ trip: () => ({ kind: 'cut' }) }, async ({ baseUrl }) => {
    const text = await (await get(baseUrl, LIST)).text();
    expect(text.length).toBeGreaterThan(100);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  }));

test('items of a batch are lost, refused and put into another order, each as planned', () =>
  onGraph(
    {
      items: () => [{ kind: 'lost' }, { kind: 'status', status: 429, retryAfter: '3' }],
      reorder: (responses) =>
        [...responses].sort((a, b) => (b as { id: string }).id.localeCompare((a as { id: string }).id)),
    },
    async ({ baseUrl, trips }) => {
      const { responses } = await (await batch(baseUrl)).json();
      expect(responses).toMatchObject([
        { id: '3', status: 200, body: { id: showcase.poorCall } },
        { id: '2', status: 429, headers: { 'Retry-After': '3' } },
      ]);
      expect(responses).toHaveLength(2);
      expect(trips[0]?.urls).toHaveLength(3);
    },
  ));
