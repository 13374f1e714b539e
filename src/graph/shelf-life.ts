export interface ShelfLife {
  /** What is still expected to change is good for so long, in milliseconds. */
  readonly maxAgeMs: number;
  /** The most for what has long been as it is; less than `maxAgeMs` counts as that. */
  readonly settledMaxAgeMs: number;
}

/** Graph promises the first version of a record within so long after the end of its call. */
const FIRST_VERSION_MS = 150 * 60_000;
/** Later versions can come at any time, but the longer there was none the longer there will be none. */
const SHARE_OF_REST = 1 / 10;

/**
 * How long a body of a call record is good for, in milliseconds from when it was read: as young ones until the first version
 * is due, then a tenth of the time since. Undefined `endedMs`: of a call of which it is not known when it has ended.
 */
export function toShelfLifeMs(endedMs: number | undefined, readMs: number, life: ShelfLife): number {
  const { maxAgeMs, settledMaxAgeMs } = life;
  if (endedMs === undefined || settledMaxAgeMs <= maxAgeMs) return maxAgeMs;
  const restMs = readMs - endedMs - FIRST_VERSION_MS;
  return Math.max(maxAgeMs, Math.min(settledMaxAgeMs, restMs * SHARE_OF_REST));
}
