import { toTicks } from '../graph/instant.ts';

const LOCAL = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,7})?(?:Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

/** Whether text is an instant as the schema's `DateTime` takes it: a day that its month has, and no finer than Graph's clock. */
export function isInstant(text: string): boolean {
  const [, local] = LOCAL.exec(text) ?? [];
  if (local === undefined || toTicks(text) === undefined) return false;
  // A day or hour too many would turn into one of the next month or day.
  const upper = local.toUpperCase();
  return new Date(`${upper}Z`).toISOString().slice(0, upper.length) === upper;
}
