import { parseArgs } from 'node:util';
import type { LiveOptions } from './change.ts';
import { parseInstant, toMs } from './instant.ts';
import { defaultSeed } from './showcase.ts';

export interface Flags {
  readonly host: string;
  readonly port: number;
  readonly seed: number;
  readonly latencyMs: number;
  readonly throttle: boolean;
  /** Undefined: no call ends by itself. */
  readonly live: LiveOptions | undefined;
  /** Milliseconds. */
  readonly startedAtMs: number | undefined;
  readonly stateFile: string | undefined;
  readonly reauthorizeAfterShare: number | undefined;
}

export const usage = `Usage: npm run simulator -- [--port 4001] [--host 127.0.0.1] [--seed 1] [--latency-ms 0] [--throttle]
         [--live] [--live-gap-ms 5000-20000] [--started-at <date and time>] [--state <file>] [--reauthorize-after <share>]

  --live               calls end as time goes by, the first within ten seconds
  --live-gap-ms        how long it is from one to the next, at least and at most
  --started-at         when the tenant's time began, as 2026-09-16T14:20:30Z: calls that have ended since are there again
  --state              a file that keeps the start, subscriptions, and what was done by POST /simulator/…
  --reauthorize-after  after which share of its life, from 0 to 1, a subscription is to be reauthorized`;

function toWhole(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > most) throw new Error(`--${name} must be a whole number from 0 to ${most}.`);
  return value;
}

function toSpan(name: string, text: string): readonly [number, number] {
  const [, from, to] = /^(\d{1,9})-(\d{1,9})$/.exec(text) ?? [];
  const span = [Number(from), Number(to)] as const;
  if (!(span[0] <= span[1] && span[1] > 0)) throw new Error(`--${name} must be two numbers such as 5000-20000.`);
  return span;
}

function toTime(name: string, text: string): number {
  const instant = parseInstant(text);
  if (instant === undefined) throw new Error(`--${name} must be a date and time with an offset.`);
  return toMs(instant);
}

function toShare(name: string, text: string): number {
  const share = Number(text);
  if (!(text !== '' && share > 0 && share < 1)) throw new Error(`--${name} must be between 0 and 1.`);
  return share;
}

/** What `read` makes of it, where it was given. */
function ifGiven<T>(text: string | undefined, read: (text: string) => T): T | undefined {
  return text === undefined ? undefined : read(text);
}

/** Reads the command line. Throws an error whose message can be shown as it is. */
export function parseFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '4001' },
      seed: { type: 'string', default: defaultSeed.toString() },
      'latency-ms': { type: 'string', default: '0' },
      throttle: { type: 'boolean', default: false },
      live: { type: 'boolean', default: false },
      'live-gap-ms': { type: 'string' },
      'started-at': { type: 'string' },
      state: { type: 'string' },
      'reauthorize-after': { type: 'string' },
    },
  });
  if (values.host === '') throw new Error('--host must not be empty.');
  if (values.state === '') throw new Error('--state must not be empty.');
  const gapMs = ifGiven(values['live-gap-ms'], (text) => toSpan('live-gap-ms', text));
  if (gapMs !== undefined && !values.live) throw new Error('--live-gap-ms goes with --live.');
  return {
    host: values.host,
    port: toWhole('port', values.port, 65_535),
    seed: toWhole('seed', values.seed, 4_294_967_295),
    latencyMs: toWhole('latency-ms', values['latency-ms'], 600_000),
    throttle: values.throttle,
    live: values.live ? (gapMs === undefined ? {} : { gapMs }) : undefined,
    startedAtMs: ifGiven(values['started-at'], (text) => toTime('started-at', text)),
    stateFile: values.state,
    reauthorizeAfterShare: ifGiven(values['reauthorize-after'], (text) => toShare('reauthorize-after', text)),
  };
}
