import { GraphError } from './errors.ts';

/** Exact decimals as text, as Graph sends money: sums keep every digit. */

interface Parts {
  readonly units: bigint;
  /** Digits behind the point that `units` counts in. */
  readonly scale: number;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

function toParts(text: string): Parts | undefined {
  const [, sign, whole, fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const scale = fraction.length - Number(exponent);
  const units = BigInt(`${sign}${whole}${fraction}`);
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

/**
 * The sum of decimals; null counts as nothing. As many fractional digits as the finest has. Throws a GraphError
 * UPSTREAM_INVALID_RESPONSE for text that is no decimal: a sum that leaves it out would be wrong in silence.
 */
export function sumDecimals(texts: Iterable<string | null | undefined>): string {
  let units = 0n;
  let scale = 0;
  for (const text of texts) {
    if (text == null) continue;
    const parts = toParts(text);
    if (!parts) {
      throw new GraphError('UPSTREAM_INVALID_RESPONSE', 'Microsoft Graph sent an amount that is not a number.');
    }
    if (parts.scale > scale) {
      units *= 10n ** BigInt(parts.scale - scale);
      scale = parts.scale;
    }
    units += parts.units * 10n ** BigInt(scale - parts.scale);
  }
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const point = digits.length - scale;
  const text = scale ? `${digits.slice(0, point)}.${digits.slice(point)}` : digits;
  return units < 0n ? `-${text}` : text;
}
