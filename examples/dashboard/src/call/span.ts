/** A time, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

interface Timed {
  readonly startDateTime?: string | null;
  readonly endDateTime?: string | null;
}

/** When it was; undefined where an end of it is not known. */
export function toSpan({ startDateTime, endDateTime }: Timed): Span | undefined {
  const span = { from: Date.parse(startDateTime ?? ''), to: Date.parse(endDateTime ?? '') };
  return Number.isNaN(span.from + span.to) ? undefined : span;
}

/** The time that holds all of them. */
export function toWholeSpan(spans: readonly (Span | undefined)[]): Span | undefined {
  const known = spans.filter((span) => span !== undefined);
  if (known.length === 0) return undefined;
  return { from: Math.min(...known.map(({ from }) => from)), to: Math.max(...known.map(({ to }) => to)) };
}
