export interface Slope {
  /** Units of y for each unit of x, by least squares. */
  readonly value: number;
  /** Its standard error; Infinity for fewer than three points. */
  readonly error: number;
}

/** How a line through the points rises. */
export function toSlope(points: readonly (readonly [x: number, y: number])[]): Slope {
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const value = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
  if (points.length < 3) return { value, error: Infinity };
  const rest = points.reduce((sum, [x, y]) => sum + (y - meanY - value * (x - meanX)) ** 2, 0);
  return { value, error: Math.sqrt(rest / (points.length - 2) / spread) };
}
