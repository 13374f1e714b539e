import { toDurationMs, toInstantMs } from './instant.ts';

/** A time of being connected; the instants are Graph's own text. */
export interface Interval {
  readonly joinedAt: string;
  readonly leftAt: string;
  readonly connectedMs: number;
}

export interface Span {
  readonly startDateTime?: string | null;
  readonly endDateTime?: string | null;
}

interface Stretch {
  readonly joinedAt: string;
  readonly leftAt: string;
  readonly fromMs: number;
  readonly toMs: number;
}

function toStretch({ startDateTime, endDateTime }: Span): Stretch[] {
  if (!startDateTime || !endDateTime || toDurationMs(startDateTime, endDateTime) === null) return [];
  const fromMs = toInstantMs(startDateTime);
  const toMs = toInstantMs(endDateTime);
  if (fromMs === undefined || toMs === undefined) return [];
  return [{ joinedAt: startDateTime, leftAt: endDateTime, fromMs, toMs }];
}

/**
 * Spans as intervals that neither overlap nor touch, earliest first. A span without both its instants, or whose end is
 * before its start, has no length and is left out.
 */
export function toIntervals(spans: readonly Span[]): Interval[] {
  const merged: Stretch[] = [];
  for (const stretch of spans.flatMap(toStretch).sort((a, b) => a.fromMs - b.fromMs)) {
    const last = merged.at(-1);
    if (!last || stretch.fromMs > last.toMs) merged.push(stretch);
    else if (stretch.toMs > last.toMs)
      merged[merged.length - 1] = { ...last, leftAt: stretch.leftAt, toMs: stretch.toMs };
  }
  return merged.map(({ joinedAt, leftAt }) => ({
    joinedAt,
    leftAt,
    connectedMs: toDurationMs(joinedAt, leftAt) ?? 0,
  }));
}

/**
 * The first start and the last end that are known. One without the other counts too, because somebody was there then;
 * a pair that contradicts itself does not.
 */
export function toBounds(spans: readonly Span[]): { readonly start: string | null; readonly end: string | null } {
  let [start, end]: [string | null, string | null] = [null, null];
  let [firstMs, lastMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { startDateTime, endDateTime } of spans) {
    const fromMs = toInstantMs(startDateTime);
    const toMs = toInstantMs(endDateTime);
    if (fromMs !== undefined && toMs !== undefined && toDurationMs(startDateTime, endDateTime) === null) continue;
    if (fromMs !== undefined && fromMs < firstMs) [start, firstMs] = [startDateTime ?? null, fromMs];
    if (toMs !== undefined && toMs > lastMs) [end, lastMs] = [endDateTime ?? null, toMs];
  }
  return { start, end };
}
