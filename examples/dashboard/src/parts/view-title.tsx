import type { ReactNode } from 'react';
import { useEffect } from 'react';

interface ViewTitleProps {
  readonly title: string;
  /** What stands beside it. */
  readonly children?: ReactNode;
}

/** The heading of a view, which is the page's title as well. */
export function ViewTitle({ title, children }: ViewTitleProps) {
  useEffect(() => {
    document.title = `${title} – Call records`;
  }, [title]);
  return (
    <div className="view-title">
      <h1>{title}</h1>
      {children}
    </div>
  );
}
