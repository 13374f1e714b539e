/** Ticks of 100 ns since the Unix epoch: Graph's instants have seven fractional digits, a JavaScript Date has three. */
export type Ticks = bigint;

const TICKS_PER_MS = 10_000n;
const RFC_3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,7})\d*)?(Z|[+-]\d\d:\d\d)$/i;

/** An instant of RFC 3339 text, or undefined for anything else. */
export function toTicks(text: string | null | undefined): Ticks | undefined {
  const [, seconds, fraction = '', zone] = (text && RFC_3339.exec(text)) || [];
  if (seconds === undefined || zone === undefined) return undefined;
  const ms = Date.parse(`${seconds}${zone}`.toUpperCase());
  return Number.isNaN(ms) ? undefined : BigInt(ms) * TICKS_PER_MS + BigInt(fraction.padEnd(7, '0'));
}

/** RFC 3339 text in UTC with seven fractional digits. */
export function toInstantText(ticks: Ticks): string {
  const fraction = ((ticks % 10_000_000n) + 10_000_000n) % 10_000_000n;
  const seconds = new Date(Number((ticks - fraction) / TICKS_PER_MS)).toISOString().slice(0, 19);
  return `${seconds}.${String(fraction).padStart(7, '0')}Z`;
}

/** As OData takes it: at most seven fractional digits reach Graph's clock, and there is no leap second. */
const STRICT_RFC_3339 =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

/** Whether text is an instant as callers may give one: a day that its month has, and no finer than Graph's clock. */
export function isInstant(text: string): boolean {
  const [, year, month, day] = STRICT_RFC_3339.exec(text) ?? [];
  // Date.UTC turns a day that its month lacks into one of the next month.
  return (
    day !== undefined && new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day)
  );
}
