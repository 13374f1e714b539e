import type { Format } from './format.ts';
import type { Cell } from './stream-row.ts';

/**
 * Where a cell begins in which a spreadsheet may see a formula: at the beginning of a text or behind what some take for the end of
 * a cell, before one of `= + - @`, also full-width, behind any white space or control character; and where an apostrophe is
 * there already (https://owasp.org/www-community/attacks/CSV_Injection).
 */
const FORMULA = /(?<=^|[;\t\r\n])(?='|[\s\p{Control}\p{Format}]*[=+\-@＝＋－＠﹣﹢﹦﹫−])|^(?=[\t\r\n])/gu;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * RFC 4180 in UTF-8. What a spreadsheet may take for a formula gets an apostrophe before it, and so does an apostrophe in such a
 * place, so that one less in each is always the value. Numbers and truth values stand as they are; no value is nothing, empty
 * text a pair of quotes.
 */
export const csv: Format = {
  contentType: (hasHeader) => `text/csv; charset=utf-8; header=${hasHeader ? 'present' : 'absent'}`,
  head: (names) => `${names.join(',')}\r\n`,
  row(cells) {
    let line = '';
    for (let index = 0; index < cells.length; index += 1) {
      if (index > 0) line += ',';
      line += toCsvCell(cells[index] as Cell);
    }
    return `${line}\r\n`;
  },
  failure: () => '',
};

function toCsvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  if (cell === '') return '""';
  const safe = cell.replaceAll(FORMULA, "'");
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
