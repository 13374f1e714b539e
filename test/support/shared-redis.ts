import type { RedisConnection } from '../../src/redis/connection.ts';
import { connectRedis } from '../../src/redis/connection.ts';
import { openRedisServer } from './redis-server.ts';

export { REDIS_SERVER } from './redis-server.ts';

/** A Redis that keeps nothing when it stops, and those who are connected to it. */
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
  const server = await openRedisServer();
  const connections: RedisConnection[] = [];
  return {
    async connect() {
      const connection = connectRedis({ url: server.url, prefix: 'test:' });
      connections.push(connection);
      await untilUp(connection);
      return connection;
    },
    pause: (isPaused) => server.freeze(isPaused),
    stop: () => server.kill(),
    start: () => server.start(),
    async close() {
      for (const connection of connections) await connection.close();
      await server.dispose();
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
