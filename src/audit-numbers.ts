import type { AuditLine, UnnumberedLine } from './audit.ts';

/** One count over all replicas. */
export interface AuditSequence {
  /** The first of so many numbers in a row; undefined where there is no telling in time. Never rejects. */
  take(count: number): Promise<number | undefined>;
}

/** Puts numbers on lines, so that it shows where one is missing. */
export interface AuditNumbers {
  write(line: UnnumberedLine): void;
  /** Writes at once what waits for a number of all replicas, without it. */
  flush(): void;
}

export interface AuditNumbersOptions {
  /** Must not throw. */
  readonly write: (line: AuditLine) => void;
  /** Who writes: another for each process. */
  readonly writer: string;
  /** Left out, lines are written as they come. */
  readonly sequence?: AuditSequence | undefined;
}

/**
 * `number` is without a gap for each writer. `sequence` orders the lines of all writers; lines wait for it together, while those
 * before them are asked for, and go without it where it takes too long: a gap in it is no missing line.
 */
export function createAuditNumbers({ write, writer, sequence }: AuditNumbersOptions): AuditNumbers {
  let number = 0;
  let waiting: AuditLine[] = [];
  let isAsking = false;

  async function ask(from: AuditSequence): Promise<void> {
    isAsking = true;
    while (waiting.length) {
      const asked = waiting;
      const { length: count } = asked;
      const first = await from.take(count);
      // They may have been flushed meanwhile, and are then in no list any more.
      const lines = asked === waiting ? waiting.splice(0, count) : [];
      for (const [index, line] of lines.entries()) {
        write(first === undefined ? line : { ...line, sequence: first + index });
      }
    }
    isAsking = false;
  }

  return {
    write(line) {
      const numbered: AuditLine = { ...line, writer, number: (number += 1) };
      if (!sequence) return write(numbered);
      waiting.push(numbered);
      if (!isAsking) void ask(sequence);
    },
    flush() {
      const lines = waiting;
      waiting = [];
      for (const line of lines) write(line);
    },
  };
}
