import type { AuditSequence } from '../audit-numbers.ts';
import type { Clock } from '../clock.ts';
import type { RedisConnection } from './connection.ts';
import { createPatience } from './patience.ts';

export interface AuditSequenceOptions {
  readonly connection: RedisConnection;
  readonly clock: Clock;
  /** The longest that a line waits for the server, in milliseconds. */
  readonly waitMs?: number | undefined;
}

/** Counts the lines of all replicas; begins anew where the server has lost the count. */
export function createAuditSequence({ connection, clock, waitMs }: AuditSequenceOptions): AuditSequence {
  const { client, prefix } = connection;
  const patience = createPatience({ connection, clock, waitMs });
  return {
    async take(count) {
      const last = await patience.ask(() => client.incrby(`${prefix}audit`, count));
      return last === undefined ? undefined : last - count + 1;
    },
  };
}
