import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { RedisConnection } from '../../src/redis/connection.ts';
import { connectRedis } from '../../src/redis/connection.ts';
import type { RedisServer, RedisServerOptions } from './redis-server.ts';
import { openRedisServer, REDIS_SERVER, toRandomPrefix } from './redis-server.ts';
import { requirePart } from './required-part.ts';
import { until } from './until.ts';

export interface RedisRoom {
  readonly server: RedisServer;
  /** Another replica's connection, up; closed after the test. All of a test have the same prefix. */
  connect(prefix?: string): Promise<RedisConnection>;
}

/** One server for the tests of a file, and a prefix of its own for each. */
export function useRedis(options: RedisServerOptions = {}): RedisRoom {
  let server: RedisServer | undefined;
  let prefix = '';
  const connections: RedisConnection[] = [];

  beforeAll(async () => {
    if (existsSync(REDIS_SERVER)) server = await openRedisServer(options);
  });
  beforeEach(async (context) => {
    requirePart(context, REDIS_SERVER, 'redis-server');
    await server?.start();
    prefix = toRandomPrefix();
  });
  afterEach(async () => {
    await Promise.all(connections.splice(0).map((connection) => connection.close()));
  });
  afterAll(() => server?.dispose());

  return {
    get server() {
      return server as RedisServer;
    },
    async connect(own = prefix) {
      const connection = connectRedis({ url: (server as RedisServer).url, prefix: own });
      connections.push(connection);
      await until(() => connection.isUp());
      return connection;
    },
  };
}
