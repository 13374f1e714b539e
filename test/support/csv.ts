/** The cells of CSV by RFC 4180, as they stand; undefined for a cell without anything, '' for a pair of quotes. What follows the last line break is left out. */
export function toCsvRows(text: string): (string | undefined)[][] {
  const rows: (string | undefined)[][] = [];
  let row: (string | undefined)[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  for (let match = cell.exec(text); match; match = cell.exec(text)) {
    const [, quoted, plain, end] = match;
    row.push(quoted?.replaceAll('""', '"') ?? (plain || undefined));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** A cell without what protects spreadsheets from it. */
export const toUnprotected = (cell: string | undefined) => cell?.replaceAll(/(?<=^|[;\t\r\n])'/g, '');
