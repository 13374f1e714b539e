import { createHmac } from 'node:crypto';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { LiveConfig } from './config.ts';
import type { GraphClient } from './graph/client.ts';
import { createMemoryChangeLog } from './live/change-log.ts';
import { createMemoryHintQueue } from './live/hint-queue.ts';
import type { KeeperEvent } from './live/keeper.ts';
import { ownLease } from './live/lease.ts';
import type { Live, LiveOptions, Shared } from './live/live.ts';
import { createLive } from './live/live.ts';
import { createMemoryState } from './live/shared-state.ts';
import type { LiveMetrics } from './live-metrics.ts';

/** What a gateway that is alone keeps in memory. */
export function toOwnParts(clock: Clock, { logSize }: LiveConfig): Shared {
  return {
    log: createMemoryChangeLog({ clock, size: logSize }),
    queue: createMemoryHintQueue({ clock }),
    lease: ownLease,
    state: createMemoryState(),
    leave: () => Promise.resolve(0),
  };
}

const ALARMING: readonly KeeperEvent[] = ['failed', 'lost', 'forgotten'];

/** The feed with what happens in it written down. */
export function toLive(
  config: LiveConfig,
  options: Pick<LiveOptions, 'clock' | 'random' | 'createRequestId' | 'shared'> & {
    readonly graph: GraphClient;
    /** What replicas have in common, and nobody else knows. */
    readonly secret: string;
    readonly log: Logger;
    readonly metrics: LiveMetrics;
  },
): Live {
  const { secret, log, metrics, ...rest } = options;
  return createLive({
    ...rest,
    clientState: createHmac('sha256', secret).update('clientState of change notifications').digest('base64url'),
    participantIds: config.participantIds,
    sweepMs: config.sweepMs,
    onChange: ({ kind }) => metrics.changeNoticed(kind),
    onOutcome: (outcome, count) => metrics.notified(outcome, count),
    onGivenUp(recordId) {
      metrics.recordGivenUp();
      log.warn({ recordId }, 'a call record that was notified is not there after 150 minutes');
    },
    onKeeperEvent(event, detail) {
      metrics.subscriptionKept(event);
      log[ALARMING.includes(event) ? 'warn' : 'info']({ event, ...detail }, 'subscription to change notifications');
    },
  });
}
