import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { useMemo } from 'react';
import { EmptyState } from '../parts/empty-state.tsx';
import { Loading } from '../parts/loading.tsx';
import { PartialNotice } from '../parts/partial-notice.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useLastData } from '../parts/use-last-data.ts';
import { ViewTitle } from '../parts/view-title.tsx';
import { useAddressQuery } from '../shell/use-address-query.ts';
import { CallTable } from './call-table.tsx';
import { callsDocument } from './calls-document.ts';
import { toFilter } from './filter.ts';
import { Filters } from './filters.tsx';
import { MoreCalls } from './more-calls.tsx';
import { useLatestProblems } from './use-latest-problems.ts';
import './calls.css';

/** The calls, in the order that Graph lists them. */
export function CallsView() {
  const [query, change] = useAddressQuery();
  const filter = useMemo(() => toFilter(query), [query]);
  const { data, error, networkStatus, fetchMore, refetch } = useQuery(callsDocument, {
    variables: { filter },
    notifyOnNetworkStatusChange: true,
  });
  const [problems, tellProblems] = useLatestProblems(error, filter);
  const page = useLastData(data, JSON.stringify(filter))?.callRecords;
  const calls = page?.nodes;
  const isReading = networkStatus !== NetworkStatus.ready && networkStatus !== NetworkStatus.error;
  const isFirstRead = isReading && !calls;
  const hasMore = page?.pageInfo.hasNextPage ?? false;
  const retry = () => {
    tellProblems(undefined);
    void refetch();
  };
  const readMore = async () => {
    const more = await fetchMore({ variables: { after: page?.pageInfo.endCursor }, errorPolicy: 'all' });
    tellProblems(more.error);
  };

  return (
    <>
      <ViewTitle title="Calls">
        <p className="count" role="status">
          {calls && `${calls.length} ${calls.length === 1 ? 'call' : 'calls'}${hasMore ? ', and more' : ''}`}
        </p>
        <button className="button" type="button" onClick={retry} disabled={isReading}>
          Refresh
        </button>
      </ViewTitle>
      <Filters query={query} onChange={change} />
      {calls && <PartialNotice problems={problems} onRetry={retry} />}
      {isFirstRead && (
        <div className="card">
          <Loading rows={12}>Reading the calls</Loading>
        </div>
      )}
      {!isFirstRead && !calls && <ProblemNotice problems={problems} onRetry={retry} />}
      {calls && calls.length > 0 && <CallTable calls={calls} isReading={isReading} />}
      {calls?.length === 0 && !hasMore && (
        <div className="card">
          <EmptyState title="No calls">
            {query.size
              ? 'No call of the last 30 days fits these filters.'
              : 'Microsoft Graph has no call of the last 30 days. A call appears within 150 minutes of its end.'}
          </EmptyState>
        </div>
      )}
      {calls && hasMore && <MoreCalls count={calls.length} isReading={isReading} onMore={() => void readMore()} />}
    </>
  );
}
