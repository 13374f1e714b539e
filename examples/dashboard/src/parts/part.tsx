import type { ReactNode } from 'react';
import { useId } from 'react';
import type { Problem } from '../words/problem.ts';
import { EmptyState } from './empty-state.tsx';
import { Loading } from './loading.tsx';
import { PartialNotice } from './partial-notice.tsx';
import { ProblemNotice } from './problem-notice.tsx';

interface PartProps<T> {
  readonly title: string;
  /** Undefined while it is on its way; null where there is none or it failed. */
  readonly value: T | null | undefined;
  readonly isLoading: boolean;
  /** What went wrong with this part. */
  readonly problems: readonly Problem[];
  readonly onRetry: () => void;
  readonly aside?: ReactNode;
  readonly className?: string;
  readonly children: (value: T) => ReactNode;
}

/** A part of a view that comes, waits and fails by itself. */
export function Part<T>(props: PartProps<T>) {
  const { title, value, isLoading, problems, onRetry, aside, className = '', children } = props;
  const id = useId();
  const isThere = value !== null && value !== undefined;
  return (
    <section className={`card part ${className}`} aria-labelledby={id} aria-busy={isLoading && !isThere}>
      <div className="part-head">
        <h2 id={id}>{title}</h2>
        {isThere && aside}
      </div>
      {isThere && <PartialNotice problems={problems} onRetry={onRetry} />}
      {isThere && children(value)}
      {!isThere && problems.length > 0 && <ProblemNotice problems={problems} onRetry={onRetry} />}
      {!isThere && problems.length === 0 && isLoading && <Loading>{`Reading: ${title.toLowerCase()}`}</Loading>}
      {!isThere && problems.length === 0 && !isLoading && (
        <EmptyState title="Not known">It was not reported, or is not shown to your role.</EmptyState>
      )}
    </section>
  );
}
