import { createHash, timingSafeEqual } from 'node:crypto';
import { isGuid } from '../guid.ts';

/** What a post of change notifications holds, as far as it is believed. */
export interface Notified {
  /** Ids of call records that may have changed, in lower case, each once: all else that is said of them is not believed. */
  readonly recordIds: readonly string[];
  /** How many items did not show the secret of the subscription, and were therefore ignored. */
  readonly forged: number;
  /** How many name no call record. */
  readonly invalid: number;
}

/** What Graph tells of the subscription itself. */
export type LifecycleEvent = 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed';

export interface LifecycleNotified {
  readonly events: readonly { readonly event: LifecycleEvent; readonly subscriptionId: string | undefined }[];
  readonly forged: number;
  readonly invalid: number;
}

const LIFECYCLE_EVENTS: readonly unknown[] = ['reauthorizationRequired', 'subscriptionRemoved', 'missed'];
/** `communications/callRecords/{id}` or `…/callRecords('{id}')`. */
const RESOURCE = /\/callRecords(?:\/|\(')([0-9a-f-]{36})(?:'\))?$/i;

/** Whether the texts are the same, in a time that does not depend on where they differ. */
export function isSameSecret(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

type Item = Readonly<Record<string, unknown>>;

/** The items of `{ value: […] }` that show the secret. Throws SyntaxError for text that is not such a body. */
function toBelieved(text: string, clientState: string): { readonly items: readonly Item[]; readonly forged: number } {
  const body = JSON.parse(text) as { readonly value?: unknown } | null;
  if (!Array.isArray(body?.value)) throw new SyntaxError('no list of notifications');
  const all = body.value as unknown[];
  const items = all.filter(
    (item): item is Item =>
      typeof item === 'object' && item !== null && isSameSecret((item as Item)['clientState'], clientState),
  );
  return { items, forged: all.length - items.length };
}

/** Graph mixes subscriptions in one post, and promises neither order nor singleness. Throws SyntaxError. */
export function parseNotifications(text: string, clientState: string): Notified {
  const { items, forged } = toBelieved(text, clientState);
  const recordIds = new Set<string>();
  let invalid = 0;
  for (const item of items) {
    const id = toRecordId(item);
    if (id === undefined) invalid += 1;
    else recordIds.add(id);
  }
  return { recordIds: [...recordIds], forged, invalid };
}

function toRecordId({ resource, resourceData }: Item): string | undefined {
  const ofData = (resourceData as Item | null | undefined)?.['id'];
  const id = typeof ofData === 'string' && isGuid(ofData) ? ofData : RESOURCE.exec(String(resource))?.[1];
  return id !== undefined && isGuid(id) ? id.toLowerCase() : undefined;
}

/** Throws SyntaxError. */
export function parseLifecycle(text: string, clientState: string): LifecycleNotified {
  const { items, forged } = toBelieved(text, clientState);
  const events = items.flatMap(({ lifecycleEvent, subscriptionId }) =>
    LIFECYCLE_EVENTS.includes(lifecycleEvent)
      ? [
          {
            event: lifecycleEvent as LifecycleEvent,
            subscriptionId: typeof subscriptionId === 'string' && isGuid(subscriptionId) ? subscriptionId : undefined,
          },
        ]
      : [],
  );
  return { events, forged, invalid: items.length - events.length };
}
