import { benchConnections } from './connections.ts';
import { benchExecution } from './execution.ts';
import { benchGrowth } from './growth.ts';
import { benchMemory } from './memory.ts';
import { benchPeers } from './peers.ts';
import { benchThrottle } from './throttle.ts';

/** `npm run bench [-- peers | execution | memory | growth | connections | throttle]`; exit code 1 where what is promised is not reached. */
const benches: Readonly<Record<string, () => Promise<boolean>>> = {
  peers: benchPeers,
  execution: benchExecution,
  memory: benchMemory,
  growth: benchGrowth,
  connections: benchConnections,
  throttle: benchThrottle,
};

const [name = 'peers'] = process.argv.slice(2).filter((argument) => !/^(--|Q\d)/.test(argument));
const bench = benches[name];
if (!bench) {
  process.stderr.write(`Usage: npm run bench -- ${Object.keys(benches).join(' | ')}\n`);
  process.exit(2);
}
process.exit((await bench()) ? 0 : 1);
