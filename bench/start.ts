import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isWriting, toBlock, writeSection } from './docs-section.ts';
import { median } from './median.ts';
import { start } from './peers/process.ts';
import { toTable } from './table.ts';

/** From the command to the first answer, over the embedded simulator. `npm run build` comes first. */

const ROUNDS = 7;
const MOST_MS = 700;
const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const commands: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'node dist/main.js': [process.execPath, 'dist/main.js'],
  'npm start': ['npm', 'start', '--silent'],
};

export async function benchStart(): Promise<boolean> {
  const times = new Map<string, number[]>(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, command] of Object.entries(commands)) times.get(name)?.push(await time(command));
  }
  const rows = [...times].map(([name, all]) => ({ name, fastestMs: Math.min(...all), medianMs: median(all) }));
  const table = toTable([
    ['until the first answer', 'fastest ms', 'median ms', `under ${MOST_MS} ms`],
    ...rows.map(({ name, fastestMs, medianMs }) => [
      name,
      fastestMs.toFixed(0),
      medianMs.toFixed(0),
      medianMs < MOST_MS ? 'yes' : 'no',
    ]),
  ]);
  process.stdout.write(table);
  if (isWriting()) writeSection('start', toBlock(table));
  return rows.every(({ medianMs }) => medianMs < MOST_MS);
}

async function time([file, ...args]: readonly [string, ...string[]]): Promise<number> {
  const beganMs = performance.now();
  const program = await start({ file, args, cwd: root, env: { PORT: '0' } });
  const answer = await fetch(program.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ callRecords(first: 1) { nodes { id } } }' }),
  });
  if (!(await answer.text()).includes('"nodes":[{')) throw new Error('It did not answer.');
  const ms = performance.now() - beganMs;
  await program.stop();
  return ms;
}
