/** A line through values as the path of an SVG, with a gap where one is missing. */
export function toLine(
  values: readonly (number | undefined)[],
  toX: (index: number) => number,
  toY: (value: number) => number,
): string {
  return values
    .map((value, index) => {
      if (value === undefined) return '';
      const isFirst = index === 0 || values[index - 1] === undefined;
      return `${isFirst ? 'M' : 'L'}${toX(index).toFixed(1)} ${toY(value).toFixed(1)}`;
    })
    .join('');
}
