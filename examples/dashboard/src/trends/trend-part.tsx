import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { EmptyState } from '../parts/empty-state.tsx';
import { Loading } from '../parts/loading.tsx';
import { PartialNotice } from '../parts/partial-notice.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { toProblems } from '../words/problem.ts';
import type { AskedCalls } from './asked-calls.ts';
import { toDays } from './days.ts';
import { ReadingProgress } from './reading-progress.tsx';
import { trendDocument } from './trend-documents.ts';
import { TrendFigures } from './trend-figures.tsx';
import { TrendPlot } from './trend-plot.tsx';
import { TrendTable } from './trend-table.tsx';

/** Poor calls by day, with how far the reading is until they are there. */
export function TrendPart({ asked }: { readonly asked: AskedCalls }) {
  const { data, error, networkStatus, refetch } = useQuery(trendDocument, {
    variables: asked,
    notifyOnNetworkStatusChange: true,
  });
  const summary = data?.callQualitySummary;
  const problems = toProblems(error);
  const isReading = networkStatus !== NetworkStatus.ready && networkStatus !== NetworkStatus.error;
  const retry = () => void refetch();
  const latest = summary?.progress?.at(-1);
  const days = summary?.groups ? toDays(summary.groups) : undefined;
  return (
    <section className="card part" aria-labelledby="trend" aria-busy={isReading}>
      <div className="part-head">
        <h2 id="trend">Poor calls by day</h2>
      </div>
      {summary?.groups && <PartialNotice problems={problems} onRetry={retry} />}
      {!summary?.groups && !isReading && <ProblemNotice problems={problems} onRetry={retry} />}
      {!days && isReading && latest && <ReadingProgress latest={latest} most={asked.maxRecords} />}
      {!days && isReading && !latest && <Loading rows={6}>Reading the calls</Loading>}
      {days?.length === 0 && <EmptyState title="No calls">Microsoft Graph has none in this time.</EmptyState>}
      {days && days.length > 0 && summary?.groups && (
        <div className="part-body">
          <TrendFigures summary={summary} />
          <TrendPlot days={days} />
          <details>
            <summary>The same as a table</summary>
            <TrendTable days={days} />
          </details>
        </div>
      )}
    </section>
  );
}
