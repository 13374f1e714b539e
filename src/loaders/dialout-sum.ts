import { sumDecimals } from '../graph/decimal.ts';
import type { PstnOnlineMeetingDialoutReport } from '../graph/report-row.ts';

/**
 * The sums of several windows as those of one: Graph gives one row for each user, usage location, destination context
 * and currency, of each window on its own.
 */
export function mergeDialoutSums(
  rows: readonly PstnOnlineMeetingDialoutReport[],
): readonly PstnOnlineMeetingDialoutReport[] {
  const merged = new Map<string, PstnOnlineMeetingDialoutReport>();
  for (const row of rows) {
    const key = JSON.stringify([row.userId, row.usageLocation, row.destinationContext, row.currency]);
    const known = merged.get(key);
    merged.set(key, known ? add(known, row) : row);
  }
  return [...merged.values()];
}

function add(a: PstnOnlineMeetingDialoutReport, b: PstnOnlineMeetingDialoutReport): PstnOnlineMeetingDialoutReport {
  return {
    ...b,
    totalCalls: addNumbers(a.totalCalls, b.totalCalls),
    totalCallSeconds: addNumbers(a.totalCallSeconds, b.totalCallSeconds),
    totalCallCharge:
      a.totalCallCharge == null && b.totalCallCharge == null
        ? null
        : sumDecimals([a.totalCallCharge, b.totalCallCharge]),
  };
}

function addNumbers(a: number | null | undefined, b: number | null | undefined): number | null {
  return a == null && b == null ? null : (a ?? 0) + (b ?? 0);
}
