const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i;

/** The exact sum of decimal texts, with as many places as the longest of them; NaN has no place in money, so bad text is an error. */
export function addDecimals(texts: readonly string[]): string {
  const parts = texts.map((text) => {
    const [, sign = '', whole, fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
    if (whole === undefined) throw new RangeError(`${text} is no decimal number`);
    return { digits: BigInt(sign + whole + fraction), places: fraction.length - Number(exponent) };
  });
  const places = Math.max(0, ...parts.map((part) => part.places));
  const sum = parts.reduce((total, part) => total + part.digits * 10n ** BigInt(places - part.places), 0n);
  const digits = (sum < 0n ? -sum : sum).toString().padStart(places + 1, '0');
  const cut = digits.length - places;
  return `${sum < 0n ? '-' : ''}${digits.slice(0, cut)}${places ? `.${digits.slice(cut)}` : ''}`;
}

const FIGURE_SPACE = '\u2007';
const PUNCTUATION_SPACE = '\u2008';

/** Decimal texts with room behind them, so that the points stand below each other. */
export function alignDecimals(texts: readonly string[]): readonly string[] {
  const placesOf = (text: string) => text.split('.')[1]?.length ?? 0;
  const most = Math.max(0, ...texts.map(placesOf));
  return texts.map((text) => {
    const places = placesOf(text);
    const point = places === 0 && most > 0 ? PUNCTUATION_SPACE : '';
    return text + point + FIGURE_SPACE.repeat(most - places);
  });
}
