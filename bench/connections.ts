import { Pool } from 'undici';
import { isWriting, toBlock, writeSection } from './docs-section.ts';
import { median } from './median.ts';
import { startNode } from './peers/peer.ts';
import { toTable } from './table.ts';

/**
 * The way to Graph by itself: undici's Pool over TLS to an upstream in a process of its own, by protocol and by how many
 * connections it may hold. What `GraphClient` uses, without anything around it.
 */

const SECONDS = 2;
const ROUNDS = 3;
const IN_FLIGHT = [16, 64];
const CONNECTIONS = [1, 4, 16, 64];
const LATENCIES_MS = [0, 25];

interface Figures {
  readonly perSecond: number;
  /** Of this process, in milliseconds for each exchange. */
  readonly cpuMs: number;
}
interface Way {
  readonly protocol: 'HTTP/1.1' | 'HTTP/2';
  readonly connections: number;
}

const ways: readonly Way[] = [
  ...CONNECTIONS.map((connections) => ({ protocol: 'HTTP/1.1' as const, connections })),
  ...CONNECTIONS.slice(0, 2).map((connections) => ({ protocol: 'HTTP/2' as const, connections })),
];

export async function benchConnections(): Promise<boolean> {
  const tables: string[] = [];
  for (const latencyMs of LATENCIES_MS) {
    const upstream = await startNode('../upstream/secure-server.js', { LATENCY_MS: String(latencyMs) });
    for (const inFlight of IN_FLIGHT) {
      const figures = new Map<Way, Figures[]>(ways.map((way) => [way, []]));
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const way of ways) figures.get(way)?.push(await load(upstream.url, way, inFlight));
      }
      const table = toTable([
        [`latency ${latencyMs} ms, ${inFlight} in flight`, 'connections', 'per second', 'CPU ms'],
        ...ways.map((way) => {
          const rounds = figures.get(way) ?? [];
          const toMedian = (figure: keyof Figures) => median(rounds.map((round) => round[figure]));
          return [way.protocol, way.connections, toMedian('perSecond').toFixed(0), toMedian('cpuMs').toFixed(3)];
        }),
      ]);
      tables.push(table);
      process.stdout.write(`\n${table}`);
    }
    await upstream.stop();
  }
  if (isWriting()) writeSection('connections', toBlock(tables.join('\n')));
  return true;
}

async function load(url: string, { protocol, connections }: Way, inFlight: number): Promise<Figures> {
  const allowH2 = protocol === 'HTTP/2';
  const pool = new Pool(url, {
    connections,
    allowH2,
    connect: { rejectUnauthorized: false },
    // Otherwise a stream of HTTP/2 waits for the one before.
    ...(allowH2 && { pipelining: inFlight, maxConcurrentStreams: inFlight }),
  });
  const ask = async () => {
    const { body, statusCode } = await pool.request({ method: 'GET', path: '/' });
    if (statusCode !== 200) throw new Error(`The upstream answered ${statusCode}`);
    JSON.parse(Buffer.from(await body.arrayBuffer()).toString());
  };
  const run = async (untilMs: number) => {
    let count = 0;
    const keepOn = async () => {
      while (performance.now() < untilMs) {
        await ask();
        count += 1;
      }
    };
    await Promise.all(Array.from({ length: inFlight }, keepOn));
    return count;
  };
  await run(performance.now() + 500);
  const [startedAt, before] = [performance.now(), process.cpuUsage()];
  const count = await run(startedAt + SECONDS * 1_000);
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - startedAt) / 1_000;
  await pool.destroy();
  return { perSecond: count / seconds, cpuMs: (user + system) / 1_000 / count };
}
