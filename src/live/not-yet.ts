/** How long after a call a record is there at the latest (Graph documentation, "Latency of change notifications"). */
export const LATEST_AVAILABILITY_MS = 150 * 60_000;

const FIRST_MS = 2_000;
const LONGEST_MS = 10 * 60_000;

/** When to look again for a record that is not there yet, or could not be read, in milliseconds from now. */
export function toNextLookMs(attempts: number, random: number): number {
  const delayMs = Math.min(FIRST_MS * 2 ** attempts, LONGEST_MS);
  return delayMs * (0.75 + random / 2);
}
