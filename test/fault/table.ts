import type { Fault, FaultCase } from './fault.ts';

export interface Verdict {
  readonly isKept: boolean;
  /** What came back, or what of the promise was not kept. */
  readonly cameBack: string;
}

/** Makes it happen; a broken promise is a verdict like another. */
export async function judge({ run }: FaultCase): Promise<Verdict> {
  try {
    return { isKept: true, cameBack: await run() };
  } catch (error) {
    return { isKept: false, cameBack: error instanceof Error ? error.message : String(error) };
  }
}

export const HEAD = '| id | fault | promise | asked | came back | verdict |\n| --- | --- | --- | --- | --- | --- |\n';

/** The lines of a fault in the table: one for each case, the promise with the first. */
export function toRows({ id, fault, promise, cases }: Fault, verdicts: readonly Verdict[]): string {
  return cases
    .map(({ asked }, index) => {
      const { cameBack, isKept } = verdicts[index] as Verdict;
      const cells = [id, index ? '' : fault, index ? '' : promise, asked, cameBack, isKept ? 'kept' : '**broken**'];
      return `| ${cells.map(toCell).join(' | ')} |\n`;
    })
    .join('');
}

const toCell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
