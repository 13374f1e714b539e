import type { Problem } from '../words/problem.ts';
import { toProblemWords } from '../words/problem.ts';

interface PartialNoticeProps {
  readonly problems: readonly Problem[];
  readonly onRetry?: (() => void) | undefined;
}

/** What is shown is not all that there is; says what is missing and why. */
export function PartialNotice({ problems, onRetry }: PartialNoticeProps) {
  if (problems.length === 0) return null;
  return (
    <div className="notice notice-partial" role="status">
      <p>
        <strong>Some parts could not be read.</strong> What is shown may be incomplete.
      </p>
      <details>
        <summary>{problems.length === 1 ? 'One part' : `${problems.length} parts`}</summary>
        <ul>
          {problems.slice(0, 20).map((problem, index) => (
            <li key={index}>
              <code>{problem.path.join('.') || 'answer'}</code>: {toProblemWords(problem)} <code>{problem.code}</code>
            </li>
          ))}
        </ul>
      </details>
      {onRetry && (
        <button className="button" type="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
