import type { MediaStream } from '../graph/resources.ts';
import type { ProfileName, Unit } from './profile.ts';

export type Verdict = 'GOOD' | 'POOR' | 'UNCLASSIFIED';

/** One limit that was crossed. */
export interface Reason {
  /** Name of the member of the stream, as Graph has it. */
  readonly metric: keyof MediaStream;
  /** What was measured, in `unit`; where several streams crossed the limit, the worst of them. */
  readonly value: number;
  /** The limit, in `unit`. Beyond it is poor. */
  readonly threshold: number;
  readonly unit: Unit;
  /** How many streams crossed it. */
  readonly streamCount: number;
}

/** How many streams got which verdict. */
export interface StreamCounts {
  readonly poorStreamCount: number;
  readonly goodStreamCount: number;
  readonly unclassifiedStreamCount: number;
}

export interface Quality extends StreamCounts {
  readonly verdict: Verdict;
  /** Worst first; empty unless poor. */
  readonly reasons: readonly Reason[];
  readonly profile: ProfileName;
}

/** The verdict on several streams together: POOR if any is, else GOOD if any is, else UNCLASSIFIED, as for none at all. */
export function toVerdict({ poorStreamCount, goodStreamCount }: StreamCounts): Verdict {
  if (poorStreamCount > 0) return 'POOR';
  return goodStreamCount > 0 ? 'GOOD' : 'UNCLASSIFIED';
}

/**
 * How far beyond its limit a value is, as a ratio: 1 at the limit, more beyond it, whichever side of it is the bad one.
 * Infinity for a frame rate of nothing.
 */
export function toSeverity({ value, threshold }: { readonly value: number; readonly threshold: number }): number {
  if (value >= threshold) return value / threshold;
  return value > 0 ? threshold / value : Number.POSITIVE_INFINITY;
}

/** Worst first; a fixed order even among equals, so that no order of streams shows in the answer. */
export function compareReasons(a: Reason, b: Reason): number {
  const [left, right] = [toSeverity(a), toSeverity(b)];
  if (left !== right) return right - left;
  return a.metric === b.metric ? a.threshold - b.threshold : a.metric < b.metric ? -1 : 1;
}

/**
 * Poor streams in percent of those with a verdict: poor / (poor + good), unclassified left out, as the Call Quality
 * Dashboard counts (https://learn.microsoft.com/microsoftteams/quality-of-experience-review-guide). Null without any.
 */
export function toPoorPercentage({
  poorStreamCount,
  goodStreamCount,
}: Pick<StreamCounts, 'poorStreamCount' | 'goodStreamCount'>): number | null {
  const classifiedCount = poorStreamCount + goodStreamCount;
  return classifiedCount === 0 ? null : (100 * poorStreamCount) / classifiedCount;
}
