import { createHash } from 'node:crypto';
import { createAborter } from '../abort.ts';
import type { Clock } from '../clock.ts';
import { GraphError } from '../graph/errors.ts';
import type { Subscription, Subscriptions } from '../graph/subscriptions.ts';
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
  readonly clock: Clock;
  /** Where Graph is to post. */
  readonly notificationUrl: string;
  readonly lifecycleUrl: string;
  /** Graph's name of what is watched, with its filter. */
  readonly resource: string;
  readonly clientState: string;
  /** How long subscriptions are asked for, in milliseconds; Graph's longest unless told. */
  readonly lifetimeMs?: number;
  /** How often it is looked after, in milliseconds. */
  readonly checkMs?: number;
  /** How often the list is read for what no notification told of, in milliseconds; 0: only after gaps. */
  readonly sweepMs: number;
  /** Whether no other replica needs the subscription any more. */
  readonly isAlone: () => Promise<boolean>;
  readonly onEvent?: (event: KeeperEvent, detail?: { readonly code?: string; readonly count?: number }) => void;
}

export type KeeperEvent =
  'created' | 'renewed' | 'reauthorized' | 'lost' | 'removed' | 'failed' | 'swept' | 'leading' | 'following';

export interface KeeperStatus {
  /** Whether this replica is the one that keeps it. */
  readonly isLeading: boolean;
  /** When the subscription ends, in milliseconds since the Unix epoch; undefined where there is none or it is not known. */
  readonly expiresMs: number | undefined;
  /** Whether somebody should look: there is no subscription, or it ends soon and could not be renewed. */
  readonly isAtRisk: boolean;
}

/** Keeps one subscription alive, and finds what was not notified while there was none. */
export interface Keeper {
  /** Starts to look after it. */
  start(): void;
  /** What Graph has told of the subscription, to whichever replica. Rejects when it could not be passed on. */
  tell(events: LifecycleNotified['events']): Promise<void>;
  status(): KeeperStatus;
  /** Lets another take over; where there is none, deletes the subscription. */
  stop(): Promise<void>;
}

const MINUTE_MS = 60_000;
/** Graph allows 4 230 minutes from its own now; the rest is for clocks that differ. */
const LONGEST_LIFETIME_MS = 4_200 * MINUTE_MS;
const CHECK_MS = 10_000;
const LONGEST_BACK_OFF_MS = 10 * MINUTE_MS;
/** An answer to `reauthorizationRequired` that comes later than this can have cost notifications. */
const PROMPT_MS = MINUTE_MS;
const LONGEST_FAREWELL_MS = 3_000;

