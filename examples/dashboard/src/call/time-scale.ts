import type { Span } from './span.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Distances that people count time in. */
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12, 24].map((count) => count * HOUR),
];

/** Where on a line of this width an instant is. Instants outside the span are put at its ends. */
export function createTimeScale({ from, to }: Span, width: number): (at: number) => number {
  const length = Math.max(to - from, 1);
  return (at) => (Math.min(Math.max(at - from, 0), length) / length) * width;
}

/** Round instants in a span, at most so many, from 2 on: marks of an axis. */
export function toTicks({ from, to }: Span, most: number): readonly number[] {
  const length = to - from;
  const step = STEPS.find((candidate) => length / candidate < most) ?? Math.ceil(length / most / HOUR) * HOUR;
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, index) => first + index * step);
}

/** Whether marks of an axis over this span need their seconds told. */
export const needsSeconds = ({ from, to }: Span): boolean => to - from < 3 * MINUTE;
