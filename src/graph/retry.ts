/** How often one request is tried, the first time included. */
export const MAX_ATTEMPTS = 4;
const BASE_DELAY_MS = 500;
const MAX_BACKOFF_MS = 16_000;

/** Statuses that a repetition can cure; 501 and 505 say that it cannot (RFC 9110, 15.6). */
export function isRetryableStatus(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
}

export interface RetryDecision {
  /** Tries already made, from 1. */
  readonly attempt: number;
  /** `Retry-After` as it came: whole or fractional seconds, an HTTP date, several of them, or junk. */
  readonly retryAfter?: string | readonly string[] | undefined;
  /** `Date` of the same answer: a date-form `Retry-After` is measured on the sender's clock. */
  readonly date?: string | undefined;
  readonly nowMs: number;
  /** A number from 0 to below 1. */
  readonly random: number;
}

/**
 * Milliseconds to wait before the next try: never less than `Retry-After` asks, never less than the base delay,
 * with jitter on top so that those who failed together do not return together.
 */
export function retryDelayMs({ attempt, retryAfter, date, nowMs, random }: RetryDecision): number {
  const askedMs = toRetryAfterMs(retryAfter, date, nowMs);
  if (askedMs !== undefined && askedMs > 0) return Math.max(askedMs, BASE_DELAY_MS) + random * BASE_DELAY_MS;
  const ceilingMs = Math.min(MAX_BACKOFF_MS, BASE_DELAY_MS * 2 ** attempt);
  return BASE_DELAY_MS + random * (ceilingMs - BASE_DELAY_MS);
}

/** `Retry-After` in milliseconds (RFC 9110, 10.2.3, and the fractions that Graph sends); undefined for none or junk. */
export function toRetryAfterMs(
  value: string | readonly string[] | undefined,
  date: string | undefined,
  nowMs: number,
): number | undefined {
  if (value === undefined) return undefined;
  const texts = typeof value === 'string' ? [value] : value;
  const waits = texts.flatMap((text) => {
    const seconds = text.split(',').map((part) => part.trim());
    if (seconds.every((part) => /^\d+(\.\d+)?$/.test(part))) return seconds.map((part) => Number(part) * 1000);
    const atMs = /[a-z]/i.test(text) ? Date.parse(text) : NaN;
    if (Number.isNaN(atMs)) return [];
    const sentMs = date === undefined ? NaN : Date.parse(date);
    return [atMs - (Number.isNaN(sentMs) ? nowMs : sentMs)];
  });
  // Digits enough for infinity would be null in JSON.
  return waits.length ? Math.min(Math.max(...waits), Number.MAX_SAFE_INTEGER) : undefined;
}
