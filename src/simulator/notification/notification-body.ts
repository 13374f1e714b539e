import { toMillisecondText, toPreciseText } from '../instant.ts';
import type { Subscription } from './subscription.ts';

export type LifecycleEvent = 'reauthorizationRequired' | 'missed' | 'subscriptionRemoved';

export const lifecycleEvents: readonly LifecycleEvent[] = ['reauthorizationRequired', 'missed', 'subscriptionRemoved'];

/** What a notification says of a record: no data, its kind of change and where it is. */
export interface NotifiedChange {
  readonly recordId: string;
  readonly changeType: string;
}

/** The casing of the type, the missing slash and the offset are Graph's (documentation, "Change notifications for call records"). */
export function toChangeNotification(subscription: Subscription, { recordId, changeType }: NotifiedChange) {
  const resource = `communications/callRecords/${recordId}`;
  return {
    subscriptionId: subscription.id,
    clientState: subscription.clientState,
    changeType,
    resource,
    subscriptionExpirationDateTime: toMillisecondText(subscription.expiration).replace('Z', '+00:00'),
    resourceData: { '@odata.type': '#Microsoft.Graph.callrecord', '@odata.id': resource, id: recordId },
    tenantId: subscription.tenantId,
  };
}

export function toLifecycleNotification(subscription: Subscription, lifecycleEvent: LifecycleEvent) {
  return {
    subscriptionId: subscription.id,
    subscriptionExpirationDateTime: toPreciseText(subscription.expiration),
    tenantId: subscription.tenantId,
    clientState: subscription.clientState,
    lifecycleEvent,
  };
}
