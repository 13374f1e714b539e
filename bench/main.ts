import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `npm run bench [-- peers | execution | memory | growth | connections | paint | start | throttle | live | export]`; exit code 1 where what is
 * promised is not reached.
 */
const benches: Readonly<Record<string, () => Promise<boolean>>> = {
  peers: async () => (await import('./peers.ts')).benchPeers(),
  execution: async () => (await import('./execution.ts')).benchExecution(),
  memory: async () => (await import('./memory.ts')).benchMemory(),
  growth: async () => (await import('./growth.ts')).benchGrowth(),
  connections: async () => (await import('./connections.ts')).benchConnections(),
  paint: async () => (await import('./paint.ts')).benchPaint(),
  start: async () => (await import('./start.ts')).benchStart(),
  throttle: async () => (await import('./throttle.ts')).benchThrottle(),
  export: async () => (await import('./export.ts')).benchExport(),
  live: async () => (await import('./live.ts')).benchLive(),
};

const [name = 'peers'] = process.argv.slice(2).filter((argument) => !/^(--|Q\d)/.test(argument));
const bench = benches[name];
if (!bench) {
  process.stderr.write(`Usage: npm run bench -- ${Object.keys(benches).join(' | ')}\n`);
  process.exit(2);
}
// What the gateway is timed against is no package of its own.
const folder = join(dirname(fileURLToPath(import.meta.url)), '../..');
if (!existsSync(join(folder, 'node_modules'))) execFileSync('npm', ['ci', '--prefix', folder], { stdio: 'inherit' });
process.exit((await bench()) ? 0 : 1);
