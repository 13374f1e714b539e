/** Round values from 0 on, the last of them at or above the highest: marks of an axis. */
export function toValueTicks(highest: number, most = 5): readonly number[] {
  const raw = Math.max(highest, 1) / most;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * power >= raw) ?? 10) * power);
  return Array.from({ length: Math.ceil(Math.max(highest, 1) / step) + 1 }, (_, index) => index * step);
}
