import type { Clock } from '../../clock.ts';
import type { Register, RecordVersion } from '../live/register.ts';
import type { SubscriptionBook } from '../notification/book.ts';
import type { Courier } from '../notification/courier.ts';
import type { Disturbance } from '../notification/disturbance.ts';
import type { LifecycleEvent } from '../notification/notification-body.ts';
import type { Notifier } from '../notification/notifier.ts';
import { toSubscriptionBody, type Subscription } from '../notification/subscription.ts';
import type { Random } from '../random.ts';
import type { CallKind } from '../tenant/call.ts';
import type { Tenant } from '../tenant/tenant.ts';
import type { Command } from './command.ts';
import { sendForgery, type ForgeryWish } from './forgery.ts';

export interface CallWish {
  /** Default: as chance has it. */
  readonly kind?: CallKind | undefined;
  /** Id of a user of the tenant who takes part. Default: nobody in particular. */
  readonly participantId?: string | undefined;
}

export interface LifecycleWish {
  readonly event: LifecycleEvent;
  /** Default: all that have a lifecycle endpoint. */
  readonly subscriptionId?: string | undefined;
  /** For `reauthorizationRequired`: from now until deliveries pause, milliseconds. Default: the simulator's. */
  readonly graceMs?: number | undefined;
}

/** Graph's other side: makes happen what nobody can ask of Graph. Counts hold until they are used up or set anew. */
export interface Control {
  /** A call ends, and its record is there. Throws RangeError for a participant who is no user of the tenant. */
  endCall(wish?: CallWish): RecordVersion;
  /** A record gets its next version. Throws RangeError for one that is not there. */
  raiseVersion(id: string): RecordVersion;
  /** The next records are told of, but cannot be read for `delayMs`. */
  hideNext(count: number, delayMs: number): void;
  loseNext(count: number): void;
  repeatNext(count: number): void;
  /** They wait for each other, a minute at most, and go the last one first. */
  reorderNext(count: number): void;
  /** How many subscriptions it concerned. */
  sendLifecycle(wish: LifecycleWish): number;
  /** Ends all subscriptions without a word; how many there were. */
  dropSubscriptions(): number;
  /** The status of the answer; 0 without one. Throws RangeError when there is nobody to send it to. */
  forge(wish?: ForgeryWish): Promise<number>;
  /** As Graph would show them, whoever they belong to. */
  subscriptions(): readonly ReturnType<typeof toSubscriptionBody>[];
  /** Versions of records that have been there since `sinceMs` (milliseconds), by time. */
  versions(sinceMs?: number): readonly RecordVersion[];
  /** How many notifications are neither delivered nor given up. */
  undelivered(): number;
}

export interface ControlOptions {
  readonly tenant: Tenant;
  readonly register: Register;
  readonly book: SubscriptionBook;
  readonly courier: Courier;
  readonly disturbance: Disturbance;
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly random: Random;
  readonly signal: AbortSignal;
  /** Called with what was done to records. */
  readonly onCommand: (command: Command) => void;
}

export function createControl(options: ControlOptions): Control {
  const { tenant, register, book, courier, disturbance, notifier, clock, random, signal, onCommand } = options;
  // Calls of another process are other calls.
  const origin = `control ${clock.now()}`;
  let callCount = 0;

  function choose(subscriptionId: string | undefined): readonly Subscription[] {
    const all = book.all();
    return subscriptionId === undefined ? all : all.filter(({ id }) => id === subscriptionId.toLowerCase());
  }

  return {
    endCall({ kind, participantId } = {}) {
      const plan = { origin, index: callCount, writtenMs: clock.now(), kind, participantId };
      const call = tenant.newCall(plan);
      callCount += 1;
      onCommand({ kind: 'call', plan });
      register.add(call);
      return { id: call.id, version: call.version, atMs: plan.writtenMs };
    },
    raiseVersion(id) {
      const atMs = clock.now();
      const call = register.raise(id, atMs);
      if (call === undefined) throw new RangeError(`There is no record '${id}'.`);
      onCommand({ kind: 'version', id, atMs });
      return { id, version: call.version, atMs };
    },
    hideNext: (count, delayMs) => register.hideNext(count, delayMs),
    loseNext: (count) => disturbance.loseNext(count),
    repeatNext: (count) => disturbance.repeatNext(count),
    reorderNext: (count) => disturbance.reorderNext(count),
    sendLifecycle({ event, subscriptionId, graceMs }) {
      const concerned = choose(subscriptionId).filter(
        ({ lifecycleNotificationUrl }) => lifecycleNotificationUrl !== null,
      );
      for (const subscription of concerned) notifier.tellLifecycle(subscription, event, graceMs);
      return concerned.length;
    },
    dropSubscriptions() {
      const all = book.all();
      for (const { id } of all) book.remove(id);
      return all.length;
    },
    async forge(wish = {}) {
      const [subscription] = choose(wish.subscriptionId);
      if (subscription === undefined) throw new RangeError('There is no subscription whose endpoint it could go to.');
      return sendForgery({ subscription, wish, strangeId: random.guid(), clock, signal });
    },
    subscriptions: () => book.all().map(toSubscriptionBody),
    versions: (sinceMs = -Infinity) => register.versions().filter(({ atMs }) => atMs >= sinceMs),
    undelivered: () => courier.undelivered(),
  };
}