/** Under which name it is written since when changes can have gone unnoticed, until the list was read; empty: none can. */
const GAP = 'gap';

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
  const aborter = createAborter();
  let kept: Kept | undefined;
  let verifiedMs = 0;
  let failures = 0;
  let notBeforeMs = 0;
  /** Since when changes can have gone unnoticed; undefined while none can. */
  let gapFromMs: number | undefined;
  /** When the first of all replicas began: what was before is nobody's to miss. */
  let sinceMs = 0;
  /** Up to when nothing was missed, and up to when the list was read whatever notifications told. */
  let coveredMs = 0;
  let sweptMs = 0;
  let isStopped = false;
  let isLeading = false;
  let ticking: Promise<void> | undefined;
  let sweeping: Promise<void> | undefined;
  let cancelTick: (() => void) | undefined;
  let forgetLease: (() => void) | undefined;

  const verifyMs = 3 * checkMs;
  const readNumber = async (name: string) => Number((await state.read(name)) ?? 0);
  const signal = aborter.signal;

  async function readKept(): Promise<Kept | undefined> {
    const text = await state.read('subscription');
    const known = text ? (JSON.parse(text) as Kept) : undefined;
    return known?.fingerprint === fingerprint ? known : undefined;
  }

  async function keep({ id, expirationDateTime }: Subscription): Promise<void> {
    kept = { id, expiresMs: Date.parse(expirationDateTime), fingerprint };
    await state.write('subscription', JSON.stringify(kept));
    verifiedMs = clock.now();
    if (verifiedMs - coveredMs > 2 * verifyMs) await markGap();
  }

  const toExpiration = () => new Date(clock.now() + lifetimeMs).toISOString();

  /** What was made for the same address and is not the one that is known would bring everything twice. */
  async function removeStrays(): Promise<void> {
    for (const { id, notificationUrl: url } of await subscriptions.list(signal)) {
      if (url !== notificationUrl) continue;
      await subscriptions.remove(id, signal).catch(ignoreMissing);
      onEvent?.('removed');
    }
  }

  async function establish(): Promise<void> {
    kept = undefined;
    await removeStrays();
    await keep(
      await subscriptions.create(
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
  async function attend(step: (id: string) => Promise<void>): Promise<void> {
    try {
      await step((kept as Kept).id);
    } catch (error) {
      if (!(error instanceof GraphError) || error.code !== 'NOT_FOUND') throw error;
      onEvent?.('lost');
      await markGap();
      await establish();
    }
  }

  async function lookAfter(): Promise<void> {
    const nowMs = clock.now();
    if (!kept || kept.expiresMs <= nowMs) {
      if (kept) onEvent?.('lost');
      if (coveredMs > sinceMs) await markGap();
      return establish();
    }
    const [askedMs, doneMs] = [await readNumber(REQUESTS.reauthorizationRequired), await readNumber('reauthorized')];
    const isRemoved = (await readNumber(REQUESTS.subscriptionRemoved)) > verifiedMs;
    if (askedMs > doneMs) {
      return attend(async (id) => {
        await subscriptions.reauthorize(id, signal);
        if (clock.now() - askedMs > PROMPT_MS) await markGap();
        await state.write('reauthorized', String(askedMs));
        onEvent?.('reauthorized');
      });
    }
    if (kept.expiresMs - nowMs < lifetimeMs / 2) {
      return attend(async (id) => {
        await keep(await subscriptions.renew(id, toExpiration(), signal));
        onEvent?.('renewed');
      });
    }
    if (isRemoved || nowMs - verifiedMs >= verifyMs) {
      return attend(async (id) => keep(await subscriptions.get(id, signal)));
    }
  }

  /** Before what shows it is put right: who takes over finds no other sign of it. */
  async function markGap(): Promise<void> {
    gapFromMs ??= coveredMs;
    await state.write(GAP, String(gapFromMs));
  }

  /** Notes up to when nothing can have been missed, or looks for what was. */
  async function cover(): Promise<void> {
    const lossMs = await readNumber(REQUESTS.missed);
    if (lossMs > (await readNumber('loss-answered'))) {
      await markGap();
      await state.write('loss-answered', String(lossMs));
    }
    const isDue = options.sweepMs > 0 && clock.now() - sweptMs >= options.sweepMs;
    if (gapFromMs !== undefined || isDue) sweepSoon(isDue ? Math.min(sweptMs, gapFromMs ?? sweptMs) : gapFromMs);
    else if (!sweeping) {
      coveredMs = verifiedMs;
      await state.write(COVERED, String(coveredMs));
    }
  }

  /** Beside the ticks: the list can take as long as Graph's limits make it. */
  function sweepSoon(fromMs = coveredMs): void {
    if (sweeping) return;
    const startedMs = clock.now();
    gapFromMs = undefined;
    const startedSinceMs = fromMs - toLookbackMs(startedMs - fromMs);
    const changedSinceMs = Math.max(sinceMs, fromMs - LATEST_AVAILABILITY_MS);
    sweeping = sweep({ startedSinceMs, changedSinceMs }, signal)
      .then(async (count) => {
        coveredMs = Math.max(coveredMs, startedMs);
        if (fromMs <= sweptMs) sweptMs = startedMs;
        await state.write(GAP, String(gapFromMs ?? ''));
        await state.write('swept', String(sweptMs));
        await state.write(COVERED, String(coveredMs));
        onEvent?.('swept', { count });
      })
      .catch((error: unknown) => {
        gapFromMs = Math.min(fromMs, gapFromMs ?? fromMs);
        fail(error);
      })
      .finally(() => (sweeping = undefined));
  }

  function fail(error: unknown): void {
    if (signal.aborted) return;
    failures += 1;
    const isOfGraph = error instanceof GraphError;
    const backOffMs = isOfGraph ? Math.min(checkMs * 2 ** (failures - 1), LONGEST_BACK_OFF_MS) : 0;
    notBeforeMs = clock.now() + Math.max(backOffMs, (isOfGraph && error.details.retryAfterMs) || 0);
    onEvent?.('failed', { code: isOfGraph ? error.code : 'STATE_UNAVAILABLE' });
  }

  async function tick(): Promise<void> {
    if (!lease.isHeld() || clock.now() < notBeforeMs) return;
    try {
      if (!isLeading) await takeOver();
      await lookAfter();
      await cover();
      failures = 0;
    } catch (error) {
      fail(error);
    }
  }

  /** What another replica, or this one in an earlier life, has left. */
  async function takeOver(): Promise<void> {
    kept = await readKept();
    verifiedMs = 0;
    sinceMs = await readNumber('since');
    if (!sinceMs) await state.write('since', String((sinceMs = clock.now())));
    coveredMs = Math.max(sinceMs, await readNumber(COVERED));
    sweptMs = Math.max(sinceMs, await readNumber('swept'));
    gapFromMs = (await readNumber(GAP)) || undefined;
    isLeading = true;
    onEvent?.('leading');
  }

  function tickNow(): void {
    cancelTick?.();
    ticking ??= tick().finally(() => {
      ticking = undefined;
      if (!isStopped) cancelTick = clock.schedule(checkMs, tickNow);
    });
  }

  return {
    start() {
      forgetLease = lease.watch((isHeld) => {
        if (!isHeld && isLeading) {
          isLeading = false;
          onEvent?.('following');
        }
        if (isHeld) tickNow();
      });
      tickNow();
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
        isAtRisk: isLeading && (leftMs < lifetimeMs / 3 || failures > 3),
      };
    },
    async stop() {
      isStopped = true;
      forgetLease?.();
      cancelTick?.();
      const mayRemove = isLeading && kept;
      aborter.abort(new GraphError('DEADLINE_EXCEEDED', 'The gateway stops.'));
      await Promise.all([ticking, sweeping]);
      if (mayRemove && (await options.isAlone().catch(() => false))) await farewell(mayRemove.id);
      isLeading = false;
      await lease.release().catch(() => undefined);
    },
  };

  async function farewell(id: string): Promise<void> {
    const limit = createAborter();
    const cancel = clock.schedule(LONGEST_FAREWELL_MS, () =>
      limit.abort(new GraphError('DEADLINE_EXCEEDED', 'No answer.')),
    );
    try {
      await subscriptions.remove(id, limit.signal);
      await state.write('subscription', '');
      onEvent?.('removed');
    } catch (error) {
      onEvent?.('failed', { code: error instanceof GraphError ? error.code : 'STATE_UNAVAILABLE' });
    } finally {
      cancel();
    }
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof GraphError) || error.code !== 'NOT_FOUND') throw error;
}
