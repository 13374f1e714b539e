import { toPreciseText, type Instant } from '../instant.ts';
import { parseSubscribedResource, type SubscribedResource } from './subscription-resource.ts';

export type ChangeType = 'created' | 'updated';

/** What a subscriber has asked for, and what became of it. */
export interface Subscription {
  readonly id: string;
  readonly resource: SubscribedResource;
  readonly changeTypes: readonly ChangeType[];
  readonly clientState: string | null;
  readonly notificationUrl: string;
  readonly lifecycleNotificationUrl: string | null;
  readonly expiration: Instant;
  readonly latestSupportedTlsVersion: string;
  readonly applicationId: string;
  readonly tenantId: string;
  /** From when on nothing is delivered until it is reauthorized, milliseconds; Infinity where nothing is asked. */
  readonly pausedFromMs: number;
}

/** As an answer shows it, without its context. */
export function toSubscriptionBody(subscription: Subscription) {
  return {
    id: subscription.id,
    resource: subscription.resource.text,
    applicationId: subscription.applicationId,
    changeType: subscription.changeTypes.join(','),
    clientState: subscription.clientState,
    notificationUrl: subscription.notificationUrl,
    lifecycleNotificationUrl: subscription.lifecycleNotificationUrl,
    expirationDateTime: toPreciseText(subscription.expiration),
    creatorId: subscription.applicationId,
    latestSupportedTlsVersion: subscription.latestSupportedTlsVersion,
    notificationContentType: 'application/json',
  };
}

/** As a file keeps it. */
export type KeptSubscription = Omit<Subscription, 'resource' | 'expiration' | 'pausedFromMs'> & {
  readonly resource: string;
  /** Ticks, as text, for JSON has no such numbers. */
  readonly expiration: string;
  /** Null: nothing is asked. */
  readonly pausedFromMs: number | null;
};

export function toKept({ resource, expiration, pausedFromMs, ...rest }: Subscription): KeptSubscription {
  return {
    ...rest,
    resource: resource.text,
    expiration: expiration.toString(),
    pausedFromMs: pausedFromMs === Infinity ? null : pausedFromMs,
  };
}

/** Throws an error where it was not kept by `toKept`. */
export function fromKept({ resource, expiration, pausedFromMs, ...rest }: KeptSubscription): Subscription {
  const parsed = parseSubscribedResource(resource);
  if (parsed === undefined) throw new Error(`A kept subscription is to '${resource}'.`);
  return { ...rest, resource: parsed, expiration: BigInt(expiration), pausedFromMs: pausedFromMs ?? Infinity };
}
