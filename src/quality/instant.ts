const pattern = /^(\d{4}-\d{2}-(\d{2}))T(\d{2}:\d{2}:\d{2})(?:\.(\d+))?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/i;

/** What Graph's services write for "no value", whatever the offset. */
const noValueDay = '0001-01-01';
const dayMs = 86_400_000;

interface Parts {
  /** Milliseconds since the Unix epoch at the start of the second: whole, so that differences are exact. */
  readonly secondMs: number;
  /** Milliseconds into that second; Graph writes up to seven digits, so this has up to four of its own. */
  readonly restMs: number;
  /** The digits behind the point as they were written, with the point; empty where there were none. */
  readonly fraction: string;
}

function toParts(text: string | null | undefined): Parts | undefined {
  if (typeof text !== 'string') return undefined;
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, day = '', dayOfMonth = '', time = '', fraction, sign, hours, minutes] = match;
  if (day === noValueDay) return undefined;
  const localMs = Date.parse(`${day}T${time}Z`);
  // V8 takes the 30th of February for the 1st of March and 24:00 for tomorrow; a leap second and an hour 25 are NaN already.
  if (Number.isNaN(localMs) || new Date(localMs).getUTCDate() !== Number(dayOfMonth)) return undefined;
  const offsetMs = sign === undefined ? 0 : (Number(hours) * 60 + Number(minutes)) * 60_000;
  return {
    secondMs: sign === '-' ? localMs + offsetMs : localMs - offsetMs,
    restMs: fraction === undefined ? 0 : Number(`0.${fraction}e3`),
    fraction: fraction === undefined ? '' : `.${fraction}`,
  };
}

/**
 * Milliseconds since the Unix epoch of an RFC 3339 instant with its offset, the digits below a millisecond as a fraction
 * (a double holds those of today to about 0.0002 ms). Undefined for null, for text that is no instant (no offset, a day
 * that does not exist, a leap second) and for the year-one dates that mean "no value". Never throws.
 */
export function toInstantMs(text: string | null | undefined): number | undefined {
  const parts = toParts(text);
  return parts === undefined ? undefined : parts.secondMs + parts.restMs;
}

/**
 * Milliseconds from one RFC 3339 instant to another, exact to the 100 ns that Graph writes. Null when either is missing
 * or no instant, and when the end is before the start, as on a documented page of sessions: then neither can be trusted.
 */
export function toDurationMs(start: string | null | undefined, end: string | null | undefined): number | null {
  const from = toParts(start);
  const to = toParts(end);
  if (!from || !to) return null;
  const ms = to.secondMs - from.secondMs + Math.round((to.restMs - from.restMs) * 10_000) / 10_000;
  return ms < 0 ? null : ms;
}

/**
 * The RFC 3339 instant a number of whole days after another, in UTC, every fractional digit kept as it was written.
 * Null when there is no instant to start from, or the outcome is past the year 9999.
 */
export function addDays(text: string | null | undefined, days: number): string | null {
  const parts = toParts(text);
  if (!parts) return null;
  const iso = new Date(parts.secondMs + days * dayMs).toISOString();
  return /^\d/.test(iso) ? `${iso.slice(0, 19)}${parts.fraction}Z` : null;
}
