import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A server in a process of its own. */
export interface Running {
  readonly url: string;
  /** CPU time that it has taken, in milliseconds. */
  cpuMs(): number;
  /** Most memory that it has held since the last call of `resetPeak`, in megabytes. */
  peakMb(): number;
  stop(): Promise<void>;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** The line by which it tells that it is up, and where it then is; unless told, a line that tells its URL. */
  readonly isUp?: RegExp;
  readonly url?: string;
}

/** Clock ticks of `/proc` in a second (`getconf CLK_TCK` on Linux). */
const TICKS = 100;
const START_TIMEOUT_MS = 60_000;

/** Starts it and waits for the line in which it tells its URL; rejects when it ends before, or takes too long. */
export async function start(command: Command): Promise<Running> {
  const { file, args, env = {}, cwd } = command;
  const child = spawn(file, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(cwd && { cwd }),
  });
  const url = await toUrl(child, command);
  const pid = String(child.pid);
  return {
    url,
    cpuMs() {
      const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
      const fields = rest.split(' ');
      return ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS;
    },
    peakMb: () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null && child.pid !== undefined) {
        process.kill(-child.pid, 'SIGKILL');
        await ended;
      }
    },
  };
}

function toUrl(child: ChildProcess, { isUp, url: known }: Command): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    const timer = setTimeout(() => reject(new Error(`It did not start:\n${lines.join('\n')}`)), START_TIMEOUT_MS);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`It ended with ${code}:\n${lines.join('\n')}`)));
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface(stream).on('line', (line) => {
        if (lines.length < 50) lines.push(line);
        const url = isUp ? isUp.test(line) && known : /(?:listening|GraphiQL)\s+(http\S+)/.exec(line)?.[1];
        if (!url) return;
        clearTimeout(timer);
        resolve(url);
      });
    }
  });
}
