/** A time that costs are shown for. */
export interface Month {
  /** As it stands in the address. */
  readonly name: string;
  readonly words: string;
  readonly from: string;
  readonly to: string;
}

const words = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** The last 30 days and the last months, as UTC has them: so does the report that they are added up from. */
export function toMonths(now: Date, count = 12): readonly [Month, ...Month[]] {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  const tomorrow = Date.UTC(year, month, now.getUTCDate() + 1);
  const last30: Month = {
    name: '',
    words: 'Last 30 days',
    from: new Date(tomorrow - 30 * 86_400_000).toISOString(),
    to: new Date(tomorrow).toISOString(),
  };
  const months = Array.from({ length: count }, (_, index): Month => {
    const from = new Date(Date.UTC(year, month - index, 1));
    return {
      name: from.toISOString().slice(0, 7),
      words: words.format(from),
      from: from.toISOString(),
      to: new Date(Date.UTC(year, month - index + 1, 1)).toISOString(),
    };
  });
  return [last30, ...months];
}
