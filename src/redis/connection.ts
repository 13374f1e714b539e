import { Redis } from 'ioredis';

export interface RedisConnection {
  /** Fails at once while there is no connection: nobody waits for a server that may not come back. */
  readonly client: Redis;
  /** Put before every key and channel; ends with a colon. */
  readonly prefix: string;
  isUp(): boolean;
  /** Calls back when the connection is lost or back. The returned function ends it. */
  watch(onChange: (isUp: boolean) => void): () => void;
  /** A connection of its own, for those who listen to a channel; closed with this one. */
  listener(): Redis;
  close(): Promise<void>;
}

export interface RedisOptions {
  /** `redis://` or `rediss://`, with the password where there is one. */
  readonly url: string;
  readonly prefix: string;
  /** Longest wait for an answer, in milliseconds. */
  readonly timeoutMs?: number;
  /** Is told what the matter is, once for each loss; never the address. */
  readonly onTrouble?: (message: string) => void;
}

const RETRY_MS = [50, 100, 200, 400, 800];

/** Connects, and connects again for as long as it takes. Never rejects and never throws for what the server does. */
export function connectRedis({ url, prefix, timeoutMs = 1_000, onTrouble }: RedisOptions): RedisConnection {
  const watchers = new Set<(isUp: boolean) => void>();
  let isUp = false;
  let trouble: string | undefined;
  const client = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: timeoutMs,
    connectTimeout: 5 * timeoutMs,
    retryStrategy: (times) => RETRY_MS[Math.min(times, RETRY_MS.length) - 1],
  });
  const listeners: Redis[] = [];

  function become(next: boolean): void {
    if (next === isUp) return;
    isUp = next;
    if (isUp) trouble = undefined;
    for (const onChange of watchers) onChange(isUp);
  }

  client.on('ready', () => become(true));
  client.on('close', () => become(false));
  client.on('error', (error: NodeJS.ErrnoException) => {
    // The message of a failed connection has the address in it.
    const message = error.code ?? error.name;
    if (message !== trouble) onTrouble?.(message);
    trouble = message;
  });

  return {
    client,
    prefix,
    isUp: () => isUp,
    watch(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    listener() {
      const listener = client.duplicate({
        enableOfflineQueue: true,
        maxRetriesPerRequest: null,
        commandTimeout: undefined as never,
      });
      listener.on('error', () => undefined);
      listeners.push(listener);
      return listener;
    },
    close() {
      for (const one of [client, ...listeners]) one.disconnect();
      return Promise.resolve();
    },
  };
}
