import type { Random } from '../random.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Short of Graph's 30 days, so that a freshly started simulator keeps all its calls for half a day. */
const reachMs = 29.5 * dayMs;

/** How much is called in an hour (UTC), relative to the busiest one. */
function toIntensity(hourStartMs: number): number {
  const date = new Date(hourStartMs);
  const hour = date.getUTCHours();
  const isWeekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
  const byHour = hour >= 8 && hour < 17 ? 1 : hour >= 6 && hour < 20 ? 0.3 : 0.02;
  return isWeekend ? byHour * 0.05 : byHour;
}

/** Starts of `count` calls in milliseconds, newest first, spread over the month before `latestMs` as an office calls. */
export function toStartTimes(random: Random, count: number, latestMs: number): number[] {
  const firstMs = latestMs - reachMs;
  const hours = Array.from({ length: Math.floor(reachMs / hourMs) }, (_, index) => firstMs + index * hourMs);
  const weights = hours.map(toIntensity);
  const total = weights.reduce((sum, weight) => sum + weight, 0);

  const starts: number[] = [];
  let hour = 0;
  let passed = 0;
  for (let rank = 0; rank < count; rank += 1) {
    const wanted = ((rank + random.next()) / count) * total;
    while (hour < hours.length - 1 && passed + (weights[hour] ?? 0) < wanted) {
      passed += weights[hour] ?? 0;
      hour += 1;
    }
    const share = Math.min(1, (wanted - passed) / (weights[hour] ?? 1));
    starts.push((hours[hour] ?? firstMs) + share * hourMs);
  }
  return starts.reverse();
}
