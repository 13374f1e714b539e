import type { RunningProgram } from '../support/process.ts';

/** A program that can be killed and started again in the same place. */
export interface Mortal {
  readonly name: string;
  /** Resolves with the program when it is ready. */
  start(): Promise<RunningProgram>;
  /** As a machine that loses power would. */
  kill(): Promise<void>;
  /** As whoever puts a newer version in its place would. */
  stop(): Promise<void>;
  isRunning(): boolean;
  /** What it wrote before each time that it ended without being killed. */
  ownEnds(): readonly string[];
  /** What all its lives have written to stdout. */
  written(): string;
}

export function createMortal(name: string, run: () => RunningProgram, readyPattern: RegExp): Mortal {
  const lives: RunningProgram[] = [];
  const ends: string[] = [];
  let running: RunningProgram | undefined;
  async function end(signal: NodeJS.Signals): Promise<void> {
    const program = running;
    running = undefined;
    program?.process.kill(signal);
    await program?.exit;
  }

  return {
    name,
    async start() {
      const program = run();
      lives.push(program);
      running = program;
      void program.exit.then(({ code, signal }) => {
        if (running !== program) return;
        running = undefined;
        const { stdout, stderr } = program.output();
        ends.push(`${name} ended by itself (${code ?? signal}):\n${(stdout + stderr).slice(-2_000)}`);
      });
      await program.waitFor(readyPattern);
      return program;
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    isRunning: () => running !== undefined,
    ownEnds: () => ends,
    written: () => lives.map((program) => program.output().stdout).join(''),
  };
}
