import type { Clock } from '../../src/clock.ts';
import type { GraphClient } from '../../src/graph/client.ts';
import { createMemoryChangeLog } from '../../src/live/change-log.ts';
import { createMemoryHintQueue } from '../../src/live/hint-queue.ts';
import { ownLease } from '../../src/live/lease.ts';
import type { Live, LiveOptions, Shared } from '../../src/live/live.ts';
import { createLive } from '../../src/live/live.ts';
import { createMemoryState } from '../../src/live/shared-state.ts';

export const CLIENT_STATE = 'a secret of the tests that Graph knows too';

/** What a gateway that is alone keeps. */
export function ownParts(clock: Clock, size = 1_000): Shared {
  return {
    log: createMemoryChangeLog({ clock, size }),
    queue: createMemoryHintQueue({ clock }),
    lease: ownLease,
    state: createMemoryState(),
    leave: () => Promise.resolve(0),
  };
}

/** A feed over a client of Graph. */
export function openLive(graph: GraphClient, clock: Clock, options: Partial<LiveOptions> = {}): Live {
  return createLive({
    graph,
    shared: ownParts(clock),
    clock,
    random: () => 0.5,
    createRequestId: () => crypto.randomUUID(),
    clientState: CLIENT_STATE,
    participantIds: [],
    sweepMs: 0,
    ...options,
  });
}

/** A post of Graph's for these records. */
export function notificationsOf(recordIds: readonly string[], clientState: unknown = CLIENT_STATE): string {
  return JSON.stringify({
    value: recordIds.map((id) => ({
      subscriptionId: crypto.randomUUID(),
      clientState,
      changeType: 'updated',
      resource: `communications/callRecords/${id}`,
      subscriptionExpirationDateTime: '2030-01-01T00:00:00.000+00:00',
      resourceData: {
        '@odata.type': '#Microsoft.Graph.callrecord',
        '@odata.id': `communications/callRecords/${id}`,
        id,
      },
      tenantId: crypto.randomUUID(),
    })),
  });
}
