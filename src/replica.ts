import { createHash, randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { AuditSequence } from './audit-numbers.ts';
import type { Clock } from './clock.ts';
import type { RedisConfig } from './config.ts';
import type { SharedStore } from './graph/shared-store.ts';
import type { ThrottleStore } from './graph/throttle-store.ts';
import type { SharedDocuments } from './document-store.ts';
import type { Shared } from './live/live.ts';
import type { ReplicaStatus } from './metrics.ts';
import { createRedisChangeLog } from './redis/change-log.ts';
import { connectRedis } from './redis/connection.ts';
import { createFailoverThrottleStore } from './redis/failover-throttle-store.ts';
import { createRedisHintQueue } from './redis/hint-queue.ts';
import { createRedisLease } from './redis/lease.ts';
import { createRedisListener } from './redis/listener.ts';
import { createReplicas } from './redis/replicas.ts';
import { createAuditSequence } from './redis/audit-sequence.ts';
import { createSharedDocuments } from './redis/shared-documents.ts';
import { createRedisState } from './redis/shared-state.ts';
import { createSharedStore } from './redis/shared-store.ts';
import { createRedisThrottleStore } from './redis/throttle-store.ts';

/** This gateway as one of several, which work together through Redis and go on alone without it. */
export interface Replica {
  readonly shared: Shared;
  readonly throttleStore: ThrottleStore;
  /** What was read and answered, documents by their hash, and the numbers of the audit log. */
  readonly store: SharedStore;
  readonly documents: SharedDocuments;
  readonly auditSequence: AuditSequence;
  /** For `/ready` and metrics. */
  status(): ReplicaStatus;
  close(): Promise<void>;
}

export interface ReplicaOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** How many changes are kept. */
  readonly logSize: number;
  /** Whose calls are read, and what cursors are sealed with: those who differ in it share nothing. */
  readonly deployment: Deployment;
}

export interface Deployment {
  /** Of Graph. */
  readonly baseUrl: string;
  /** Undefined where the credential does not tell. */
  readonly tenantId: string | undefined;
  readonly cursorSecret: string;
}

export function openReplica({ url, prefix, replicas: assumed }: RedisConfig, options: ReplicaOptions): Replica {
  const { clock, log, logSize, deployment } = options;
  const connection = connectRedis({
    url,
    prefix: `${prefix}:${toDigest(deployment)}:`,
    onTrouble: (trouble) => log.warn({ trouble }, 'Redis is away; this replica goes on alone'),
  });
  connection.watch((isUp) => {
    if (isUp) log.info('Redis is there');
  });
  const listener = createRedisListener(connection);
  const replicas = createReplicas({ connection, clock });
  const lease = createRedisLease({ connection, clock, name: 'keeper', holder: randomUUID() });
  return {
    store: createSharedStore({ connection, clock, createId: randomUUID }),
    documents: createSharedDocuments({ connection, clock }),
    auditSequence: createAuditSequence({ connection, clock }),
    throttleStore: createFailoverThrottleStore({
      connection,
      clock,
      shared: createRedisThrottleStore({ connection, clock }),
      replicas,
      assumed,
    }),
    shared: {
      log: createRedisChangeLog({ connection, listener, size: logSize }),
      queue: createRedisHintQueue({ connection, listener }),
      state: createRedisState(connection),
      lease,
      leave: () => replicas.leave(),
    },
    status: () => ({ redis: connection.isUp() ? 'up' : 'down', replicas: replicas.count() }),
    async close() {
      await lease.release();
      await replicas.leave().catch(() => undefined);
      await connection.close();
    },
  };
}

/** 96 bits in 16 characters: short, because every key begins with it. */
function toDigest({ baseUrl, tenantId, cursorSecret }: Deployment): string {
  const parts = JSON.stringify([baseUrl, tenantId?.toLowerCase() ?? null, cursorSecret]);
  return createHash('sha256').update(parts).digest('base64url').slice(0, 16);
}
