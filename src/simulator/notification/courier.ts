import type { Clock } from '../../clock.ts';
import { createEndpointHealth } from './endpoint-health.ts';
import { post } from './post.ts';

/** One notification on its way. */
export interface Parcel {
  readonly item: object;
  /** Asked before every attempt. */
  isStillWanted(): boolean;
}

export interface Courier {
  /** Takes notifications to `url`, with others that go there. */
  send(url: string, parcels: readonly Parcel[]): void;
  /** How many notifications are neither delivered nor given up. */
  undelivered(): number;
}

export interface CourierOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Notifications of so many milliseconds travel together. */
export const gatherMs = 200;
/** What takes longer is slow (Graph documentation, "Receive change notifications through webhooks"). */
const timeoutMs = 10_000;
const slowDelayMs = 10_000;
const firstRetryMs = 4000;
const longestRetryMs = 1_800_000;
/** From the first attempt on. */
const giveUpMs = 4 * 3_600_000;
const mostInOnePost = 100;
const mostUndelivered = 50_000;

/**
 * Brings notifications to endpoints: anything from 200 to 299 is delivered, anything else is tried again with growing
 * waits for four hours, then dropped. An endpoint that is slow too often gets its notifications late or not at all.
 */
export function createCourier({ clock, signal }: CourierOptions): Courier {
  const gathered = new Map<string, Parcel[]>();
  const health = createEndpointHealth();
  let undelivered = 0;

  async function isDelivered(url: string, parcels: readonly Parcel[]): Promise<boolean> {
    const body = JSON.stringify({ value: parcels.map(({ item }) => item) });
    const sentMs = clock.now();
    let status = 0;
    try {
      ({ status } = await post(url, { contentType: 'application/json', body, clock, timeoutMs, signal }));
    } catch {
      // No answer is none that counts.
    }
    if (status > 0 || clock.now() - sentMs >= timeoutMs) {
      health.note(url, { isSlow: clock.now() - sentMs >= timeoutMs, atMs: clock.now() });
    }
    return status >= 200 && status < 300;
  }

  async function attempt(url: string, parcels: readonly Parcel[], firstMs: number, waitMs: number): Promise<void> {
    const wanted = parcels.filter((parcel) => parcel.isStillWanted());
    undelivered -= parcels.length - wanted.length;
    if (wanted.length === 0) return;
    if ((await isDelivered(url, wanted)) || signal.aborted || clock.now() + waitMs > firstMs + giveUpMs) {
      undelivered -= wanted.length;
      return;
    }
    clock.schedule(waitMs, () => void attempt(url, wanted, firstMs, Math.min(waitMs * 2, longestRetryMs)));
  }

  function depart(url: string): void {
    const parcels = gathered.get(url) ?? [];
    gathered.delete(url);
    for (let from = 0; from < parcels.length; from += mostInOnePost) {
      void attempt(url, parcels.slice(from, from + mostInOnePost), clock.now(), firstRetryMs);
    }
  }

  return {
    send(url, parcels) {
      const state = health.stateOf(url, clock.now());
      if (state === 'drop' || undelivered + parcels.length > mostUndelivered || parcels.length === 0) return;
      undelivered += parcels.length;
      const waiting = gathered.get(url);
      if (waiting !== undefined) {
        waiting.push(...parcels);
        return;
      }
      gathered.set(url, [...parcels]);
      clock.schedule(gatherMs + (state === 'slow' ? slowDelayMs : 0), () => depart(url));
    },
    undelivered: () => undelivered,
  };
}
