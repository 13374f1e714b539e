import { useMemo, useState } from 'react';
import { EmptyState } from '../parts/empty-state.tsx';
import { useWidth } from '../parts/use-width.ts';
import type { TimelineSessionFragment } from '../gql/graphql.ts';
import { toLanes } from './lane.ts';
import type { Span } from './span.ts';
import { toWholeSpan } from './span.ts';
import { TimelineLegend } from './timeline-legend.tsx';
import { TimelinePicture } from './timeline-picture.tsx';
import { TimelineTable } from './timeline-table.tsx';
import './timeline.css';

/** How many lanes are drawn before somebody asks for all. */
const FEW = 24;

interface TimelineProps {
  readonly sessions: readonly TimelineSessionFragment[];
  readonly span: Span | undefined;
}

/** The sessions of a call in time: as a picture, and as a table that says the same. */
export function Timeline({ sessions, span }: TimelineProps) {
  const [box, width] = useWidth<HTMLDivElement>();
  const [isWhole, setWhole] = useState(false);
  const lanes = useMemo(() => toLanes(sessions), [sessions]);
  const shown = isWhole ? lanes : lanes.slice(0, FEW);
  const whole = toWholeSpan([span, ...lanes.flatMap(({ bars }) => bars.map((bar) => bar.span))]);
  if (!whole || lanes.length === 0) return <EmptyState title="No sessions">Microsoft Graph reported none.</EmptyState>;
  return (
    <div className="part-body">
      <TimelineLegend />
      <div className="timeline" ref={box}>
        {width > 0 && <TimelinePicture lanes={shown} span={whole} width={width} />}
      </div>
      {shown.length < lanes.length && (
        <button className="button" type="button" onClick={() => setWhole(true)}>
          Show all {lanes.length} sessions
        </button>
      )}
      <details>
        <summary>The same as a table</summary>
        <TimelineTable lanes={lanes} />
      </details>
    </div>
  );
}
