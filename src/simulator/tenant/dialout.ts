import { fromMicros, isDomestic, toCharge } from './charge.ts';
import { toCurrency } from './country.ts';
import { toUserMembers } from './log-row.ts';
import type { PhoneLeg } from './phone-leg.ts';

interface Sum {
  readonly first: PhoneLeg;
  calls: number;
  micros: number;
  seconds: number;
}

const toContext = (leg: PhoneLeg) => (isDomestic(leg) ? 'Domestic' : 'International');

/** Rows of `pstnOnlineMeetingDialoutReport`: what `legs` come to, by user, location, destination and currency. */
export function toDialoutRows(legs: readonly PhoneLeg[]) {
  const sums = new Map<string, Sum>();
  for (const leg of legs.filter(({ type }) => type === 'conf_out')) {
    const key = [leg.person?.id, leg.site.countryCode, toContext(leg)].join('/');
    const sum = sums.get(key) ?? { first: leg, calls: 0, micros: 0, seconds: 0 };
    const { minuteMicros, connectionMicros } = toCharge(leg);
    sum.calls += 1;
    sum.micros += minuteMicros + connectionMicros;
    sum.seconds += leg.durationSeconds;
    sums.set(key, sum);
  }
  return [...sums.values()].map(({ first, calls, micros, seconds }) => ({
    ...toUserMembers(first.person),
    usageLocation: first.site.countryCode,
    destinationContext: toContext(first),
    currency: toCurrency(first.site.countryCode),
    totalCalls: calls,
    totalCallCharge: fromMicros(micros),
    totalCallSeconds: seconds,
  }));
}
