import { systemClock } from '../../src/clock.ts';

export interface LoadReport {
  /** Answers without errors, by what was asked for. */
  readonly answered: Readonly<Record<string, number>>;
  /** Codes of errors, and statuses other than 200, with how often each came. */
  readonly failed: Readonly<Record<string, number>>;
}

/** Makes the next operation of its kind; each is another text, so that none is a repetition. */
export type Question = (turn: number) => string;

/** Asks until the time is over, so many of each kind at a time; resolves when the last answer is there. */
export async function runLoad(
  url: string,
  kinds: Readonly<Record<string, { readonly atATime: number; readonly question: Question }>>,
  lengthMs: number,
): Promise<LoadReport> {
  const endMs = systemClock.now() + lengthMs;
  const answered: Record<string, number> = {};
  const failed: Record<string, number> = {};
  const add = (counts: Record<string, number>, name: string) => (counts[name] = (counts[name] ?? 0) + 1);

  async function askOnce(kind: string, query: string): Promise<void> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
    if (response.status !== 200) add(failed, `status ${response.status}`);
    else if (!errors) add(answered, kind);
    for (const { extensions } of errors ?? []) add(failed, extensions.code);
  }

  await Promise.all(
    Object.entries(kinds).flatMap(([kind, { atATime, question }]) => {
      let turn = 0;
      return Array.from({ length: atATime }, async () => {
        while (systemClock.now() < endMs) {
          turn += 1;
          await askOnce(kind, question(turn));
        }
      });
    }),
  );
  return { answered, failed };
}
