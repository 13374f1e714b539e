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
