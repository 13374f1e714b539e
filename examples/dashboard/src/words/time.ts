const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const clockWithSeconds = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** `14:05` */
export const toClock = (at: string | number): string => clock.format(new Date(at));

/** `14:05:09` */
export const toClockWithSeconds = (at: string | number): string => clockWithSeconds.format(new Date(at));

/** `Sat, 28 Nov` */
export const toDay = (at: string | number): string => day.format(new Date(at));

/** `28 Nov` of a calendar day such as `2026-11-28`. */
export const toShortDay = (date: string): string => shortDay.format(new Date(date));

/** `1 h 28 min`, `11 min 56 s`, `9 s` */
export function toDurationWords(seconds: number): string {
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  if (hours) return `${hours} h ${minutes} min`;
  return minutes ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}

/** The first instant of a calendar day of the reader, and of the day after where `offset` is 1. */
export function toInstant(date: string, offset = 0): string | undefined {
  const [year, month, ofMonth] = date.split('-').map(Number);
  if (!year || !month || !ofMonth) return undefined;
  const at = new Date(year, month - 1, ofMonth + offset);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** The first instant of the reader's day so many days ago. */
export function toDayAgo(days: number, now = new Date()): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).toISOString();
}
