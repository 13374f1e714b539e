/** How long to leave alone what fails: longer with each failure in a row. */
export interface BackOff {
  isOver(nowMs: number): boolean;
  /** `leastMs`: as long at least; undefined where it need not be left alone. */
  fail(nowMs: number, leastMs: number | undefined): void;
  succeed(): void;
  failures(): number;
}

const MINUTE_MS = 60_000;
const LONGEST_MS = 10 * MINUTE_MS;
/** Graph is believed when it asks for more, but not for as long as a subscription lives. */
const LONGEST_ASKED_MS = 60 * MINUTE_MS;

export function createBackOff(firstMs: number): BackOff {
  let failures = 0;
  let notBeforeMs = 0;
  return {
    isOver: (nowMs) => nowMs >= notBeforeMs,
    fail(nowMs, leastMs) {
      failures += 1;
      if (leastMs === undefined) return;
      const ownMs = Math.min(firstMs * 2 ** (failures - 1), LONGEST_MS);
      notBeforeMs = nowMs + Math.max(ownMs, Math.min(leastMs, LONGEST_ASKED_MS));
    },
    succeed() {
      failures = 0;
    },
    failures: () => failures,
  };
}
