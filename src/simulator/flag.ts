import { parseArgs } from 'node:util';
import { defaultSeed } from './showcase.ts';

export interface Flags {
  readonly host: string;
  readonly port: number;
  readonly seed: number;
  readonly latencyMs: number;
  readonly throttle: boolean;
}

export const usage =
  'Usage: npm run simulator -- [--port 4001] [--host 127.0.0.1] [--seed 1] [--latency-ms 0] [--throttle]';

function toWhole(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > most) throw new Error(`--${name} must be a whole number from 0 to ${most}.`);
  return value;
}

/** Reads the command line. Throws an error whose message can be shown as it is. */
export function parseFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '4001' },
      seed: { type: 'string', default: defaultSeed.toString() },
      'latency-ms': { type: 'string', default: '0' },
      throttle: { type: 'boolean', default: false },
    },
  });
  if (values.host === '') throw new Error('--host must not be empty.');
  return {
    host: values.host,
    port: toWhole('port', values.port, 65_535),
    seed: toWhole('seed', values.seed, 4_294_967_295),
    latencyMs: toWhole('latency-ms', values['latency-ms'], 600_000),
    throttle: values.throttle,
  };
}
