/** A point in time as ticks of 100 ns since the Unix epoch: the seven fractional digits Graph sends do not fit a Date. */
export type Instant = bigint;

const ticksPerMs = 10_000n;
const ticksPerSecond = 10_000_000n;

/** `ms` may have a fraction. `ticks` are added. */
export function toInstant(ms: number, ticks = 0): Instant {
  return BigInt(Math.floor(ms)) * ticksPerMs + BigInt(ticks);
}

export function addMs(instant: Instant, ms: number): Instant {
  return instant + BigInt(Math.round(ms * 10_000));
}

export function toMs(instant: Instant): number {
  return Number(instant / ticksPerMs);
}

/** Without what is finer than a millisecond. */
export function toWholeMs(instant: Instant): Instant {
  return instant - (instant % ticksPerMs);
}

/** How long from one instant to another, in milliseconds. */
export function msBetween(from: Instant, to: Instant): number {
  return Number(to - from) / 10_000;
}

/** As Graph writes dates on a single record: `2024-03-20T10:45:38.6620353Z`. */
export function toPreciseText(instant: Instant): string {
  const fraction = (instant % ticksPerSecond).toString().padStart(7, '0');
  return `${toSecondText(instant).slice(0, -1)}.${fraction}Z`;
}

/** As Graph writes dates in list items: `2024-03-20T10:45:38Z`. */
export function toSecondText(instant: Instant): string {
  return `${new Date(toMs(instant)).toISOString().slice(0, 19)}Z`;
}

/** As Graph writes dates in direct routing rows: `2024-03-20T10:45:38.662Z`. */
export function toMillisecondText(instant: Instant): string {
  return new Date(toMs(instant)).toISOString();
}

const pattern = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.(\d{1,7}))?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** Reads an `Edm.DateTimeOffset` literal; undefined when it is none, or names a day or hour that does not exist. */
export function parseInstant(text: string): Instant | undefined {
  const [, day, time, fraction = '', zone] = pattern.exec(text) ?? [];
  if (day === undefined || time === undefined || zone === undefined) return undefined;
  const local = Date.parse(`${day}T${time}Z`);
  if (Number.isNaN(local) || new Date(local).toISOString() !== `${day}T${time}.000Z`) return undefined;
  const ms = Date.parse(`${day}T${time}${zone}`);
  return toInstant(ms) + BigInt(fraction.padEnd(7, '0'));
}

/** ISO 8601 duration from milliseconds, to the millisecond: `PT0.016S`, `PT1M2.5S`. */
export function toDurationText(ms: number): string {
  const whole = Math.round(ms);
  const minutes = Math.floor(whole / 60_000);
  const seconds = (whole % 60_000) / 1000;
  return `PT${minutes > 0 ? `${minutes}M` : ''}${seconds > 0 || minutes === 0 ? `${seconds}S` : ''}`;
}
