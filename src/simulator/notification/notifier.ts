import type { Clock } from '../../clock.ts';
import type { RecordChange } from '../live/register.ts';
import { createRandom } from '../random.ts';
import { isPaused, toRestMs, type SubscriptionBook } from './book.ts';
import type { Courier } from './courier.ts';
import type { Disturbance } from './disturbance.ts';
import {
  toChangeNotification,
  toLifecycleNotification,
  type LifecycleEvent,
  type NotifiedChange,
} from './notification-body.ts';
import { isAbout } from './subscription-resource.ts';
import type { Subscription } from './subscription.ts';

/** Tells subscribers what happens to records and to their subscriptions. */
export interface Notifier {
  tellChange(change: RecordChange): void;
  /**
   * To the lifecycle endpoint, if it has one. `reauthorizationRequired` holds back what happens from `graceMs` later on
   * until it is answered; `subscriptionRemoved` ends the subscription.
   */
  tellLifecycle(subscription: Subscription, event: LifecycleEvent, graceMs?: number): void;
  /** Has the subscription's life watched from now on. */
  follow(subscription: Subscription): void;
}

export interface NotifierOptions {
  readonly book: SubscriptionBook;
  readonly courier: Courier;
  readonly disturbance: Disturbance;
  readonly clock: Clock;
  /** After which share of what was left of its life a subscription is to be reauthorized; undefined: never. */
  readonly reauthorizeAfterShare: number | undefined;
  /** From then until nothing is delivered any more, milliseconds. */
  readonly reauthorizeGraceMs: number;
}

/**
 * How a change is called for a subscription; undefined: it hears nothing. What a record's first version is called for
 * those who want updates only is documented nowhere: it is one or the other, so that nobody can rely on it.
 */
function toNotified({ changeTypes }: Subscription, { call, kind }: RecordChange): NotifiedChange | undefined {
  if (kind === 'created' && changeTypes.includes('created')) return { recordId: call.id, changeType: 'created' };
  if (!changeTypes.includes('updated')) return undefined;
  const isCalledCreated = kind === 'created' && createRandom(call.id, 'first').chance(0.5);
  return { recordId: call.id, changeType: isCalledCreated ? 'created' : 'updated' };
}

export function createNotifier(options: NotifierOptions): Notifier {
  const { book, courier, disturbance, clock, reauthorizeAfterShare, reauthorizeGraceMs } = options;

  const isDeliverable = (id: string) => {
    const subscription = book.get(id);
    return subscription !== undefined && !isPaused(subscription, clock.now());
  };

  function tellLifecycle(subscription: Subscription, event: LifecycleEvent, graceMs = reauthorizeGraceMs): void {
    const { id, lifecycleNotificationUrl } = subscription;
    if (lifecycleNotificationUrl !== null) {
      const item = toLifecycleNotification(subscription, event);
      const isStillWanted = () => event === 'subscriptionRemoved' || book.get(id) !== undefined;
      courier.send(lifecycleNotificationUrl, [{ item, isStillWanted }]);
    }
    if (event === 'subscriptionRemoved') book.remove(id);
    if (event === 'reauthorizationRequired' && subscription.pausedFromMs === Infinity) {
      book.put({ ...subscription, pausedFromMs: clock.now() + graceMs });
    }
  }

  return {
    tellLifecycle,
    tellChange(change) {
      for (const subscription of book.all()) {
        const { id, notificationUrl: url } = subscription;
        const notified = toNotified(subscription, change);
        if (notified === undefined || !isAbout(subscription.resource, change.call) || !isDeliverable(id)) continue;
        const item = toChangeNotification(subscription, notified);
        disturbance.pass({ url, parcel: { item, isStillWanted: () => isDeliverable(id) } });
      }
    },
    follow({ id, expiration, lifecycleNotificationUrl }) {
      if (reauthorizeAfterShare === undefined || lifecycleNotificationUrl === null) return;
      const found = book.get(id);
      if (found === undefined) return;
      clock.schedule(toRestMs(found, clock.now()) * reauthorizeAfterShare, () => {
        const now = book.get(id);
        // Renewed or asked already: another timer is for that.
        if (now?.expiration === expiration && now.pausedFromMs === Infinity) {
          tellLifecycle(now, 'reauthorizationRequired');
        }
      });
    },
  };
}
