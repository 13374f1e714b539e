import { createHash } from 'node:crypto';
import type { Signal } from '../abort.ts';
import { createAborter } from '../abort.ts';
import type { Clock } from '../clock.ts';
import { untilAborted } from '../clock.ts';
import { GraphError } from '../graph/errors.ts';
import type { Subscription, Subscriptions } from '../graph/subscriptions.ts';
import type { BackOff } from './back-off.ts';
import { createBackOff } from './back-off.ts';
import type { Lease } from './lease.ts';
import { COVERED } from './coverage.ts';
import { toLookbackMs } from './lookback.ts';
import type { LifecycleEvent, LifecycleNotified } from './notification.ts';
import { LATEST_AVAILABILITY_MS } from './not-yet.ts';
import type { SharedState } from './shared-state.ts';
import type { Sweep } from './sweep.ts';

export interface KeeperOptions {
  readonly subscriptions: Subscriptions;
  readonly state: SharedState;
  /** Who has it keeps the subscription. */
  readonly lease: Lease;
  readonly sweep: Sweep;
  /** Up to when this replica has seen that nothing was missed, whoever kept the subscription; 0 where it has seen none. */
  readonly seenCoveredMs: () => number;
  readonly clock: Clock;
  /** Where Graph is to post. */
  readonly notificationUrl: string;
  readonly lifecycleUrl: string;
  /** Graph's name of what is watched, with its filter. */
  readonly resource: string;
  readonly clientState: string;
  /** How long subscriptions are asked for, in milliseconds; Graph's longest unless told. */
  readonly lifetimeMs?: number | undefined;
  /** How often it is looked after, in milliseconds. */
  readonly checkMs?: number | undefined;
  /** How often the list is read for what no notification told of, in milliseconds; 0: only after gaps. */
  readonly sweepMs: number;
  /** Is one of the replicas no longer, and tells how many are left; rejects where that cannot be told. */
  readonly leave: () => Promise<number>;
  readonly onEvent?:
    ((event: KeeperEvent, detail?: { readonly code?: string; readonly count?: number }) => void) | undefined;
}

export type KeeperEvent =
  | 'created'
  | 'renewed'
  | 'reauthorized'
  | 'lost'
  | 'removed'
  | 'failed'
  | 'swept'
  | 'leading'
  | 'following'
  /** The shared state is gone, and the subscription is kept by what this replica remembers. */
  | 'forgotten';

export interface KeeperStatus {
  /** Whether this replica is the one that keeps it. */
  readonly isLeading: boolean;
  /** When the subscription ends, in milliseconds since the Unix epoch; undefined where there is none or it is not known. */
  readonly expiresMs: number | undefined;
  /** Whether somebody should look: this replica has no subscription to keep, or it ends soon and could not be renewed. */
  readonly isAtRisk: boolean;
}

/** Keeps one subscription alive, and finds what was not notified while there was none. */
export interface Keeper {
  /** Starts to look after it. */
  start(): void;
  /** What Graph has told of the subscription, to whichever replica. Rejects when it could not be passed on. */
  tell(events: LifecycleNotified['events']): Promise<void>;
  status(): KeeperStatus;
  /** Lets another take over; the last of the replicas deletes the subscription, whoever has kept it. */
  stop(): Promise<void>;
}

const MINUTE_MS = 60_000;
/** Graph allows 4 230 minutes from its own now; the rest is for clocks that differ. */
const LONGEST_LIFETIME_MS = 4_200 * MINUTE_MS;
const CHECK_MS = 10_000;
/** An answer to `reauthorizationRequired` that comes later than this can have cost notifications. */
const PROMPT_MS = MINUTE_MS / 4;
const LONGEST_FAREWELL_MS = 3_000;

/** What is known of the subscription, in the state that replicas share. */
interface Kept {
  readonly id: string;
  readonly expiresMs: number;
  /** Of what it was made with: one that was made otherwise is of no use. */
  readonly fingerprint: string;
}

const REQUESTS: Readonly<Record<LifecycleEvent, string>> = {
  reauthorizationRequired: 'reauthorization-asked',
  subscriptionRemoved: 'removal-told',
  missed: 'loss-told',
};

