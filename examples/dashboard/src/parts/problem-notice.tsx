import type { Problem } from '../words/problem.ts';
import { toProblemWords } from '../words/problem.ts';

interface ProblemNoticeProps {
  readonly problems: readonly Problem[];
  readonly onRetry?: (() => void) | undefined;
}

/** Something could not be read at all. */
export function ProblemNotice({ problems, onRetry }: ProblemNoticeProps) {
  const codes = [...new Set(problems.map(({ code }) => code))];
  return (
    <div className="notice notice-poor" role="alert">
      {codes.map((code) => (
        <p key={code}>
          {toProblemWords(problems.find((problem) => problem.code === code) as Problem)} <code>{code}</code>
        </p>
      ))}
      {onRetry && (
        <button className="button" type="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
