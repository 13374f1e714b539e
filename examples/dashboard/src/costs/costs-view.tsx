import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { useMemo } from 'react';
import type { PstnCostGrouping } from '../gql/graphql.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Part } from '../parts/part.tsx';
import { ViewTitle } from '../parts/view-title.tsx';
import { useAddressQuery } from '../shell/use-address-query.ts';
import { toProblems } from '../words/problem.ts';
import { CostTable } from './cost-table.tsx';
import { costsDocument } from './costs-document.ts';
import { toMonths } from './month.ts';
import { Sums } from './sums.tsx';
import './costs.css';

const groupings: Readonly<Record<PstnCostGrouping, string>> = {
  DESTINATION: 'Destination',
  DAY: 'Day',
  USER: 'Person',
  CALL_TYPE: 'Kind of call',
};

/** What telephone calls over Microsoft's calling plans cost. */
export function CostsView() {
  const [query, change] = useAddressQuery();
  const months = useMemo(() => toMonths(new Date()), []);
  const { name, from, to } = months.find((month) => month.name === (query.get('month') ?? '')) ?? months[0];
  const by = query.get('by');
  const groupBy = by !== null && by in groupings ? (by as PstnCostGrouping) : 'DESTINATION';
  const { data, error, networkStatus, refetch } = useQuery(costsDocument, {
    variables: { from, to, groupBy },
    notifyOnNetworkStatusChange: true,
  });
  return (
    <>
      <ViewTitle title="Costs">
        <label className="choice choice-end">
          Time
          <select value={name} onChange={({ target }) => change({ month: target.value })}>
            {months.map((month) => (
              <option key={month.name} value={month.name}>
                {month.words}
              </option>
            ))}
          </select>
        </label>
        <label className="choice">
          By
          <select value={groupBy} onChange={({ target }) => change({ by: target.value })}>
            {Object.entries(groupings).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
      </ViewTitle>
      <Part
        title="Calling plans"
        value={data?.pstnCosts}
        isLoading={networkStatus !== NetworkStatus.ready && networkStatus !== NetworkStatus.error}
        problems={toProblems(error)}
        onRetry={() => void refetch()}
      >
        {(costs) =>
          costs.length > 0 ? (
            <>
              <Sums costs={costs} />
              <CostTable costs={costs} groupBy={groupBy} what={groupings[groupBy]} />
            </>
          ) : (
            <EmptyState title="No telephone calls">Nothing went over a calling plan in this time.</EmptyState>
          )
        }
      </Part>
    </>
  );
}