export function createKeeper(options: KeeperOptions): Keeper {
  const { subscriptions, state, lease, sweep, clock, notificationUrl, resource, clientState, onEvent } = options;
  const { lifetimeMs = LONGEST_LIFETIME_MS, checkMs = CHECK_MS } = options;
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([notificationUrl, resource, clientState]))
    .digest('hex');
  /** Ends what is done as the one who keeps it. */
  let leading = createAborter();
  let kept: Kept | undefined;
  /** Up to when the subscription is known to have been there. */
  let verifiedMs = 0;
  /** Whether this replica has seen it, and that there is no other for the same address. */
  let isVerified = false;
  const care = createBackOff(checkMs);
  const search = createBackOff(checkMs);
  /** Since when changes can have gone unnoticed, and the same of what is swept now; undefined while none can. */
  let gapFromMs: number | undefined;
  let sweptGapFromMs: number | undefined;
  /** When the first of all replicas began, what was before is nobody's to miss; and whether that is now. */
  let sinceMs = 0;
  let isFirst = false;
  /** Up to when the list was read whatever notifications told. */
  let sweptMs = 0;
  let isStopped = false;
  let isLeading = false;
  let ticking: Promise<void> | undefined;
  let isTickWanted = false;
  let sweeping: Promise<void> | undefined;
  let cancelTick: (() => void) | undefined;
  let forgetLease: (() => void) | undefined;

  const verifyMs = 3 * checkMs;
  const readNumber = async (name: string) => Number((await state.read(name)) ?? 0);

  async function readKept(): Promise<Kept | undefined> {
    const text = await state.read('subscription');
    const known = text ? (JSON.parse(text) as Kept) : undefined;
    return known?.fingerprint === fingerprint ? known : undefined;
  }

  /** Takes what Graph answers; it was so when Graph was asked, and need not be now. */
  async function keep(asking: Promise<Subscription>): Promise<void> {
    const askedMs = clock.now();
    const { id, expirationDateTime } = await asking;
    if (askedMs - verifiedMs > 2 * verifyMs) await markGap();
    kept = { id, expiresMs: Date.parse(expirationDateTime), fingerprint };
    await state.write('subscription', JSON.stringify(kept));
    verifiedMs = askedMs;
    isVerified = true;
  }

  const toExpiration = () => new Date(clock.now() + lifetimeMs).toISOString();

  /** What was made for the same address and is not the one that is known would bring everything twice. */
  async function removeStrays(signal: Signal): Promise<void> {
    for (const { id, notificationUrl: url } of await subscriptions.list(signal)) {
      if (url !== notificationUrl || id === kept?.id) continue;
      await subscriptions.remove(id, signal).catch(ignoreMissing);
      onEvent?.('removed');
    }
  }

  async function establish(signal: Signal): Promise<void> {
    kept = undefined;
    // What comes before it is there is not told; only the very first start has nothing before it.
    if (!isFirst) await markGap();
    await removeStrays(signal);
    await keep(
      subscriptions.create(
        {
          changeType: 'created,updated',
          resource,
          notificationUrl,
          lifecycleNotificationUrl: options.lifecycleUrl,
          expirationDateTime: toExpiration(),
          clientState,
        },
        signal,
      ),
    );
    onEvent?.('created');
  }

  /** Does to the subscription what has to be done; one that Graph knows no more is lost. */
  async function attend({ id }: Kept, signal: Signal, step: (id: string) => Promise<void>): Promise<void> {
    try {
      await step(id);
    } catch (error) {
      if (!(error instanceof GraphError) || error.code !== 'NOT_FOUND') throw error;
      onEvent?.('lost');
      await establish(signal);
    }
  }

  async function lookAfter(signal: Signal): Promise<void> {
    const nowMs = clock.now();
    if (!kept || kept.expiresMs <= nowMs) {
      if (kept) onEvent?.('lost');
      return establish(signal);
    }
    const [askedMs, doneMs] = [await readNumber(REQUESTS.reauthorizationRequired), await readNumber('reauthorized')];
    const isRemoved = (await readNumber(REQUESTS.subscriptionRemoved)) >= verifiedMs;
    if (askedMs > doneMs) {
      return attend(kept, signal, async (id) => {
        await subscriptions.reauthorize(id, signal);
        if (clock.now() - askedMs > PROMPT_MS) await markGap();
        await state.write('reauthorized', String(askedMs));
        onEvent?.('reauthorized');
      });
    }
    if (kept.expiresMs - nowMs < lifetimeMs / 2) {
      return attend(kept, signal, async (id) => {
        await keep(subscriptions.renew(id, toExpiration(), signal));
        onEvent?.('renewed');
      });
    }
    if (!isVerified) await removeStrays(signal);
    if (!isVerified || isRemoved || nowMs - verifiedMs >= verifyMs) {
      return attend(kept, signal, (id) => keep(subscriptions.get(id, signal)));
    }
  }

  const openGapMs = () => Math.min(gapFromMs ?? Infinity, sweptGapFromMs ?? Infinity);

  /** Whoever takes over has to know of it, too: it is written down before there is a subscription that looks well. */
  async function markGap(): Promise<void> {
    gapFromMs ??= verifiedMs;
    await state.write('gap', String(openGapMs()));
  }

  /** Looks for what can have been missed, and notes up to when nothing was. */
  async function cover(signal: Signal): Promise<void> {
    const lossMs = await readNumber(REQUESTS.missed);
    if (lossMs > (await readNumber('loss-answered'))) {
      await markGap();
      await state.write('loss-answered', String(lossMs));
    }
    if (!sweeping && search.isOver(clock.now())) sweepIfDue(signal);
    await state.write(COVERED, String(Math.min(openGapMs(), verifiedMs)));
  }

  /** Beside the ticks: the list can take as long as Graph's limits make it. */
  function sweepIfDue(signal: Signal): void {
    const startedMs = clock.now();
    const isDue = options.sweepMs > 0 && startedMs - sweptMs >= options.sweepMs;
    const fromMs = Math.min(gapFromMs ?? Infinity, isDue ? sweptMs : Infinity);
    if (fromMs === Infinity) return;
    sweptGapFromMs = gapFromMs;
    gapFromMs = undefined;
    const startedSinceMs = fromMs - toLookbackMs(startedMs - fromMs);
    const changedSinceMs = Math.max(sinceMs, fromMs - LATEST_AVAILABILITY_MS);
    sweeping = sweep({ startedSinceMs, changedSinceMs }, signal)
      .then(async (count) => {
        if (signal.aborted) return;
        sweptGapFromMs = undefined;
        if (fromMs <= sweptMs) sweptMs = startedMs;
        search.succeed();
        onEvent?.('swept', { count });
        await state.write('swept', String(sweptMs));
        await state.write('gap', gapFromMs === undefined ? '' : String(gapFromMs));
      })
      .catch((error: unknown) => {
        if (signal.aborted) return;
        gapFromMs = sweptGapFromMs ?? gapFromMs;
        sweptGapFromMs = undefined;
        fail(search, error);
      })
      .finally(() => (sweeping = undefined));
  }

  const tellFailure = (error: unknown) =>
    onEvent?.('failed', { code: error instanceof GraphError ? error.code : 'STATE_UNAVAILABLE' });

  function fail(backOff: BackOff, error: unknown): void {
    // Who keeps the state is asked again with the next tick.
    backOff.fail(clock.now(), error instanceof GraphError ? (error.details.retryAfterMs ?? 0) : undefined);
    tellFailure(error);
  }

  async function tick(): Promise<void> {
    if (isStopped || !lease.isHeld()) return;
    if (isLeading && (await isStateGone())) {
      leading.abort(new GraphError('DEADLINE_EXCEEDED', 'The shared state is gone.'));
      isLeading = false;
    }
    if (!isLeading) leading = createAborter();
    const { signal } = leading;
    const attempt = async (step: () => Promise<void>): Promise<void> => {
      if (!signal.aborted) await step().catch((error: unknown) => signal.aborted || fail(care, error));
    };
    if (!isLeading) await attempt(() => takeOver(signal));
    if (!isLeading) return;
    if (care.isOver(clock.now())) {
      await attempt(async () => {
        await lookAfter(signal);
        care.succeed();
      });
      isFirst = false;
    }
    // Without a subscription the list is all there is.
    await attempt(() => cover(signal));
  }

  const isStateGone = () =>
    state.read('since').then(
      (since) => !since,
      () => false,
    );

  /** What another replica, or this one in an earlier life, has left. */
  async function takeOver(signal: Signal): Promise<void> {
    await sweeping;
    const knownSinceMs = await readNumber('since');
    const coveredMs = Math.max(await readNumber(COVERED), options.seenCoveredMs());
    isFirst = !knownSinceMs && !coveredMs;
    const isForgotten = !knownSinceMs && !isFirst;
    kept = (await readKept()) ?? (isForgotten ? kept : undefined);
    isVerified = false;
    // Hints that waited for their record went with the state: they are looked for again, too.
    sinceMs = knownSinceMs || (isForgotten ? coveredMs - LATEST_AVAILABILITY_MS : clock.now());
    verifiedMs = Math.max(sinceMs, coveredMs);
    sweptMs = Math.max(isForgotten ? coveredMs : sinceMs, await readNumber('swept'));
    gapFromMs = (await readNumber('gap')) || undefined;
    sweptGapFromMs = undefined;
    if (isForgotten) await markGap();
    // Comes last: whoever finds it relies on the rest.
    if (!knownSinceMs) await state.write('since', String(sinceMs));
    if (signal.aborted) return;
    if (isForgotten) onEvent?.('forgotten');
    isLeading = true;
    onEvent?.('leading');
  }

  function tickNow(): void {
    cancelTick?.();
    if (ticking) {
      isTickWanted = true;
      return;
    }
    isTickWanted = false;
    ticking = tick().finally(() => {
      ticking = undefined;
      if (!isStopped) cancelTick = clock.schedule(isTickWanted ? 0 : checkMs, tickNow);
    });
  }

  return {
    start() {
      forgetLease = lease.watch((isHeld) => {
        if (isHeld) return tickNow();
        leading.abort(new GraphError('DEADLINE_EXCEEDED', 'Another replica keeps the subscription.'));
        if (isLeading) onEvent?.('following');
        isLeading = false;
      });
      if (!ticking) tickNow();
    },
    async tell(events) {
      for (const { event } of events) await state.write(REQUESTS[event], String(clock.now()));
      if (isLeading) tickNow();
    },
    status() {
      const nowMs = clock.now();
      const leftMs = (kept?.expiresMs ?? 0) - nowMs;
      return {
        isLeading,
        expiresMs: isLeading && leftMs > 0 ? kept?.expiresMs : undefined,
        isAtRisk: isLeading && (leftMs < lifetimeMs / 3 || care.failures() > 3),
      };
    },
    async stop() {
      isStopped = true;
      forgetLease?.();
      cancelTick?.();
      leading.abort(new GraphError('DEADLINE_EXCEEDED', 'The gateway stops.'));
      await Promise.all([ticking, sweeping]);
      await farewell();
      isLeading = false;
      await lease.release().catch(() => undefined);
    },
  };

  async function farewell(): Promise<void> {
    const limit = createAborter();
    const cancel = clock.schedule(LONGEST_FAREWELL_MS, () =>
      limit.abort(new GraphError('DEADLINE_EXCEEDED', 'No answer.')),
    );
    try {
      await untilAborted(removeWhereLast(limit.signal), limit.signal);
    } catch (error) {
      tellFailure(error);
    } finally {
      cancel();
    }
  }

  /** What it had under way is over: whoever is the last finds in the state what the others have written. */
  async function removeWhereLast(signal: Signal): Promise<void> {
    if ((await options.leave()) > 0) return;
    const last = await readKept();
    if (!last) return;
    await subscriptions.remove(last.id, signal).catch(ignoreMissing);
    await state.write('subscription', '');
    onEvent?.('removed');
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof GraphError) || error.code !== 'NOT_FOUND') throw error;
}
