import { useMemo, useState } from 'react';
import type { Problem } from '../words/problem.ts';
import { toProblems } from '../words/problem.ts';

/** What went wrong with a list: with its first page, and with the latest one that was read behind it. */
export function useLatestProblems(ofFirst: unknown, list: unknown): [readonly Problem[], (error: unknown) => void] {
  const [later, setLater] = useState<{ readonly list: unknown; readonly error: unknown }>();
  const ofLater = later?.list === list ? later?.error : undefined;
  const problems = useMemo(() => [...toProblems(ofFirst), ...toProblems(ofLater)], [ofFirst, ofLater]);
  return [problems, (error) => setLater({ list, error })];
}
