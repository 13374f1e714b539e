import { describe, expect, it } from 'vitest';
import { createAuditNumbers } from '../src/audit-numbers.ts';
import type { AuditLine } from '../src/audit.ts';

const toLine = (code: string) =>
  ({ event: 'refusal', time: '2026-06-15T12:00:00.000Z', decision: 'forbidden', code }) as const;

/** A count that says what the test says, when it says so. */
function createNumbers() {
  const lines: AuditLine[] = [];
  const asked: { readonly count: number; answer(first: number | undefined): void }[] = [];
  const numbers = createAuditNumbers({
    write: (line) => void lines.push(line),
    writer: 'w',
    sequence: { take: (count) => new Promise((answer) => asked.push({ count, answer })) },
  });
  const settle = async () => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return {
    write: (code: string) => numbers.write(toLine(code)),
    flush: () => numbers.flush(),
    asked,
    settle,
    short: () => lines.map(({ code, writer, number, sequence }) => [code, writer, number, sequence]),
  };
}

describe('Lines of the audit log', () => {
  it('are written as they come where each process counts alone', () => {
    const lines: AuditLine[] = [];
    const numbers = createAuditNumbers({ write: (line) => void lines.push(line), writer: 'w' });
    for (const code of ['a', 'b']) numbers.write(toLine(code));
    expect(lines).toMatchObject([
      { code: 'a', writer: 'w', number: 1 },
      { code: 'b', writer: 'w', number: 2 },
    ]);
    expect(lines[0]).not.toHaveProperty('sequence');
  });

  it('wait for their place among all in order, together', async () => {
    const { write, asked, settle, short } = createNumbers();
    write('a');
    write('b');
    write('c');
    expect(asked.map(({ count }) => count)).toEqual([1]);
    asked[0]?.answer(11);
    await settle();
    expect(short()).toEqual([['a', 'w', 1, 11]]);
    asked[1]?.answer(15);
    await settle();
    expect(asked.map(({ count }) => count)).toEqual([1, 2]);
    expect(short().slice(1)).toEqual([
      ['b', 'w', 2, 15],
      ['c', 'w', 3, 16],
    ]);
  });

  it('go without it where it cannot be told', async () => {
    const { write, asked, settle, short } = createNumbers();
    write('a');
    asked[0]?.answer(undefined);
    await settle();
    expect(short()).toEqual([['a', 'w', 1, undefined]]);
  });

  it('are all written once, in order, when the process ends', async () => {
    const { write, flush, asked, settle, short } = createNumbers();
    write('a');
    write('b');
    flush();
    asked[0]?.answer(11);
    write('c');
    await settle();
    asked[1]?.answer(20);
    await settle();
    expect(short()).toEqual([
      ['a', 'w', 1, undefined],
      ['b', 'w', 2, undefined],
      ['c', 'w', 3, 20],
    ]);
  });
});
