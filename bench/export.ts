import { request } from 'node:http';
import { isWriting, toBlock, writeSection } from './docs-section.ts';
import { startNode } from './peers/peer.ts';
import { toTable } from './table.ts';
import { START_MS, tenant } from './upstream/tenant.ts';

/** What a row of an export costs, and that the memory it takes does not grow with the file. */

const SIZES = [250, 1_000, 2_000];
/** A heap that could not hold the longest file: who gets to its end has not kept it. */
const HEAP_MB = 128;
/** The longest file may take so much more than the shortest, in megabytes of RSS: a heap is collected when it is full. */
const MOST_GROWTH_MB = 60;

interface Exported {
  readonly rows: number;
  readonly bytes: number;
  readonly ms: number;
}

export async function benchExport(): Promise<boolean> {
  const upstream = await startNode('../upstream/server.js');
  const rows: (string | number)[][] = [
    ['exported', 'calls', 'rows', 'MB', 'rows/s', 'MB/s', 'µs CPU for a row', 'RSS before MB', 'peak RSS MB'],
  ];
  const peaks = new Map<string, number[]>();
  for (const kind of ['csv', 'ndjson']) {
    for (const size of SIZES) {
      const gateway = await startNode('gateway.js', {
        UPSTREAM_URL: upstream.url,
        CACHE_MS: '5000',
        NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}`,
      });
      // What is compiled once is no part of what a row costs.
      await read(toUrl(gateway.url, kind, 60));
      const [beforeMb, beforeCpuMs] = [gateway.peakMb(), gateway.cpuMs()];
      const { rows: count, bytes, ms } = await read(toUrl(gateway.url, kind, size));
      const cpuMs = gateway.cpuMs() - beforeCpuMs;
      const peakMb = gateway.peakMb();
      peaks.set(kind, [...(peaks.get(kind) ?? []), peakMb]);
      rows.push([
        kind,
        size,
        count,
        (bytes / 1e6).toFixed(1),
        ((count / ms) * 1_000).toFixed(0),
        (bytes / ms / 1_000).toFixed(1),
        ((cpuMs / count) * 1_000).toFixed(0),
        beforeMb.toFixed(0),
        peakMb.toFixed(0),
      ]);
      await gateway.stop();
    }
  }
  await upstream.stop();
  const table = toTable(rows);
  process.stdout.write(table);
  if (isWriting()) writeSection('export', toBlock(table));
  return [...peaks.values()].every((of) => (of.at(-1) ?? 0) - (of[0] ?? 0) <= MOST_GROWTH_MB);
}

/** The last calls of the upstream, so many. */
function toUrl(endpoint: string, kind: string, calls: number): string {
  const from = new Date(START_MS + (tenant.length - calls) * 60_000).toISOString();
  return endpoint.replace('/graphql', `/export/streams.${kind}?from=${from}&to=2026-07-31T00:00:00Z`);
}

/** Reads a file and keeps nothing of it. */
function read(url: string): Promise<Exported> {
  const beganMs = performance.now();
  return new Promise((resolve, reject) => {
    request(url, (response) => {
      let [lines, bytes] = [0, 0];
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        for (const byte of chunk) if (byte === 10) lines += 1;
      });
      response.once('error', reject);
      response.once('end', () => {
        if (response.statusCode !== 200) reject(new Error(`It was answered with ${response.statusCode}.`));
        const rows = lines - (url.includes('.csv') ? 1 : 0);
        resolve({ rows, bytes, ms: performance.now() - beganMs });
      });
    })
      .once('error', reject)
      .end();
  });
}
