import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A program of the project in a process of its own. */
export interface RunningProgram {
  readonly process: ChildProcess;
  /** What it has written so far. */
  output(): { readonly stdout: string; readonly stderr: string };
  /** Resolves with the first match in what it writes to either stream; rejects when it exits first. */
  waitFor(pattern: RegExp): Promise<RegExpExecArray>;
  readonly exit: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** Runs a source file with nothing of this process's environment but what it needs to start. */
export function runProgram(
  source: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): RunningProgram {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL(`../../${source}`, import.meta.url)), ...args],
    {
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
    },
  );
  let stdout = '';
  let stderr = '';
  const listeners = new Set<() => void>();
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk);
    for (const listener of listeners) listener();
  });
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
    for (const listener of listeners) listener();
  });
  const exit = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  );
  return {
    process: child,
    output: () => ({ stdout, stderr }),
    waitFor: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(stdout) ?? pattern.exec(stderr);
          if (match) {
            listeners.delete(look);
            resolve(match);
          }
        };
        listeners.add(look);
        look();
        void exit.then(() => reject(new Error(`exited before ${String(pattern)}:\n${stdout}\n${stderr}`)));
      }),
    exit,
  };
}
