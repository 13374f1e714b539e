import { useMemo } from 'react';
import { ViewTitle } from '../parts/view-title.tsx';
import { useAddressQuery } from '../shell/use-address-query.ts';
import { toDayAgo } from '../words/time.ts';
import { GroupsPart } from './groups-part.tsx';
import { TrendPart } from './trend-part.tsx';
import './trends.css';

const spans = ['7', '14', '30'];
const amounts = ['100', '300', '1000'];

/** How calls went over time, and where. */
export function TrendsView() {
  const [query, change] = useAddressQuery();
  const days = spans.find((name) => name === query.get('days')) ?? '30';
  const most = amounts.find((name) => name === query.get('most')) ?? '300';
  const filter = useMemo(() => ({ from: toDayAgo(Number(days) - 1) }), [days]);
  const asked = { filter, maxRecords: Number(most) };
  return (
    <>
      <ViewTitle title="Trends">
        <label className="choice choice-end">
          Time
          <select value={days} onChange={({ target }) => change({ days: target.value })}>
            {spans.map((name) => (
              <option key={name} value={name}>
                {name} days
              </option>
            ))}
          </select>
        </label>
        <label className="choice">
          Read at most
          <select value={most} onChange={({ target }) => change({ most: target.value })}>
            {amounts.map((name) => (
              <option key={name} value={name}>
                {name} calls
              </option>
            ))}
          </select>
        </label>
      </ViewTitle>
      <TrendPart asked={asked} />
      <GroupsPart asked={asked} grouping={query.get('by')} onGrouping={(by) => change({ by })} />
    </>
  );
}
