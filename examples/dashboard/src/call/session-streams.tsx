import { useMemo, useState } from 'react';
import { graphql } from '../gql/gql.ts';
import type { StreamsSessionFragment, Verdict } from '../gql/graphql.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { SessionDetails } from './session-details.tsx';

export const streamsSession = graphql(`
  fragment StreamsSession on Session {
    id
    caller {
      ...TimelineEnd
    }
    callee {
      ...TimelineEnd
    }
    quality {
      verdict
    }
    side {
      side
      reasons {
        cause
        metric
        side
        value
        threshold
        unit
      }
    }
    segments {
      id
      media {
        label
        streams {
          ...StreamRow
        }
      }
    }
  }
`);

const FEW = 12;
const order: Readonly<Record<Verdict, number>> = { POOR: 0, UNCLASSIFIED: 1, GOOD: 2 };
const rankOf = ({ quality }: StreamsSessionFragment) => order[quality?.verdict ?? 'UNCLASSIFIED'];

/** What was measured in each session: the poor ones first, and the first of them open. */
export function SessionStreams({ sessions }: { readonly sessions: readonly StreamsSessionFragment[] }) {
  const [isWhole, setWhole] = useState(false);
  const sorted = useMemo(() => sessions.toSorted((a, b) => rankOf(a) - rankOf(b)), [sessions]);
  const shown = isWhole ? sorted : sorted.slice(0, FEW);
  if (sorted.length === 0) return <EmptyState title="No sessions" />;
  return (
    <div className="part-body streams">
      {shown.map((session, index) => (
        <SessionDetails key={session.id} session={session} isOpenAtFirst={index === 0} />
      ))}
      {shown.length < sorted.length && (
        <button className="button" type="button" onClick={() => setWhole(true)}>
          Show all {sorted.length} sessions
        </button>
      )}
    </div>
  );
}
