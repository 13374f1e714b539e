import type { HintQueue } from './hint-queue.ts';
import type { LifecycleNotified } from './notification.ts';
import { parseLifecycle, parseNotifications } from './notification.ts';

export const NOTIFICATION_PATHS = {
  change: '/notifications/call-records',
  lifecycle: '/notifications/lifecycle',
} as const;

/** Of a post; Graph's are far below. */
export const LARGEST_NOTIFICATION_BYTES = 1_000_000;
/** Graph's tokens are sentences. */
const LONGEST_TOKEN = 4_000;

export interface ReceivedRequest {
  readonly method: string | undefined;
  /** Path and query. */
  readonly url: string;
  /** Reads the body; undefined where it is larger than `LARGEST_NOTIFICATION_BYTES`, or broke off. */
  readonly read: () => Promise<string | undefined>;
}

export interface ReceiverAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What became of an item, or of a whole post that could not be read. */
export type NotificationOutcome = 'taken' | 'forged' | 'invalid' | 'refused' | 'lifecycle';

export interface ReceiverOptions {
  /** The secret that came with the subscription. */
  readonly clientState: string;
  readonly queue: Pick<HintQueue, 'add'>;
  readonly onLifecycle: (events: LifecycleNotified['events']) => Promise<void>;
  readonly onOutcome?: ((outcome: NotificationOutcome, count: number) => void) | undefined;
}

/** Where Graph posts its change notifications and those of the subscription's life. */
export interface Receiver {
  /** Whether a path is one of its. */
  owns(path: string): boolean;
  /** Never rejects. */
  answer(request: ReceivedRequest): Promise<ReceiverAnswer>;
}

const BARE = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };
const toAnswer = (status: number): ReceiverAnswer => ({ status, headers: BARE, body: '' });

/** What could not be kept: Graph comes again. */
export const toBusyAnswer = (): ReceiverAnswer => ({ ...toAnswer(503), headers: { ...BARE, 'retry-after': '10' } });

/**
 * Graph documentation, "Receive change notifications through webhooks": the handshake is answered with the token as it
 * was before its encoding; a post with 202 as soon as it is kept, whatever was in it, and with 503, so that Graph comes
 * again, only where it could not be kept.
 */
export function createReceiver({ clientState, queue, onLifecycle, onOutcome }: ReceiverOptions): Receiver {
  const note = (outcome: NotificationOutcome, count: number) => {
    if (count > 0) onOutcome?.(outcome, count);
  };

  async function takeChanges(text: string): Promise<void> {
    const { recordIds, forged, invalid } = parseNotifications(text, clientState);
    note('forged', forged);
    note('invalid', invalid);
    if (recordIds.length) await queue.add(recordIds);
    note('taken', recordIds.length);
  }

  async function takeLifecycle(text: string): Promise<void> {
    const { events, forged, invalid } = parseLifecycle(text, clientState);
    note('forged', forged);
    note('invalid', invalid);
    if (events.length) await onLifecycle(events);
    note('lifecycle', events.length);
  }

  return {
    owns: (path) => path === NOTIFICATION_PATHS.change || path === NOTIFICATION_PATHS.lifecycle,
    async answer({ method, url, read }) {
      const [path, search = ''] = url.split('?', 2);
      if (method !== 'POST') return { ...toAnswer(405), headers: { ...BARE, allow: 'POST' } };
      const token = new URLSearchParams(search).get('validationToken');
      if (token !== null) return token.length > LONGEST_TOKEN ? toAnswer(400) : toHandshake(token);
      const text = await read();
      if (text === undefined) {
        note('invalid', 1);
        return toAnswer(413);
      }
      try {
        await (path === NOTIFICATION_PATHS.lifecycle ? takeLifecycle(text) : takeChanges(text));
      } catch (error) {
        if (!(error instanceof SyntaxError)) {
          note('refused', 1);
          return toBusyAnswer();
        }
        note('invalid', 1);
      }
      return toAnswer(202);
    },
  };
}

/** Whoever opens the address in a browser is shown text, and nothing in it is run. */
function toHandshake(token: string): ReceiverAnswer {
  return {
    status: 200,
    headers: {
      ...BARE,
      'content-type': 'text/plain; charset=utf-8',
      'content-security-policy': "default-src 'none'; sandbox",
    },
    body: token,
  };
}
