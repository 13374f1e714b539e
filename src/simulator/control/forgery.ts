import type { Clock } from '../../clock.ts';
import { toChangeNotification } from '../notification/notification-body.ts';
import { post } from '../notification/post.ts';
import type { Subscription } from '../notification/subscription.ts';

/** What somebody other than Graph sends; whatever is not said is as Graph would have it, but for the client state. */
export interface ForgeryWish {
  /** Whose endpoint it goes to. Default: the oldest. */
  readonly subscriptionId?: string | undefined;
  /** What it says of itself. */
  readonly shownSubscriptionId?: string | undefined;
  readonly clientState?: string | null | undefined;
  readonly recordId?: string | undefined;
  readonly changeType?: string | undefined;
  /** In place of everything, sent as it is. */
  readonly body?: string | undefined;
}

export interface Forgery {
  readonly subscription: Subscription;
  readonly wish: ForgeryWish;
  /** Of a record that is not there. */
  readonly strangeId: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const timeoutMs = 10_000;

/** The status it was answered with; 0 where it was not. */
export async function sendForgery({ subscription, wish, strangeId, clock, signal }: Forgery): Promise<number> {
  const { clientState = 'forged', recordId = strangeId, changeType = 'created' } = wish;
  const shown = { ...subscription, id: wish.shownSubscriptionId ?? subscription.id, clientState };
  const body = wish.body ?? JSON.stringify({ value: [toChangeNotification(shown, { recordId, changeType })] });
  try {
    const contentType = 'application/json';
    return (await post(subscription.notificationUrl, { contentType, body, clock, timeoutMs, signal })).status;
  } catch {
    return 0;
  }
}
