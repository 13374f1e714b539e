import { addDecimals } from '../words/decimal.ts';

interface Cost {
  readonly currency?: string | null;
  readonly callCount: number;
  readonly total: string;
}

/** What was spent in one currency. */
export interface Sum {
  readonly currency: string | undefined;
  readonly callCount: number;
  readonly total: string;
}

/** Exact sums by currency, of most calls first: sums across different ones mean nothing. */
export function toSums(costs: readonly Cost[]): readonly Sum[] {
  const byCurrency = new Map<string | undefined, Cost[]>();
  for (const cost of costs) {
    const currency = cost.currency ?? undefined;
    byCurrency.set(currency, [...(byCurrency.get(currency) ?? []), cost]);
  }
  return [...byCurrency]
    .map(([currency, rows]) => ({
      currency,
      callCount: rows.reduce((count, row) => count + row.callCount, 0),
      total: addDecimals(rows.map(({ total }) => total)),
    }))
    .sort((a, b) => b.callCount - a.callCount);
}
