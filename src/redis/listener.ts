import type { RedisConnection } from './connection.ts';

/** One connection that listens to channels for everybody in this process. */
export interface RedisListener {
  /**
   * Calls back for each message, and whenever it has begun to listen (again): what was said before is not told. The returned
   * function ends it.
   */
  listen(channel: string, onMessage: () => void): () => void;
}

/** Comes back by itself; closed with the connection. */
export function createRedisListener(connection: RedisConnection): RedisListener {
  const redis = connection.listener();
  const channels = new Map<string, Set<() => void>>();

  const tell = (channel: string) => {
    for (const onMessage of channels.get(channel) ?? []) onMessage();
  };

  /** Where there is no connection, `ready` does it later. */
  function subscribe(names: readonly string[]): void {
    if (redis.status !== 'ready' || !names.length) return;
    redis.subscribe(...names).then(
      () => names.forEach(tell),
      () => redis.disconnect(true),
    );
  }

  redis.on('ready', () => subscribe([...channels.keys()]));
  redis.on('message', tell);

  return {
    listen(channel, onMessage) {
      const known = channels.get(channel);
      // Whoever listens twice with the same function ends each for itself.
      const own = () => onMessage();
      if (known) known.add(own);
      else channels.set(channel, new Set([own]));
      subscribe([channel]);
      return () => {
        const listeners = channels.get(channel);
        if (!listeners?.delete(own) || listeners.size) return;
        channels.delete(channel);
        if (redis.status === 'ready') redis.unsubscribe(channel).catch(() => undefined);
      };
    },
  };
}
