import type { SharedState } from '../live/shared-state.ts';
import type { RedisConnection } from './connection.ts';

/** One hash. Rejects while Redis is away. */
export function createRedisState(connection: RedisConnection): SharedState {
  const { client, prefix } = connection;
  const key = `${prefix}state`;
  return {
    read: async (name) => (await client.hget(key, name)) ?? undefined,
    async write(name, text) {
      await client.hset(key, name, text);
    },
  };
}
