import { Redis } from 'ioredis';

export interface RedisConnection {
  /** Fails at once while there is no connection: nobody waits for a server that may not come back. */
  readonly client: Redis;
  /** Put before every key and channel; ends with a colon. */
  readonly prefix: string;
  isUp(): boolean;
  /** For who has waited in vain: connects anew, so that a server that hangs counts as away until it answers. */
  doubt(): void;
  /** Calls back when the connection is lost or back, in the order of watching. The returned function ends it. */
  watch(onChange: (isUp: boolean) => void): () => void;
  /** A connection of its own, for those who listen to a channel; closed with this one. Comes back, but subscribes to nothing again. */
  listener(): Redis;
  close(): Promise<void>;
}

export interface RedisOptions {
  /** `redis://` or `rediss://`, with the password where there is one. */
  readonly url: string;
  readonly prefix: string;
  /** Longest wait for an answer, in milliseconds. */
  readonly timeoutMs?: number;
  /** Is told what the matter is, once for each matter and loss: a code of Node's or Redis', never the address. */
  readonly onTrouble?: (message: string) => void;
}

const RETRY_MS = [50, 100, 200, 400, 800];
/** What ioredis says when an answer has not come in time. */
export const TIMED_OUT = 'Command timed out';
/** When TCP begins to ask whether the other side of a silent connection is still there. */
const KEEP_ALIVE_MS = 10_000;

/**
 * Connects, and connects again for as long as it takes. Never rejects and never throws for what the server does. One
 * instance of Redis or Valkey, not a cluster; it must not evict keys (`maxmemory-policy noeviction`).
 */
export function connectRedis({ url, prefix, timeoutMs = 1_000, onTrouble }: RedisOptions): RedisConnection {
  const watchers = new Set<(isUp: boolean) => void>();
  let isUp = false;
  /** What was said of the loss that lasts. */
  const told = new Set<string>();
  const client = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    // What was under way when the connection broke may have been done: whoever asked decides whether to ask again.
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    commandTimeout: timeoutMs,
    connectTimeout: 5 * timeoutMs,
    keepAlive: KEEP_ALIVE_MS,
    disableClientInfo: true,
    retryStrategy: (times) => RETRY_MS[Math.min(times, RETRY_MS.length) - 1],
  });
  const listeners: Redis[] = [];

  function become(next: boolean): void {
    if (next === isUp) return;
    isUp = next;
    if (isUp) told.clear();
    // A listener says nothing by itself, and would learn of a machine that is gone after many minutes only.
    else for (const listener of listeners) if (listener.status === 'ready') listener.disconnect(true);
    for (const onChange of watchers) onChange(isUp);
  }

  client.on('ready', () => become(true));
  client.on('close', () => become(false));
  client.on('error', (error: NodeJS.ErrnoException) => {
    const message = toTrouble(error);
    if (!told.has(message)) onTrouble?.(message);
    told.add(message);
  });

  return {
    client,
    prefix,
    isUp: () => isUp,
    doubt() {
      // `disconnect` would wait for a goodbye.
      if (isUp) client.stream.destroy(new Error(TIMED_OUT));
    },
    watch(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    listener() {
      const listener = client.duplicate();
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

/** The message of a failed connection has the address in it; its code has not, nor has the first word of what Redis says. */
function toTrouble({ code, message, name }: NodeJS.ErrnoException): string {
  if (message === TIMED_OUT) return 'ETIMEDOUT';
  return code ?? /^(?:Ready check failed: )?([A-Z]{4,})\b/.exec(message)?.[1] ?? name;
}
