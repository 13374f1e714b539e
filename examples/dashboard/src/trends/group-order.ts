import type { GroupRowFragment } from '../gql/graphql.ts';

/** What the table can be sorted by. */
export type GroupColumn = 'name' | 'callCount' | 'poorCallCount' | 'poorStreamCount' | 'poorPercentage';

export interface GroupOrder {
  readonly column: GroupColumn;
  readonly isDescending: boolean;
}

/** What a group is called. */
export const toGroupName = ({ name, key }: Pick<GroupRowFragment, 'name' | 'key'>): string => name ?? key ?? 'Not told';

const names = new Intl.Collator('en', { numeric: true });

/** The groups in this order; those that have no value come last, whichever way it goes. */
export function sortGroups(groups: readonly GroupRowFragment[], { column, isDescending }: GroupOrder) {
  const sign = isDescending ? -1 : 1;
  return groups.toSorted((a, b) => {
    if (column === 'name') return sign * names.compare(toGroupName(a), toGroupName(b));
    const [left, right] = [a[column], b[column]];
    if (left == null || right == null) return Number(left == null) - Number(right == null);
    return sign * (left - right);
  });
}

/** The order after somebody chose a column: the other way round where it was chosen already, else the most first. */
export function toNextOrder(order: GroupOrder, column: GroupColumn): GroupOrder {
  return order.column === column
    ? { column, isDescending: !order.isDescending }
    : { column, isDescending: column !== 'name' };
}
