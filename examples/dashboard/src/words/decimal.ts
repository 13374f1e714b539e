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
