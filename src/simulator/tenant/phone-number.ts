import { createRandom, type Random } from '../random.ts';
import type { Country } from './country.ts';
import type { Person } from './people.ts';
import type { Site } from './site.ts';

/** The direct number of a person, the same in every row. */
export function toOwnNumber(seed: number, { id, site }: Person): string {
  const extension = createRandom(seed, 'number', id).integer(1000, 9999);
  return `${site.numberPrefix}${extension}`;
}

/** What the auto attendant of a site is called at. */
export const toMainNumber = ({ numberPrefix }: Site): string => `${numberPrefix}0100`;

/** What a meeting is dialled into at, and dials out from. */
export const toBridgeNumber = ({ numberPrefix }: Site): string => `${numberPrefix}0200`;

export function toOutsideNumber(random: Random, { dialCode, digitCount }: Country): string {
  let digits = random.integer(2, 9).toString();
  while (digits.length < digitCount) digits += random.integer(0, 9).toString();
  return `${dialCode}${digits}`;
}

/** Reports hide the last three digits of whoever is outside the organisation; records show them. */
export const toMasked = (number: string): string => `${number.slice(0, -3)}***`;
