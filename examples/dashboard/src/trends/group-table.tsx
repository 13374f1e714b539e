import { useMemo, useState } from 'react';
import type { GroupRowFragment } from '../gql/graphql.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { toShareWords } from '../words/measure.ts';
import type { GroupColumn, GroupOrder } from './group-order.ts';
import { sortGroups, toGroupName, toNextOrder } from './group-order.ts';

const FEW = 25;

interface GroupTableProps {
  readonly groups: readonly GroupRowFragment[];
  /** What the groups are. */
  readonly what: string;
}

/** The groups, in an order that the heads of the columns change. */
export function GroupTable({ groups, what }: GroupTableProps) {
  const [order, setOrder] = useState<GroupOrder>({ column: 'poorStreamCount', isDescending: true });
  const [isWhole, setWhole] = useState(false);
  const sorted = useMemo(() => sortGroups(groups, order), [groups, order]);
  const shown = isWhole ? sorted : sorted.slice(0, FEW);
  const highest = Math.max(1, ...groups.map(({ poorPercentage }) => poorPercentage ?? 0));
  if (groups.length === 0) return <EmptyState title="No groups" />;
  const columns: readonly (readonly [GroupColumn, string])[] = [
    ['name', what],
    ['callCount', 'Calls'],
    ['poorCallCount', 'Poor calls'],
    ['poorStreamCount', 'Poor streams'],
    ['poorPercentage', 'Share of streams'],
  ];
  return (
    <>
      <div className="scroll" tabIndex={0} role="region" aria-label={`Calls by ${what.toLowerCase()}`}>
        <table className="groups">
          <thead>
            <tr>
              {columns.map(([column, words]) => (
                <th
                  key={column}
                  scope="col"
                  className={column === 'name' ? '' : 'number'}
                  aria-sort={order.column !== column ? undefined : order.isDescending ? 'descending' : 'ascending'}
                >
                  <button type="button" className="sort" onClick={() => setOrder(toNextOrder(order, column))}>
                    {words}
                    <span aria-hidden="true">{order.column !== column ? '' : order.isDescending ? ' ↓' : ' ↑'}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((group, index) => (
              <tr key={group.key ?? index}>
                <th scope="row" className="group-name">
                  {toGroupName(group)}
                </th>
                <td className="number">{group.callCount}</td>
                <td className="number">{group.poorCallCount}</td>
                <td className="number">{group.poorStreamCount}</td>
                <td className="number share">
                  <svg width="80" height="8" aria-hidden="true">
                    <rect
                      className="share-poor"
                      width={(80 * (group.poorPercentage ?? 0)) / highest}
                      height="8"
                      rx="2"
                    />
                  </svg>
                  <span>{group.poorPercentage == null ? '–' : toShareWords(group.poorPercentage)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < sorted.length && (
        <div className="more">
          <button className="button" type="button" onClick={() => setWhole(true)}>
            Show all {sorted.length}
          </button>
        </div>
      )}
    </>
  );
}
