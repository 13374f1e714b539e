import { useEffect, useState } from 'react';
import { EmptyState } from '../parts/empty-state.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { ViewTitle } from '../parts/view-title.tsx';
import { ConnectionMark } from './connection-mark.tsx';
import { EntryTable } from './entry-table.tsx';
import { useFeed } from './feed-context.ts';
import { NewCalls } from './new-calls.tsx';
import './live.css';

/** The calls as they end. */
export function LiveView() {
  const [feed, state] = useFeed();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => feed.follow(), [feed, attempt]);
  const { entries, held, isPaused, connection, problems, count } = state;
  return (
    <>
      <ViewTitle title="Live">
        <ConnectionMark connection={connection} />
        <NewCalls count={count} />
        <button className="button choice-end" type="button" onClick={isPaused ? feed.resume : feed.pause}>
          {isPaused ? `Go on${held.length ? ` (${held.length} waiting)` : ''}` : 'Pause'}
        </button>
      </ViewTitle>
      {connection === 'ended' && <ProblemNotice problems={problems} onRetry={() => setAttempt(attempt + 1)} />}
      {entries.length > 0 && <EntryTable entries={entries} />}
      {entries.length === 0 && connection !== 'ended' && (
        <div className="card">
          <EmptyState title="Waiting for a call to end">
            Microsoft Graph tells of a call when its record is written: usually within 30 minutes of its end. Each is
            shown here as it comes.
          </EmptyState>
        </div>
      )}
    </>
  );
}
