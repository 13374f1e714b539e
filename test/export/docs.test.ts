import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestContext } from 'vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { columnNames } from '../../src/export/exports.ts';
import type { HttpServer } from '../../src/server.ts';
import { startHttpServer } from '../../src/server.ts';
import { requirePart } from '../support/required-part.ts';
import type { SimulatedGateway } from '../support/simulator.ts';
import { openSimulatedGateway } from '../support/simulator.ts';

/** The commands and queries of docs/export.md, as they stand there. */

const page = readFileSync(new URL('../../docs/export.md', import.meta.url), 'utf8');
const toBlocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, text]) => text as string);
const [fetching = '', goingOn = ''] = toBlocks('bash');
const [worstNetworks = '', jitterByDay = ''] = toBlocks('sql');

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };

let gateway: SimulatedGateway;
let server: HttpServer;
const folder = mkdtempSync(join(tmpdir(), 'export-'));
beforeAll(async () => {
  gateway = await openSimulatedGateway({ clock }, { clock });
  server = await startHttpServer(gateway.gateway.listener, { host: '127.0.0.1', port: 0, clock: systemClock });
});
afterAll(async () => {
  await server.stop(1_000);
  await gateway.close();
  rmSync(folder, { recursive: true });
});

async function run(command: string): Promise<void> {
  const env = { ...process.env, GATEWAY: server.url };
  await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', command], { cwd: folder, env });
}

const readFile = (name: string) => readFileSync(join(folder, name), 'utf8');

async function openDuckDb(context: TestContext) {
  try {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(`SET file_search_path = '${folder}'`);
    return {
      ask: async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson(),
      close() {
        connection.closeSync();
        instance.closeSync();
      },
    };
  } catch (error) {
    const reason = `needs the native part of @duckdb/node-api: ${String(error)}`;
    if (process.env['CI'] === 'true') throw new Error(`CI ${reason}`, { cause: error });
    return context.skip(reason);
  }
}

describe('docs/export.md', () => {
  it('fetches both files, and the rest of one that was cut', { timeout: 60_000 }, async (context) => {
    requirePart(context, '/usr/bin/curl', 'curl');
    await run(fetching);
    const whole = readFile('streams.ndjson');
    const rows = whole.split('\n').length - 1;
    expect(readFile('streams.csv').startsWith(`${columnNames.join(',')}\r\n`)).toBe(true);
    expect(rows).toBeGreaterThan(500);
    writeFileSync(join(folder, 'streams.ndjson'), whole.slice(0, Math.floor(whole.length / 3)));
    await run(goingOn);
    const toBare = (text: string) => text.replaceAll(/"cursor":"[^"]*"/g, '');
    expect(toBare(readFile('whole.ndjson')) === toBare(whole)).toBe(true);
    writeFileSync(join(folder, 'streams.ndjson'), whole);
  });

  it('has questions that DuckDB answers as the rows have it', { timeout: 60_000 }, async (context) => {
    requirePart(context, '/usr/bin/curl', 'curl');
    const duckDb = await openDuckDb(context);
    const rows = readFile('streams.ndjson')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, unknown>);

    const networks = await duckDb.ask(worstNetworks);
    expect(networks.length).toBeGreaterThan(2);
    for (const { subnet, streams, poor, jitter_ms: jitter } of networks) {
      const of = rows.filter(
        (row) =>
          row['Caller_Subnet'] === subnet && row['MediaLabel'] === 'main-audio' && row['Verdict'] !== 'UNCLASSIFIED',
      );
      const known = of.flatMap((row) => (row['AverageJitterMs'] === null ? [] : [Number(row['AverageJitterMs'])]));
      expect([Number(streams), Number(poor)]).toEqual([
        of.length,
        of.filter((row) => row['Verdict'] === 'POOR').length,
      ]);
      expect(jitter).toBeCloseTo(known.reduce((sum, value) => sum + value, 0) / known.length, 0);
    }

    const days = await duckDb.ask(jitterByDay);
    const toDay = (row: Record<string, unknown>) => String(row['CallStartTime']).slice(0, 10);
    expect(days.map(({ day, calls, streams }) => [day, Number(calls), Number(streams)])).toEqual(
      [...new Set(rows.map(toDay))].sort().map((day) => {
        const of = rows.filter((row) => toDay(row) === day);
        return [day, new Set(of.map((row) => row['CallId'])).size, of.filter((row) => row['Verdict'] !== null).length];
      }),
    );

    const [types] = await duckDb.ask(
      `SELECT typeof(AverageJitterMs) AS jitter, typeof(CallStartTime) AS start, typeof(IsClassifiedPoorStream) AS poor, typeof(Caller_Port) AS port
       FROM read_csv_auto('streams.csv', sample_size = -1) LIMIT 1`,
    );
    expect(types).toEqual({
      jitter: 'BIGINT',
      start: expect.stringMatching(/^TIMESTAMP/),
      poor: 'BOOLEAN',
      port: 'BIGINT',
    });
    const [both] = await duckDb.ask(
      `SELECT (SELECT count(*) FROM read_csv_auto('streams.csv', sample_size = -1)) AS csv,
              (SELECT count(*) FROM read_ndjson('streams.ndjson', sample_size = -1)) AS ndjson`,
    );
    expect(both).toEqual({ csv: String(rows.length), ndjson: String(rows.length) });
    duckDb.close();
  });
});
