import { request } from 'node:http';
import type { ClientRequest } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createAccessToken } from '../src/simulator/token.ts';
import { isWriting, toBlock, writeSection } from './docs-section.ts';
import { median } from './median.ts';
import { start } from './peers/process.ts';
import { toTable } from './table.ts';

/**
 * A change of a call record on its way to its subscribers: what it takes of Graph and of the gateway's CPU, by how many
 * follow. The simulator notifies; subscribers are SSE streams that all select the record with its sessions.
 */

const SUBSCRIBERS = [1, 100, 500];
const CHANGES = 40;
const QUERY =
  'subscription { callRecordChanged { version callRecordId callRecord { id type startDateTime endDateTime sessions { id modalities } } } }';
const PORT = 4471;
const GATEWAY_PORT = 4472;

const toFile = (path: string) => fileURLToPath(new URL(`../../../dist/${path}`, import.meta.url));

export async function benchLive(): Promise<boolean> {
  const upstream = await start({
    file: process.execPath,
    args: [toFile('simulator/main.js'), '--port', String(PORT)],
    isUp: /GRAPH_ACCESS_TOKEN=/,
    url: `http://127.0.0.1:${PORT}`,
  });
  const rows: (string | number)[][] = [
    [
      'subscribers',
      'told',
      'requests to Graph for a change',
      'CPU ms for a change',
      'µs for each told',
      'ms from first to last',
    ],
  ];
  let isWhole = true;
  try {
    for (const count of SUBSCRIBERS) {
      const figures = await follow(upstream.url, count);
      isWhole &&= figures.told === count * CHANGES;
      rows.push([
        count,
        `${figures.told} of ${count * CHANGES}`,
        (figures.requests / CHANGES).toFixed(2),
        (figures.cpuMs / CHANGES).toFixed(2),
        ((figures.cpuMs * 1_000) / figures.told).toFixed(0),
        median(figures.spreadsMs).toFixed(1),
      ]);
    }
  } finally {
    await upstream.stop();
  }
  process.stdout.write(`\n${toTable(rows)}`);
  if (isWriting()) writeSection('live', toBlock(toTable(rows)));
  return isWhole;
}

interface Figures {
  readonly told: number;
  readonly requests: number;
  readonly cpuMs: number;
  /** Between the first and the last subscriber that was told of a change. */
  readonly spreadsMs: readonly number[];
}

async function follow(upstreamUrl: string, count: number): Promise<Figures> {
  const token = createAccessToken({ now: Date.now() });
  const gateway = await start({
    file: process.execPath,
    args: [toFile('main.js')],
    env: {
      PORT: String(GATEWAY_PORT),
      LOG_LEVEL: 'silent',
      GRAPH_BASE_URL: upstreamUrl,
      GRAPH_ACCESS_TOKEN: token,
      NOTIFICATION_URL: `http://127.0.0.1:${GATEWAY_PORT}`,
      NOTIFICATION_SWEEP_MINUTES: '0',
    },
  });
  const origin = new URL(gateway.url).origin;
  const arrivals = new Map<string, number[]>();
  let told = 0;
  const streams = Array.from({ length: count }, () =>
    openStream(`${origin}/graphql`, (key) => {
      told += 1;
      const times = arrivals.get(key) ?? [];
      times.push(performance.now());
      arrivals.set(key, times);
    }),
  );
  try {
    await Promise.all(streams.map(({ opened }) => opened));
    await wait(1_500);
    const [cpuMs, requests] = [gateway.cpuMs(), await countRequests(origin)];
    for (let change = 0; change < CHANGES; change += 1) {
      await post(`${upstreamUrl}/simulator/calls`, token, { kind: 'peerToPeer' });
      await wait(50);
    }
    for (let tries = 0; told < count * CHANGES && tries < 200; tries += 1) await wait(100);
    return {
      told,
      requests: (await countRequests(origin)) - requests,
      cpuMs: gateway.cpuMs() - cpuMs,
      spreadsMs: [...arrivals.values()].map((times) => Math.max(...times) - Math.min(...times)),
    };
  } finally {
    for (const { close } of streams) close();
    await gateway.stop();
  }
}

function openStream(url: string, onChange: (key: string) => void): { opened: Promise<void>; close: () => void } {
  let sent: ClientRequest | undefined;
  const opened = new Promise<void>((resolve, reject) => {
    sent = request(
      url,
      { method: 'POST', headers: { 'content-type': 'application/json', accept: 'text/event-stream' } },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => {
          resolve();
          text += chunk.toString();
          const blocks = text.split('\n\n');
          text = blocks.pop() ?? '';
          for (const block of blocks) {
            const [, version, id] = /"version":(\d+),"callRecordId":"([^"]+)"/.exec(block) ?? [];
            if (id !== undefined) onChange(`${id} ${version}`);
          }
        });
        response.on('error', () => undefined);
      },
    );
    sent.on('error', reject);
    sent.end(JSON.stringify({ query: QUERY }));
  });
  opened.catch(() => undefined);
  return { opened, close: () => sent?.destroy() };
}

async function post(url: string, token: string, body: object): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const { status } = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (status >= 300) throw new Error(`${url} answered ${status}`);
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function countRequests(origin: string): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`)).text();
  return [...text.matchAll(/^graph_requests_total\{[^}]*\} (\d+)/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );
}
