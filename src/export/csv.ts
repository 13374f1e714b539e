import type { Format } from './format.ts';
import type { Cell } from './stream-row.ts';

/**
 * What a spreadsheet may take for a formula: one of `= + - @`, also full-width, behind any white space or control
 * character; a tab or line break at the beginning (https://owasp.org/www-community/attacks/CSV_Injection).
 */
const FORMULA = /^[\s\p{Control}\p{Format}]*[=+\-@＝＋－＠﹣﹢﹦﹫−]|^[\t\r\n]/u;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * RFC 4180 in UTF-8. Text that a spreadsheet may take for a formula gets an apostrophe before it, and so does text that
 * begins with one, so that one apostrophe less is always the value. Numbers and truth values stand as they are; no value
 * is nothing, empty text a pair of quotes.
 */
export const csv: Format = {
  contentType: 'text/csv; charset=utf-8; header=present',
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
  const safe = cell.startsWith("'") || FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
