const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** The exact sum of decimal texts, with as many places as the longest of them; NaN has no place in money, so bad text is an error. */
export function addDecimals(texts: readonly string[]): string {
  const parts = texts.map((text) => {
    const [, sign = '', whole, fraction = ''] = DECIMAL.exec(text) ?? [];
    if (whole === undefined) throw new RangeError(`${text} is no decimal number`);
    return { sign, whole, fraction };
  });
  const places = Math.max(0, ...parts.map(({ fraction }) => fraction.length));
  const sum = parts.reduce(
    (total, { sign, whole, fraction }) => total + BigInt(sign + whole + fraction.padEnd(places, '0')),
    0n,
  );
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
