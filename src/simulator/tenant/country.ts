/** A country that the tenant calls or is called from. Charges are in the currency of whoever is charged. */
export interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  readonly name: string;
  readonly dialCode: string;
  /** Digits behind the dial code; the first of them is not 0. */
  readonly digitCount: number;
  /** Millionths per minute begun, when called from abroad or dialled out from a meeting. */
  readonly minuteMicros: number;
  /** Millionths per connected call from abroad. */
  readonly connectionMicros: number;
}

const toCountry = (
  code: string,
  name: string,
  dialCode: string,
  digitCount: number,
  minuteMicros: number,
  connectionMicros = 0,
): Country => ({ code, name, dialCode, digitCount, minuteMicros, connectionMicros });

export const countries: readonly Country[] = [
  toCountry('US', 'United States', '+1', 10, 13_250),
  toCountry('GB', 'United Kingdom', '+44', 10, 18_432),
  toCountry('DE', 'Germany', '+49', 10, 21_700),
  toCountry('NL', 'Netherlands', '+31', 9, 26_125),
  toCountry('NO', 'Norway', '+47', 8, 31_906),
  toCountry('SE', 'Sweden', '+46', 9, 24_018),
  toCountry('FR', 'France', '+33', 9, 22_375),
  toCountry('IN', 'India', '+91', 10, 118_640, 70_000),
  toCountry('BR', 'Brazil', '+55', 11, 203_517, 120_001),
];

/** Where a number in E.164 form belongs. Throws for one of no country in the list. */
export function findCountry(number: string): Country {
  const country = countries.find(({ dialCode }) => number.startsWith(dialCode));
  if (country === undefined) throw new RangeError(`No country has the number ${number}.`);
  return country;
}

/** ISO 4217, by the country of whoever is charged. */
export function toCurrency(countryCode: string): string {
  return { US: 'USD', GB: 'GBP' }[countryCode] ?? 'EUR';
}
