import type { Clock } from '../../clock.ts';
import { GraphError } from '../graph-error.ts';
import { toInstant, toMs } from '../instant.ts';
import type { Caller } from '../token.ts';
import type { Subscription } from './subscription.ts';

/** The subscriptions of the organisation. What has expired is not among them. */
export interface SubscriptionBook {
  all(): readonly Subscription[];
  /** Whatever its application is. */
  get(id: string): Subscription | undefined;
  /** Throws 404 where the caller's application has none of the id. */
  find(id: string, caller: Caller): Subscription;
  /** Throws 403 when the organisation has as many as it may. */
  add(subscription: Subscription): void;
  /** In place of the one of the same id; nothing where that has gone. */
  put(subscription: Subscription): void;
  remove(id: string): void;
}

export interface SubscriptionBookOptions {
  readonly clock: Clock;
  readonly subscriptions: readonly Subscription[];
  /** Called after each change. */
  readonly onChange: () => void;
}

/** Graph documentation, "Change notifications for call records": of an organisation, whichever application. */
const quota = 100;

export function createSubscriptionBook({ clock, subscriptions, onChange }: SubscriptionBookOptions): SubscriptionBook {
  const byId = new Map(subscriptions.map((subscription) => [subscription.id, subscription]));

  function forgetExpired(): void {
    const now = toInstant(clock.now());
    for (const { id, expiration } of byId.values()) if (expiration <= now) byId.delete(id);
  }

  function get(id: string): Subscription | undefined {
    forgetExpired();
    return byId.get(id.toLowerCase());
  }

  return {
    get,
    all() {
      forgetExpired();
      return [...byId.values()];
    },
    find(id, { appId, tenantId }) {
      const found = get(id);
      if (found === undefined || found.applicationId !== appId || found.tenantId !== tenantId) {
        throw new GraphError(404, 'NotFound', `The subscription '${id}' was not found.`);
      }
      return found;
    },
    add(subscription) {
      forgetExpired();
      if (byId.size >= quota) {
        const reason = `The organization has reached its limit of ${quota} subscriptions.`;
        throw new GraphError(
          403,
          'ExtensionError',
          `Operation: Create; Exception: [Status Code: Forbidden; Reason: ${reason}]`,
        );
      }
      byId.set(subscription.id, subscription);
      onChange();
    },
    put(subscription) {
      if (get(subscription.id) === undefined) return;
      byId.set(subscription.id, subscription);
      onChange();
    },
    remove(id) {
      if (byId.delete(id)) onChange();
    },
  };
}

/** Whether notifications are held back until it is reauthorized. */
export const isPaused = ({ pausedFromMs }: Subscription, nowMs: number) => pausedFromMs <= nowMs;

/** How long it still lives, milliseconds. */
export const toRestMs = ({ expiration }: Subscription, nowMs: number) => toMs(expiration) - nowMs;
