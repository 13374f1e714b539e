import type { Clock } from '../clock.ts';
import type { SharedDocuments } from '../document-store.ts';
import type { RedisConnection } from './connection.ts';
import { createPatience } from './patience.ts';

export interface SharedDocumentsOptions {
  readonly connection: RedisConnection;
  readonly clock: Clock;
  /** The longest that anybody waits for the server, in milliseconds. */
  readonly waitMs?: number | undefined;
}

/** So long a document is kept that nobody asks for, in milliseconds. */
const LIFE_MS = 7 * 86_400_000;
/** Longer ones each replica has for itself, in characters. */
const LARGEST = 50_000;

/** Documents that clients have had kept, for all replicas. */
export function createSharedDocuments({ connection, clock, waitMs }: SharedDocumentsOptions): SharedDocuments {
  const { client, prefix } = connection;
  const patience = createPatience({ connection, clock, waitMs });
  const toKey = (hash: string) => `${prefix}document:${hash}`;
  return {
    async find(hash) {
      return (await patience.ask(() => client.getex(toKey(hash), 'PX', LIFE_MS))) ?? undefined;
    },
    keep(hash, text) {
      if (text.length > LARGEST || !connection.isUp()) return;
      client.set(toKey(hash), text, 'PX', LIFE_MS).catch(() => undefined);
    },
  };
}
