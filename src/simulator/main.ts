import process from 'node:process';
import { systemClock } from '../clock.ts';
import { parseFlags, usage, type Flags } from './flag.ts';
import { startSimulator } from './server.ts';

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
  process.exit(1);
}

let flags: Flags;
try {
  flags = parseFlags(process.argv.slice(2));
} catch (error) {
  fail(error);
}

const simulator = await startSimulator({ clock: systemClock, ...flags }).catch(fail);
process.stdout.write(
  [
    `A stand-in for the call records of Microsoft Graph listens on ${simulator.baseUrl}.`,
    'It knows an invented organisation, and no secret: the token below opens this simulator only.',
    '',
    `GRAPH_BASE_URL=${simulator.baseUrl}`,
    `GRAPH_ACCESS_TOKEN=${simulator.accessToken}`,
    '',
  ].join('\n'),
);

const stop = () => void simulator.close();
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
