const HOUR_MS = 3_600_000;
const LEAST_MS = 3 * HOUR_MS;
const MOST_MS = 27 * HOUR_MS;

/**
 * How far before a gap the calls started whose records can have changed in it, in milliseconds. Graph lists by when calls
 * started: most records are written within 150 minutes of the call's end, and the longest calls last a day. A short
 * gap is not worth a day's list; what a record becomes later than that is told by its own notification.
 */
export function toLookbackMs(gapMs: number): number {
  return Math.min(MOST_MS, Math.max(LEAST_MS, 24 * gapMs));
}
