import { createRandom } from '../random.ts';

/** How fast calls end, each span from least to most milliseconds. */
export interface Pace {
  /** From the start to the first call. */
  readonly firstMs: readonly [from: number, to: number];
  /** From one call to the next. */
  readonly gapMs: readonly [from: number, to: number];
  /** From a version of a record to the next. */
  readonly rewriteMs: readonly [from: number, to: number];
}

export const officePace: Pace = { firstMs: [3000, 9000], gapMs: [5000, 20_000], rewriteMs: [20_000, 120_000] };

/** When the versions of a record are written, milliseconds. */
export interface LiveCall {
  readonly index: number;
  readonly firstMs: number;
  readonly laterMs: readonly number[];
}

/** Calls that end as time goes by, oldest first and without end: the same ones for the same seed, start and pace. */
export function* toLiveCalls(seed: number, startedAtMs: number, pace: Pace): Generator<LiveCall, never> {
  let firstMs = startedAtMs;
  for (let index = 0; ; index += 1) {
    const random = createRandom(seed, 'pace', index);
    firstMs += Math.max(1, Math.round(random.between(...(index === 0 ? pace.firstMs : pace.gapMs))));
    const laterCount = random.weighted([
      [0, 40],
      [1, 45],
      [2, 15],
    ] as const);
    let laterMs = firstMs;
    yield {
      index,
      firstMs,
      laterMs: Array.from({ length: laterCount }, () => {
        laterMs += Math.max(1, Math.round(random.between(...pace.rewriteMs)));
        return laterMs;
      }),
    };
  }
}
