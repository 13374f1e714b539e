import { readFileSync, writeFileSync } from 'node:fs';
import { faults } from './catalogue/index.ts';
import { HEAD, judge, toRows } from './table.ts';
import type { Verdict } from './table.ts';

/** `npm run faults [-- F1 F23]` prints the table; with `--write` puts it into docs/faults.md. */
const wanted = process.argv.slice(2).filter((argument) => argument !== '--write');
const isWritten = process.argv.includes('--write');
const DOCS = new URL('../../docs/faults.md', import.meta.url);

let table = HEAD;
process.stdout.write(HEAD);
const counts = { kept: 0, broken: 0 };
for (const fault of faults) {
  if (wanted.length && !wanted.includes(fault.id)) continue;
  const verdicts: Verdict[] = [];
  for (const each of fault.cases) {
    const verdict = await judge(each);
    counts[verdict.isKept ? 'kept' : 'broken'] += 1;
    verdicts.push(verdict);
  }
  const rows = toRows(fault, verdicts);
  process.stdout.write(rows);
  table += rows;
}
if (isWritten && !wanted.length) {
  const before = readFileSync(DOCS, 'utf8');
  writeFileSync(DOCS, before.slice(0, before.indexOf('| id |')) + table);
}
process.stdout.write(`\n${counts.kept} kept, ${counts.broken} broken\n`);
process.exit(counts.broken ? 1 : 0);
