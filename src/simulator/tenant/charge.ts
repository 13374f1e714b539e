import { findCountry } from './country.ts';
import { isInbound, type PhoneLeg } from './phone-leg.ts';

/** Whole millionths, so that sums are exact. */
export interface Charge {
  readonly minuteMicros: number;
  readonly connectionMicros: number;
}

const free: Charge = { minuteMicros: 0, connectionMicros: 0 };

export const fromMicros = (micros: number): number => micros / 1_000_000;

export const isDomestic = ({ outsideNumber, site }: Pick<PhoneLeg, 'outsideNumber' | 'site'>): boolean =>
  findCountry(outsideNumber).code === site.countryCode;

/** What is called in is free and so are domestic calls of users, whose plan covers them; minutes count as begun. */
export function toCharge(leg: PhoneLeg): Charge {
  const { minuteMicros, connectionMicros } = findCountry(leg.outsideNumber);
  const isDialledOut = leg.type === 'conf_out';
  if (leg.durationSeconds === 0 || isInbound(leg) || (isDomestic(leg) && !isDialledOut)) return free;
  return {
    minuteMicros: Math.ceil(leg.durationSeconds / 60) * minuteMicros,
    connectionMicros: isDialledOut ? 0 : connectionMicros,
  };
}
