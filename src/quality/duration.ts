const pattern =
  /^([+-])?P(?=[\dT])(?:([\d.,]+)W|(?:([\d.,]+)D)?(?:T(?=\d)(?:([\d.,]+)H)?(?:([\d.,]+)M)?(?:([\d.,]+)S)?)?)$/i;
const number = /^(\d+)(?:[.,](\d+))?$/;
const fractionOfLast = /^[.,]\d+[A-Z]$/i;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * Milliseconds of an ISO 8601 duration, as far as one has a fixed length: `Edm.Duration` (OData ABNF, rule
 * `durationValue`: a sign, days, hours, minutes, seconds; letters in either case, as RFC 5234 reads literals), and of
 * ISO 8601 also weeks, a comma for the point, and a fraction in whichever component is last. Undefined for null, for
 * anything else, and for years and months, whose length depends on the calendar. Never throws.
 */
export function toMilliseconds(iso: string | null | undefined): number | undefined {
  if (typeof iso !== 'string') return undefined;
  const match = pattern.exec(iso);
  if (!match) return undefined;
  const mark = iso.search(/[.,]/);
  if (mark !== -1 && !fractionOfLast.test(iso.slice(mark))) return undefined;
  const [, sign, weeks, days, hours, minutes, seconds] = match;
  const size =
    toSize(weeks, 7 * dayMs) +
    toSize(days, dayMs) +
    toSize(hours, hourMs) +
    toSize(minutes, minuteMs) +
    toSize(seconds, 1000);
  if (!Number.isFinite(size)) return undefined;
  return sign === '-' && size > 0 ? -size : size;
}

function toSize(text: string | undefined, unitMs: number): number {
  if (text === undefined) return 0;
  const [, whole = '', fraction = '0'] = number.exec(text) ?? [];
  if (whole === '') return Number.NaN;
  // A shifted point is exact where a product is not: 1.001 × 1000 is 1000.9999999999999.
  return Number(`${whole}.${fraction}e3`) * (unitMs / 1000);
}

/**
 * ISO 8601 text of a length in milliseconds, in the form of `Edm.Duration`: `PT1H2M3.5S`, `P1DT2H`, `-PT5S`, and `PT0S`
 * for 0. Rounded to 100 ns, the finest that Graph writes. RangeError for what is not a finite number.
 */
export function toIsoDuration(ms: number): string {
  if (!Number.isFinite(ms)) throw new RangeError('A duration is a finite number of milliseconds.');
  const size = Math.abs(ms);
  let wholeMs = Math.floor(size);
  let ticks = Math.round((size - wholeMs) * 10_000);
  if (ticks === 10_000) {
    wholeMs += 1;
    ticks = 0;
  }
  const days = Math.floor(wholeMs / dayMs);
  const hours = Math.floor((wholeMs % dayMs) / hourMs);
  const minutes = Math.floor((wholeMs % hourMs) / minuteMs);
  const seconds = Math.floor((wholeMs % minuteMs) / 1000);
  const decimals = `${String(wholeMs % 1000).padStart(3, '0')}${String(ticks).padStart(4, '0')}`.replace(/0+$/, '');
  const secondText = decimals === '' ? String(seconds) : `${seconds}.${decimals}`;
  const time = `${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${secondText === '0' ? '' : `${secondText}S`}`;
  // Plain digits even where JavaScript would write an exponent.
  const date = days > 0 ? `${BigInt(days)}D` : '';
  if (date === '' && time === '') return 'PT0S';
  return `${ms < 0 ? '-' : ''}P${date}${time === '' ? '' : `T${time}`}`;
}
