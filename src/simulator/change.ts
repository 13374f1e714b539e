import { setMaxListeners } from 'node:events';
import type { Clock } from '../clock.ts';
import { toHappening, type Command } from './control/command.ts';
import { createControl, type Control } from './control/control.ts';
import { startFeed } from './live/feed.ts';
import { createRegister } from './live/register.ts';
import { officePace, type Pace } from './live/timeline.ts';
import { createSubscriptionBook } from './notification/book.ts';
import { createCourier } from './notification/courier.ts';
import { createDisturbance } from './notification/disturbance.ts';
import { createNotifier } from './notification/notifier.ts';
import { createSubscriptionService, type SubscriptionService } from './notification/subscription-service.ts';
import { fromKept, toKept } from './notification/subscription.ts';
import { createRandom } from './random.ts';
import { readState, writeState } from './state-file.ts';
import { createStoppableClock } from './stoppable-clock.ts';
import { createTenant, type Tenant } from './tenant/tenant.ts';

/** How the tenant's calls go on. */
export interface LiveOptions extends Partial<Pace> {
  /** How many records are kept beside those of the start; the oldest go first. Default 10,000. */
  readonly mostRecords?: number;
}

export interface ChangeOptions {
  readonly clock: Clock;
  readonly seed: number;
  /** Calls end as the clock runs. Default: they end on demand only. */
  readonly live?: LiveOptions | undefined;
  /**
   * When the tenant's clock started, milliseconds: with the same seed, calls that have ended since are there again.
   * Default: what the state file says, or else now. Not in the future.
   */
  readonly startedAtMs?: number | undefined;
  /** A file that keeps subscriptions, and what was done on demand, over a restart. Default: nothing is kept. */
  readonly stateFile?: string | undefined;
  /** After which share of the rest of its life a subscription is to be reauthorized. Default: never but on demand. */
  readonly reauthorizeAfterShare?: number | undefined;
  /** How long after that deliveries go on, milliseconds. Default: half a minute. */
  readonly reauthorizeGraceMs?: number | undefined;
}

/** Everything of the simulator that changes. */
export interface Change {
  /** As it is now. */
  readonly tenant: Tenant;
  readonly control: Control;
  createSubscriptionService(baseUrl: string): SubscriptionService;
  stop(): void;
}

const defaultMostRecords = 10_000;
const mostCommands = 1000;

/** Throws an error for a start in the future or a state file that cannot be read. */
export function startChange(options: ChangeOptions): Change {
  const { seed, live, stateFile, reauthorizeAfterShare, reauthorizeGraceMs = 30_000 } = options;
  const clock = createStoppableClock(options.clock);
  const stopping = new AbortController();
  const { signal } = stopping;
  // Each POST under way is one.
  setMaxListeners(0, signal);
  const state = stateFile === undefined ? undefined : readState(stateFile, seed);
  const startedAtMs = options.startedAtMs ?? state?.startedAtMs ?? clock.now();
  if (startedAtMs > clock.now()) throw new RangeError('The tenant cannot have started in the future.');
  const { mostRecords = defaultMostRecords, ...pace } = live ?? {};

  const commands: Command[] = [...(state?.commands ?? [])];
  function save(): void {
    if (stateFile === undefined) return;
    writeState(stateFile, { seed, startedAtMs, subscriptions: book.all().map(toKept), commands });
  }

  const tenant = createTenant(seed, startedAtMs);
  const register = createRegister({ tenant, clock, mostRecords });
  const subscriptions = (state?.subscriptions ?? []).map(fromKept);
  const book = createSubscriptionBook({ clock, subscriptions, onChange: save });
  const courier = createCourier({ clock, signal });
  const disturbance = createDisturbance({ clock, send: ({ url, parcel }) => courier.send(url, [parcel]) });
  const notifier = createNotifier({ book, courier, disturbance, clock, reauthorizeAfterShare, reauthorizeGraceMs });
  // Ids of another process must not come again.
  const random = createRandom(seed, 'change', clock.now());

  startFeed({
    tenant,
    register,
    clock,
    seed,
    startedAtMs,
    mostRecords,
    pace: live === undefined ? undefined : { ...officePace, ...pace },
    past: commands.map((command) => toHappening(command, tenant, register)),
  });
  // What happened before nobody is told of: it was told of when it happened, or lost.
  register.watch((change) => notifier.tellChange(change));
  for (const subscription of book.all()) notifier.follow(subscription);
  save();

  return {
    tenant: register.tenant,
    control: createControl({
      tenant,
      register,
      book,
      courier,
      disturbance,
      notifier,
      clock,
      random,
      signal,
      onCommand(command) {
        commands.push(command);
        if (commands.length > mostCommands) commands.shift();
        save();
      },
    }),
    createSubscriptionService: (baseUrl) =>
      createSubscriptionService({ book, notifier, clock, random, baseUrl, signal }),
    stop() {
      clock.stop();
      stopping.abort();
    },
  };
}
