import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { RedisConnection } from '../../src/redis/connection.ts';
import { connectRedis } from '../../src/redis/connection.ts';

export const REDIS_SERVER = '/usr/bin/redis-server';

/** A real redis-server of the tests, in memory. */
export interface SharedRedis {
  /** A connection of its own, when it is up; closed with the server. */
  connect(): Promise<RedisConnection>;
  /** Stops answering, with its connections open; or goes on. */
  pause(isPaused: boolean): void;
  stop(): Promise<void>;
  /** Again at the same port, empty. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export async function startSharedRedis(): Promise<SharedRedis> {
  const port = await findPort();
  let server: ChildProcess | undefined;
  const connections: RedisConnection[] = [];

  async function start(): Promise<void> {
    server = spawn(REDIS_SERVER, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']);
    await new Promise<void>((resolve, reject) => {
      server?.once('exit', () => reject(new Error('redis-server does not start')));
      server?.stdout?.on('data', (text: Buffer) => {
        if (text.includes('Ready to accept connections')) resolve();
      });
    });
  }

  async function stop(): Promise<void> {
    const stopping = server;
    server = undefined;
    if (!stopping) return;
    const ended = new Promise((resolve) => stopping.once('exit', resolve));
    stopping.kill('SIGKILL');
    await ended;
  }

  await start();
  return {
    async connect() {
      const connection = connectRedis({ url: `redis://127.0.0.1:${port}`, prefix: 'test:' });
      connections.push(connection);
      await untilUp(connection);
      return connection;
    },
    pause: (isPaused) => void server?.kill(isPaused ? 'SIGSTOP' : 'SIGCONT'),
    stop,
    start,
    async close() {
      for (const connection of connections) await connection.close();
      await stop();
    },
  };
}

export function untilUp(connection: RedisConnection): Promise<void> {
  if (connection.isUp()) return Promise.resolve();
  return new Promise((resolve) => {
    const forget = connection.watch((isUp) => {
      if (!isUp) return;
      forget();
      resolve();
    });
  });
}

function findPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
