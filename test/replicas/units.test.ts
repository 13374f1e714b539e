import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { CostedAnswer } from '../support/gateway.ts';
import { REDIS_SERVER } from '../support/redis-server.ts';
import { requirePart } from '../support/required-part.ts';
import { readEnvironment, readExample, readUnit } from '../support/unit-file.ts';
import { until } from '../support/until.ts';

/** The example of replicas, run as its files say, at other ports and paths. */

const NGINX = '/usr/sbin/nginx';
const SYSTEMD_ANALYZE = '/usr/bin/systemd-analyze';
const checkout = fileURLToPath(new URL('../..', import.meta.url));
const INSTANCES = ['4001', '4002', '4003'];

let directory = '';
/** The port that stands for one of the files. */
const ports = new Map<string, string>();
const running: { child: ChildProcess; name: string; output: string }[] = [];

const toPort = (port: string) => ports.get(port) as string;
const toUrl = (port: string) => `http://127.0.0.1:${toPort(port)}`;

async function findPorts(names: readonly string[]): Promise<void> {
  const servers = names.map(() => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  for (const [index, server] of servers.entries()) {
    ports.set(names[index] as string, String((server.address() as AddressInfo).port));
    server.close();
    await once(server, 'close');
  }
}

/** What is of the machine that the files are written for, as it is here. */
function toHere(text: string): string {
  const moved = text
    .replaceAll('/opt/call-records-gateway/dist/', `${checkout}src/`)
    .replaceAll(/\b(src\/\S*)\.js\b/g, '$1.ts')
    .replaceAll('/etc/redis/call-records.conf', join(directory, 'redis.conf'))
    .replaceAll('/var/lib/redis', directory);
  return [...ports].reduce((done, [there, here]) => done.replaceAll(new RegExp(`\\b${there}\\b`, 'g'), here), moved);
}

function start(name: string, unit: ReturnType<typeof readUnit>, environment: Readonly<Record<string, string>> = {}) {
  const [program = '', ...args] = unit.command.map((word) => (word === 'node' ? 'node --import tsx' : word));
  const own = Object.fromEntries(Object.entries(unit.environment).map(([key, value]) => [key, toHere(value)]));
  const child = spawn(
    program,
    args.flatMap((word) => toHere(word).split(' ')),
    {
      cwd: checkout,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...own, ...environment },
    },
  );
  const started = { child, name, output: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => (started.output += String(chunk)));
  }
  running.push(started);
  return started;
}

beforeAll(async () => {
  if (!existsSync(REDIS_SERVER)) return;
  directory = mkdtempSync(join(tmpdir(), 'replicas-'));
  await findPorts([...INSTANCES, '4100', '6379', '8080']);
  writeFileSync(join(directory, 'redis.conf'), toHere(readExample('redis.conf')));
  start('redis', readUnit('redis-server.service.d/call-records.conf'));
  const simulator = start('simulator', readUnit('call-records-simulator.service', '', { STATE_DIRECTORY: directory }));
  await until(() => simulator.output.includes('GRAPH_ACCESS_TOKEN='), 30_000);
  const [, token = ''] = /^GRAPH_ACCESS_TOKEN=(\S+)$/m.exec(simulator.output) ?? [];

  const environment = readEnvironment(toHere(readExample('environment')));
  expect([environment['CURSOR_SECRET'], environment['GRAPH_ACCESS_TOKEN']]).toEqual(['', '']);
  Object.assign(environment, { CURSOR_SECRET: 'a secret of the tests', GRAPH_ACCESS_TOKEN: token });
  if (existsSync(NGINX)) startNginx();
  else environment['NOTIFICATION_URL'] = toUrl(INSTANCES[0] as string);
  for (const instance of INSTANCES) {
    const unit = readUnit('call-records-gateway@.service', instance);
    expect(unit.environmentFile).toBe('/etc/call-records-gateway/environment');
    start(instance, unit, environment);
  }
  await until(async () => (await Promise.all(INSTANCES.map(askReady))).every(({ replicas }) => replicas === 3), 60_000);
}, 120_000);

function startNginx(): void {
  writeFileSync(join(directory, 'site.conf'), toHere(readExample('nginx.conf')));
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((each) => `${each}_temp_path ${directory};`);
  writeFileSync(
    join(directory, 'nginx.conf'),
    `daemon off; pid ${directory}/nginx.pid; error_log stderr; worker_processes 1;
     events {} http { access_log off; ${paths.join(' ')} include ${directory}/site.conf; }`,
  );
  const command = [NGINX, '-e', 'stderr', '-p', directory, '-c', join(directory, 'nginx.conf')];
  start('nginx', { command, environment: {}, environmentFile: undefined });
}

