import type { Registry } from 'prom-client';
import { Counter } from 'prom-client';
import { createGauges } from './gauge.ts';
import type { ChangeKind } from './live/change.ts';
import type { KeeperEvent } from './live/keeper.ts';
import type { LiveStatus } from './live/live.ts';
import type { NotificationOutcome } from './live/receiver.ts';

/** Figures of the feed of changes. */
export interface LiveMetrics {
  /** What became of notifications. */
  notified(outcome: NotificationOutcome, count: number): void;
  /** A version of a call record was noticed, by this replica or another. */
  changeNoticed(kind: ChangeKind): void;
  /** A record that was notified never came to be there. */
  recordGivenUp(): void;
  /** A subscriber was told of a change. */
  changeSent(): void;
  /** A subscriber was not told of a change because it could not be found out whether they want it, or may know of it. */
  changePassedOver(): void;
  /** What happened to the subscription at Graph. */
  subscriptionKept(event: KeeperEvent): void;
  /** Adds how many subscribers there are, and how the subscription at Graph stands. */
  watch(watched: {
    readonly countSubscribers: () => number;
    readonly status: () => Promise<LiveStatus> | undefined;
  }): void;
}

export function createLiveMetrics(registry: Registry): LiveMetrics {
  const registers = [registry];
  const gauge = createGauges(registers);
  const notifications = new Counter({
    name: 'live_notifications_total',
    help: 'Items of change notifications: taken, forged (without the secret), invalid, lifecycle; refused counts posts that could not be kept.',
    labelNames: ['outcome'],
    registers,
  });
  const noticed = new Counter({
    name: 'live_changes_total',
    help: 'Versions of call records that were noticed, by whichever replica.',
    labelNames: ['kind'],
    registers,
  });
  const givenUp = new Counter({
    name: 'live_records_given_up_total',
    help: 'Records that were notified and not there 150 minutes later.',
    registers,
  });
  const sent = new Counter({
    name: 'live_changes_sent_total',
    help: 'Changes that subscribers were told of.',
    registers,
  });
  const passedOver = new Counter({
    name: 'live_changes_passed_over_total',
    help: 'Changes that subscribers were not told of because whether they are for them can never be found out.',
    registers,
  });
  const kept = new Counter({
    name: 'live_subscription_events_total',
    help: 'What happened to the subscription at Microsoft Graph.',
    labelNames: ['event'],
    registers,
  });

  return {
    notified: (outcome, count) => notifications.inc({ outcome }, count),
    changeNoticed: (kind) => noticed.inc({ kind }),
    recordGivenUp: () => givenUp.inc(),
    changeSent: () => sent.inc(),
    changePassedOver: () => passedOver.inc(),
    subscriptionKept: (event) => kept.inc({ event }),
    watch({ countSubscribers, status }) {
      gauge('live_subscribers', 'GraphQL subscriptions under way.', countSubscribers);
      gauge(
        'live_hints',
        'Records that may have changed and are still to be looked into.',
        async () => (await status())?.hints,
      );
      gauge(
        'live_subscription_expires_timestamp_seconds',
        'When the subscription at Microsoft Graph ends, as seconds since the Unix epoch; of the replica that keeps it, 0 where there is none.',
        async () => {
          const current = await status();
          return current?.isLeading ? (current.expiresMs ?? 0) / 1_000 : undefined;
        },
      );
      gauge(
        'live_subscription_at_risk',
        '1 where somebody should look: the subscription at Microsoft Graph is missing, or ends soon and could not be renewed, or no replica says that changes are noticed.',
        async () => {
          const current = await status();
          return current && (current.isLeading || current.isAtRisk) ? Number(current.isAtRisk) : undefined;
        },
      );
    },
  };
}
