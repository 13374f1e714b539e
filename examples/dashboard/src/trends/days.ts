/** The calls of a calendar day (UTC). */
export interface Day {
  readonly date: string;
  readonly callCount: number;
  readonly poorCallCount: number;
  /** Poor calls in percent of all of the day; undefined where there was none. */
  readonly percentage: number | undefined;
}

interface Group {
  readonly key?: string | null;
  readonly callCount: number;
  readonly poorCallCount: number;
}

const DAY_MS = 86_400_000;

/** Groups by day in their order, with the days in between on which nobody called. */
export function toDays(groups: readonly Group[]): readonly Day[] {
  const byDate = new Map(groups.flatMap((group) => (group.key ? [[group.key, group] as const] : [])));
  const dates = [...byDate.keys()].sort();
  const first = Date.parse(dates[0] ?? '');
  const last = Date.parse(dates.at(-1) ?? '');
  if (Number.isNaN(first + last)) return [];
  return Array.from({ length: Math.round((last - first) / DAY_MS) + 1 }, (_, index) => {
    const date = new Date(first + index * DAY_MS).toISOString().slice(0, 10);
    const { callCount = 0, poorCallCount = 0 } = byDate.get(date) ?? {};
    return { date, callCount, poorCallCount, percentage: callCount ? (100 * poorCallCount) / callCount : undefined };
  });
}