afterAll(async () => {
  // As systemd does: SIGTERM, and no more than the units allow.
  for (const { child, name } of running.splice(0).reverse()) {
    if (child.exitCode !== null) continue;
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    const [code] = (await exit) as [number | null];
    expect(code, name).toBe(0);
  }
  if (directory) rmSync(directory, { recursive: true, force: true });
}, 60_000);

beforeEach((context) => requirePart(context, REDIS_SERVER, 'redis-server'));

async function askReady(instance: string) {
  const response = await fetch(`${toUrl(instance)}/ready`);
  return { status: response.status, ...((await response.json()) as Record<string, unknown>) } as {
    status: number;
    redis: string;
    replicas: number;
    live: { subscription: string };
  };
}

async function ask(port: string, query: string): Promise<CostedAnswer> {
  const response = await fetch(`${toUrl(port)}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as CostedAnswer;
}

describe('three replicas, as the units start them', () => {
  it('are ready, know of each other, and answer alike', async () => {
    let requests = 0;
    for (const instance of INSTANCES) {
      expect(await askReady(instance)).toMatchObject({ status: 200, ready: true, redis: 'up', replicas: 3 });
      const { data, extensions } = await ask(instance, '{ callRecords(first: 2) { nodes { id type } } }');
      expect(data.callRecords.nodes).toHaveLength(2);
      requests += extensions.cost.upstreamRequests;
    }
    // What one has read the others have too; a call that ends in between is read anew.
    expect(requests).toBeGreaterThan(0);
    expect(requests).toBeLessThan(3);
  });

  it('have one subscription at Graph, kept by one of them', async () => {
    await until(async () => {
      const states = await Promise.all(INSTANCES.map(async (each) => (await askReady(each)).live.subscription));
      return states.sort().join() === 'active,elsewhere,elsewhere';
    }, 30_000);
  });
});

describe('behind nginx', () => {
  beforeEach((context) => requirePart(context, NGINX, 'nginx'));

  it('queries go through', async () => {
    const query = '{ callRecords(first: 1) { nodes { id } } }';
    for (let turn = 0; turn < 6; turn += 1) {
      expect(await ask('8080', query)).toMatchObject({ data: { callRecords: { nodes: [{}] } } });
    }
    expect((await fetch(`${toUrl('8080')}/metrics`)).status).toBe(404);
  });

  it(
    'subscribers over either protocol, at whichever replica, are told of the same calls',
    { timeout: 120_000 },
    async () => {
      const query = 'subscription { callRecordChanged { version callRecordId } }';
      type Answer = { callRecordChanged: { version: number; callRecordId: string } };
      const url = `${toUrl('8080')}/graphql`;
      const sse = createSseClient({ url });
      const socket = createSocketClient({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket });
      const sockets = [socket, createSocketClient({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket })];
      const told: string[][] = [];
      for (const client of [sse, sse, sse, ...sockets]) {
        const heard: string[] = [];
        told.push(heard);
        client.subscribe<Answer>(
          { query },
          {
            next: ({ data }) =>
              void heard.push(`${data?.callRecordChanged.callRecordId} ${data?.callRecordChanged.version}`),
            error: (error) => void heard.push(String(error)),
            complete: () => undefined,
          },
        );
      }
      // What comes before the last of them is there is not heard by all.
      await until(() => told.every((heard) => heard.length >= 3), 90_000);
      const last = told[0]?.at(-1) as string;
      await until(() => told.every((heard) => heard.includes(last)));
      for (const heard of told) expect(new Set(heard).size).toBe(heard.length);
      sse.dispose();
      for (const client of sockets) await client.dispose();
    },
  );
});

it('systemd finds nothing wrong with the units', (context) => {
  if (!existsSync(SYSTEMD_ANALYZE)) context.skip(`needs ${SYSTEMD_ANALYZE} (Debian package systemd)`);
  const toPath = (name: string) => `${checkout}examples/replicas/${name}`;
  const units = ['call-records-gateway@.service', 'call-records-simulator.service'].map(toPath);
  const output = execFileSync(SYSTEMD_ANALYZE, ['verify', '--man=no', ...units], { encoding: 'utf8', stdio: 'pipe' });
  expect(output).toBe('');
});
