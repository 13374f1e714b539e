import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isWriting, toBlock, writeSection } from './docs-section.ts';
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
  const rows = [...times].map(([name, all]) => {
    const sorted = [...all].sort((a, b) => a - b);
    const median = sorted[sorted.length >> 1] ?? NaN;
    return { row: [name, sorted[0]?.toFixed(0) ?? '', median.toFixed(0), median < MOST_MS ? 'yes' : 'no'], median };
  });
  const table = toTable([
    ['until the first answer', 'fastest ms', 'median ms', `under ${MOST_MS} ms`],
    ...rows.map(({ row }) => row),
  ]);
  process.stdout.write(table);
  if (isWriting()) writeSection('start', toBlock(table));
  return rows.every(({ median }) => median < MOST_MS);
}

async function time([file, ...args]: readonly [string, ...string[]]): Promise<number> {
  const beganMs = performance.now();
  const child = spawn(file, args, {
    cwd: root,
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const ended = once(child, 'exit');
  let url: string | undefined;
  for await (const line of createInterface(child.stderr)) {
    url = /GraphiQL\s+(http\S+)/.exec(line)?.[1];
    if (url) break;
  }
  if (!url) throw new Error('It did not start.');
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ callRecords(first: 1) { nodes { id } } }' }),
  });
  if (!(await answer.text()).includes('"nodes":[{')) throw new Error('It did not answer.');
  const ms = performance.now() - beganMs;
  process.kill(-(child.pid as number), 'SIGKILL');
  await ended;
  return ms;
}
