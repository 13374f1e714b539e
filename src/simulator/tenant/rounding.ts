/** As many digits as a single-precision member shows on the wire. */
export function toSingle(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** A fraction kept between 0 and 1. */
export function toRatio(value: number): number {
  return toSingle(Math.min(1, Math.max(0, value)));
}
