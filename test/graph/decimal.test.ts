import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sumDecimals } from '../../src/graph/decimal.ts';

test.each([
  [[], '0'],
  [['0.0'], '0.0'],
  [['0.1', '0.2'], '0.3'],
  [['12.83', null, undefined, '0.170'], '13.000'],
  [['-1.5', '1'], '-0.5'],
  [['1e-7', '1.5E2'], '150.0000001'],
  [
    ['79228162514264337593543950335', '0.0000000000000000000000000001'],
    '79228162514264337593543950335.0000000000000000000000000001',
  ],
])('%j add up to %s', (texts, sum) => {
  expect(sumDecimals(texts)).toBe(sum);
});

test.each(['junk', '', '1,5', 'NaN', '--1'])('%j is no amount, and no sum is made of it', (text) => {
  expect(() => sumDecimals(['1', text])).toThrow(expect.objectContaining({ code: 'UPSTREAM_INVALID_RESPONSE' }));
});

test('sums of whole cents are exact, in any order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })), (cents) => {
      const toText = (value: number) =>
        `${value < 0 ? '-' : ''}${String(Math.abs(value)).padStart(3, '0').replace(/(..)$/, '.$1')}`;
      const total = cents.reduce((sum, value) => sum + value, 0);
      const expected = cents.length ? toText(total) : '0';
      expect(sumDecimals(cents.map(toText))).toBe(expected);
      expect(sumDecimals(cents.map(toText).reverse())).toBe(expected);
    }),
  );
});
