import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../../src/clock.ts';
import { runChaos } from './chaos.ts';

/** `npm run chaos [-- --minutes 5]` kills everything for so long, prints what became of it, and exits with 1 where anything is amiss; `--logs` names a directory for what the processes have written. */
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '5' }, logs: { type: 'string' } } });
const minutes = Number(values.minutes);
if (!(minutes > 0 && minutes <= 10)) throw new Error('--minutes must be more than 0 and at most 10.');

const startedMs = systemClock.now();
const report = await runChaos({
  lengthMs: minutes * 60_000,
  goneMs: 4_000,
  calmMs: 5_000,
  onStep: (step) => process.stderr.write(`${((systemClock.now() - startedMs) / 1_000).toFixed(1)} s  ${step}\n`),
});

if (values.logs !== undefined) {
  mkdirSync(values.logs, { recursive: true });
  for (const [name, text] of Object.entries(report.logs)) writeFileSync(join(values.logs, `${name}.log`), text);
}

const { records, versions, kills, clients, catchUpMs, troubles } = report;
const line = (text: string) => process.stdout.write(`${text}\n`);
line(`${records} records changed, ${versions} versions were written`);
line(
  `kills: ${Object.entries(kills)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')}`,
);
line(`everything had arrived ${(catchUpMs / 1_000).toFixed(1)} s after the last change`);
let isAmiss = troubles.length > 0;
for (const [index, { received, reconnects, errors, verdict }] of clients.entries()) {
  const { doubled, missing, invented, stale, misnamed } = verdict;
  const faults = { doubled, missing, invented, stale, misnamed };
  const counts = Object.entries(faults).map(([name, found]) => `${name} ${found.length}`);
  line(
    `client ${index + 1}: received ${received}, reconnects ${reconnects}, errors ${errors.length}, ${counts.join(', ')}`,
  );
  for (const [name, found] of Object.entries(faults)) {
    for (const { id, version } of found.slice(0, 10)) line(`  ${name}: ${id} version ${version}`);
  }
  for (const code of new Set(errors)) line(`  ended by ${code}`);
  isAmiss ||= errors.length > 0 || Object.values(faults).some((found) => found.length > 0);
}
for (const trouble of troubles) line(trouble);
process.exit(isAmiss ? 1 : 0);
