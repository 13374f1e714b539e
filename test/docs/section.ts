/** What stands between the two comments of a name. */
const toComments = (name: string) => [`<!-- ${name} -->`, `<!-- end of ${name} -->`] as const;

/** The page with this text between the two comments of that name. */
export function replaceSection(page: string, name: string, text: string): string {
  const [begin, end] = toComments(name);
  const [before, rest, ...more] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined || more.length) throw new Error(`There is no one place for ${name}.`);
  return `${before}${begin}\n\n${text.trim()}\n\n${end}${after}`;
}

/** A table of GitHub's Markdown. */
export function toTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const toRow = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [toRow(head), toRow(head.map(() => '---')), ...rows.map(toRow)].join('\n');
}
