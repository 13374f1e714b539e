import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from './free-port.ts';
import { until } from './until.ts';

export const REDIS_SERVER = '/usr/bin/redis-server';

/** A Redis of its own, on a port and in a directory that it keeps over restarts. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Ends it as an operator would; what it is set up to keep is kept. */
  stop(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** Starts it again where it was, unless it is there. */
  start(): Promise<void>;
  /** Goes on, but does nothing until told to; as a machine that hangs. */
  freeze(isFrozen: boolean): void;
  /** Ends it and takes its directory away. */
  dispose(): Promise<void>;
}

export interface RedisServerOptions {
  /** Whether every write is on disk before it is answered; nothing is kept otherwise. */
  readonly appendOnly?: boolean;
  readonly password?: string;
}

/** Without `starts`, nothing listens on its port until `start`. */
export async function openRedisServer(
  { appendOnly = false, password }: RedisServerOptions = {},
  starts = true,
): Promise<RedisServer> {
  const port = await findFreePort();
  const directory = mkdtempSync(join(tmpdir(), 'redis-'));
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--save', ''];
  args.push('--appendonly', appendOnly ? 'yes' : 'no', '--appendfsync', 'always', '--loglevel', 'warning');
  if (password !== undefined) args.push('--requirepass', password);
  let child: ChildProcess | undefined;

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ended = child;
    child = undefined;
    if (!ended) return;
    const exit = once(ended, 'exit');
    ended.kill(signal);
    await exit;
  }

  async function start(): Promise<void> {
    if (child) return;
    child = spawn(REDIS_SERVER, args, { stdio: 'ignore' });
    await until(() => answers(port));
  }

  if (starts) await start();
  return {
    url: `redis://${password === undefined ? '' : `:${password}@`}127.0.0.1:${port}`,
    port,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    start,
    freeze: (isFrozen) => void child?.kill(isFrozen ? 'SIGSTOP' : 'SIGCONT'),
    async dispose() {
      await end('SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** One that no other test of the same server uses. */
export const toRandomPrefix = (): string => `test-${randomBytes(6).toString('hex')}:`;

/** Whether it answers, and is not still reading what it has kept. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(/^(\+PONG|-NOAUTH)/.test(String(data)));
    });
    socket.once('error', () => resolve(false));
  });
}
