import { createAborter } from '../abort.ts';
import type { Clock } from '../clock.ts';
import type { GraphClient } from '../graph/client.ts';
import { GraphError } from '../graph/errors.ts';
import type { LoggedChange, RecordChange } from './change.ts';
import { startChangeFeed } from './change-feed.ts';
import type { ChangeLog } from './change-log.ts';
import type { ChangeTail } from './change-tail.ts';
import { startChangeTail } from './change-tail.ts';
import { watchCoverage } from './coverage.ts';
import { createFreshRead } from './fresh-read.ts';
import type { HintQueue } from './hint-queue.ts';
import type { Keeper, KeeperOptions, KeeperStatus } from './keeper.ts';
import { createKeeper } from './keeper.ts';
import type { Lease } from './lease.ts';
import type { Receiver, ReceiverOptions } from './receiver.ts';
import { createReceiver, NOTIFICATION_PATHS } from './receiver.ts';
import { createRecordReader } from './record-reader.ts';
import type { SharedState } from './shared-state.ts';
import { createSweep } from './sweep.ts';
import { toWatchedResource } from './watched-resource.ts';

/** What replicas have in common; of one process where it is alone. */
export interface Shared {
  readonly log: ChangeLog;
  readonly queue: HintQueue;
  readonly lease: Lease;
  readonly state: SharedState;
  /** Is one of the replicas no longer, and tells how many are left; rejects where that cannot be told. */
  readonly leave: () => Promise<number>;
}

export interface LiveOptions extends Pick<KeeperOptions, 'sweepMs' | 'checkMs' | 'lifetimeMs'> {
  readonly graph: GraphClient;
  readonly shared: Shared;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** A fresh GUID. */
  readonly createRequestId: () => string;
  /** Comes with every notification and is known to nobody but Graph and the replicas. */
  readonly clientState: string;
  /** The people whose calls are watched; empty: everybody. */
  readonly participantIds: readonly string[];
  readonly onChange?: (change: LoggedChange) => void;
  readonly onOutcome?: ReceiverOptions['onOutcome'];
  readonly onGivenUp?: ((recordId: string) => void) | undefined;
  readonly onKeeperEvent?: KeeperOptions['onEvent'];
}

export interface LiveStatus extends KeeperStatus {
  /** Records that may have changed and are still to be looked into; undefined where it cannot be told. */
  readonly hints: number | undefined;
}

/** Change notifications in, one change for each version of a record out. */
export interface Live {
  readonly receiver: Receiver;
  /** Read by whoever follows; see `ChangeTail`. */
  readonly tail: Pick<ChangeTail, 'follow'>;
  /** Subscribes at Graph, which then calls on the receiver at this origin and path: it must be listening. */
  start(notificationUrl: string): void;
  /** Whether changes are noticed now: what is cached can be kept for longer. */
  isFed(): boolean;
  status(): Promise<LiveStatus>;
  stop(): Promise<void>;
}

export function createLive(options: LiveOptions): Live {
  const { graph, shared, clock, random, createRequestId, clientState, participantIds } = options;
  const { log, queue } = shared;
  const aborter = createAborter();
  const readFresh = createFreshRead({ graph, now: () => clock.now(), createRequestId });
  /** What is cached of the record is dropped, before anybody is told that it has changed. */
  const noteChange = ({ recordId, version }: RecordChange) => graph.records.noteChange(recordId, version);
  const feed = startChangeFeed({
    queue,
    log,
    reader: createRecordReader(readFresh, aborter.signal),
    clock,
    random,
    onRead: noteChange,
    onGivenUp: options.onGivenUp,
  });
  const tail = startChangeTail({
    log,
    clock,
    onChange(change) {
      void noteChange(change);
      options.onChange?.(change);
    },
    onBegin: () => graph.records.dropAll(),
    onLost: () => graph.records.dropAll({ isShared: true }),
  });
  const toRelativeUrl = (link: unknown) => graph.toRelativeUrl(link);
  const sweep = createSweep({ readFresh, toRelativeUrl, log, queue, participantIds });
  const coverage = watchCoverage(shared.state, clock);
  let keeper: Keeper | undefined;

  return {
    tail,
    receiver: createReceiver({
      clientState,
      queue,
      async onLifecycle(events) {
        await keeper?.tell(events);
      },
      onOutcome: options.onOutcome,
    }),
    start(notificationUrl) {
      const base = notificationUrl.replace(/\/+$/, '');
      keeper = createKeeper({
        subscriptions: graph.subscriptions,
        state: shared.state,
        lease: shared.lease,
        leave: shared.leave,
        sweep,
        seenCoveredMs: () => coverage.seenMs(),
        clock,
        clientState,
        notificationUrl: base + NOTIFICATION_PATHS.change,
        lifecycleUrl: base + NOTIFICATION_PATHS.lifecycle,
        resource: toWatchedResource(participantIds),
        sweepMs: options.sweepMs,
        checkMs: options.checkMs,
        lifetimeMs: options.lifetimeMs,
        onEvent: options.onKeeperEvent,
      });
      keeper.start();
    },
    isFed: () => coverage.isFed(),
    async status() {
      const hints = await queue.size().catch(() => undefined);
      if (!keeper) return { isLeading: false, expiresMs: undefined, isAtRisk: false, hints };
      const status = keeper.status();
      return { ...status, isAtRisk: status.isAtRisk || coverage.isOverdue(), hints };
    },
    async stop() {
      coverage.stop();
      await keeper?.stop();
      aborter.abort(new GraphError('DEADLINE_EXCEEDED', 'The gateway stops.'));
      await Promise.all([feed.stop(), tail.stop()]);
    },
  };
}
