import { createHash } from 'node:crypto';
import type { RedisConnection } from './connection.ts';
import { TIMED_OUT } from './connection.ts';

/** Runs in Redis with these keys and arguments. `T` is what it is written to return: nothing checks that. */
export type Script<T> = (keys: readonly string[], args: readonly (string | number)[]) => Promise<T>;

/**
 * A script that travels by its hash. It is loaded whenever the connection comes up, before anything else is sent by those
 * who watch the connection after it was defined, so that what is sent in order is run in order.
 */
export function defineScript<T>(connection: RedisConnection, lua: string): Script<T> {
  const { client } = connection;
  const hash = createHash('sha1').update(lua).digest('hex');
  const load = (isUp: boolean) => {
    if (isUp) client.script('LOAD', lua).catch(() => undefined);
  };
  connection.watch(load);
  load(connection.isUp());
  return async (keys, args) => {
    try {
      return (await client.evalsha(hash, keys.length, ...keys, ...args)) as T;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (error.message === TIMED_OUT) connection.doubt();
      // Somebody has emptied the cache of scripts.
      if (!error.message.startsWith('NOSCRIPT')) throw error;
      return (await client.eval(lua, keys.length, ...keys, ...args)) as T;
    }
  };
}
