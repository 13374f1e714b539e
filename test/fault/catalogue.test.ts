import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { faults } from './catalogue/index.ts';
import type { Verdict } from './table.ts';
import { HEAD, toRows } from './table.ts';

/** Every fault with its id; what came back is what docs/faults.md says. */

const docs = readFileSync(new URL('../../docs/faults.md', import.meta.url), 'utf8');

/** The heavy ones take their time on a machine that is busy with others. */
const HANG_MS = 120_000;

test('docs/faults.md has every fault once, in order', () => {
  const ids = [...docs.matchAll(/^\| (F\d+) \|/gm)].map(([, id]) => id);
  expect([...new Set(ids)]).toEqual(faults.map(({ id }) => id));
  expect(docs).toContain(HEAD);
});

describe.each(faults.map((fault) => [`${fault.id}: ${fault.fault}`, fault] as const))('%s', (_name, fault) => {
  const verdicts: Verdict[] = [];
  test.each(fault.cases.map((each) => [each.asked, each] as const))(
    '%s',
    async (_asked, { run }) => {
      verdicts.push({ isKept: true, cameBack: await run() });
    },
    HANG_MS,
  );
  afterAll(() => {
    if (verdicts.length === fault.cases.length) expect(docs).toContain(toRows(fault, verdicts));
  });
});
