const SHORTEST_MS = 1_000;
const LONGEST_MS = 30_000;

/** How long to wait before the next attempt, in milliseconds. */
export interface BackOff {
  /** Twice as long each time, at most 30 s, and never shorter than what was asked for. */
  readonly next: (atLeastSeconds?: number) => number;
  readonly reset: () => void;
}

export function createBackOff(random: () => number = Math.random): BackOff {
  let attempts = 0;
  return {
    next(atLeastSeconds = 0) {
      const most = Math.min(SHORTEST_MS * 2 ** attempts, LONGEST_MS);
      attempts += 1;
      // Clients that were cut off together do not come back together.
      const jitter = (most * random()) / 2;
      return Math.max(SHORTEST_MS, atLeastSeconds ? atLeastSeconds * 1_000 + jitter : most / 2 + jitter);
    },
    reset: () => {
      attempts = 0;
    },
  };
}
