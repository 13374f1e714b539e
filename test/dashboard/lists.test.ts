import { describe, expect, it } from 'vitest';
import { toFilter } from '../../examples/dashboard/src/calls/filter.ts';
import { toMonths } from '../../examples/dashboard/src/costs/month.ts';
import { toSums } from '../../examples/dashboard/src/costs/sum.ts';
import type { Entry } from '../../examples/dashboard/src/live/entries.ts';
import { addEntries, MOST_ENTRIES } from '../../examples/dashboard/src/live/entries.ts';
import { toVisibleViews } from '../../examples/dashboard/src/shell/views.ts';
import { sortGroups, toNextOrder } from '../../examples/dashboard/src/trends/group-order.ts';

it('the filter is what the address says', () => {
  expect(toFilter(new URLSearchParams())).toEqual({});
  expect(
    toFilter(
      new URLSearchParams('from=2026-06-01&to=2026-06-02&type=GROUP_CALL&participant=%2B1555&verdict=POOR&failed=1'),
    ),
  ).toEqual({
    from: new Date(2026, 5, 1).toISOString(),
    to: new Date(2026, 5, 3).toISOString(),
    type: 'GROUP_CALL',
    participantId: '+1555',
    verdict: 'POOR',
    failedOnly: true,
  });
  expect(toFilter(new URLSearchParams('from=soon&verdict='))).toEqual({});
});

it('views are those that the role is shown', () => {
  expect(toVisibleViews(['Query.callRecords', 'Subscription.callRecordChanged']).map(({ name }) => name)).toEqual([
    'Trends',
    'Costs',
  ]);
});

describe('costs', () => {
  it('are added up in each currency alone', () => {
    expect(
      toSums([
        { currency: 'GBP', callCount: 2, total: '0.1' },
        { currency: null, callCount: 1, total: '0' },
        { currency: 'USD', callCount: 9, total: '1.054070' },
        { currency: 'GBP', callCount: 3, total: '0.25' },
      ]),
    ).toEqual([
      { currency: 'USD', callCount: 9, total: '1.054070' },
      { currency: 'GBP', callCount: 5, total: '0.35' },
      { currency: undefined, callCount: 1, total: '0' },
    ]);
  });

  it('are those of whole months, or of the last 30 days', () => {
    const [last, june, may] = toMonths(new Date('2026-06-15T12:00:00Z'), 7);
    expect(last).toMatchObject({ name: '', from: '2026-05-17T00:00:00.000Z', to: '2026-06-16T00:00:00.000Z' });
    expect(june).toMatchObject({ name: '2026-06', words: 'June 2026', to: '2026-07-01T00:00:00.000Z' });
    expect(may).toMatchObject({ name: '2026-05', from: '2026-05-01T00:00:00.000Z' });
    expect(toMonths(new Date('2026-01-31T12:00:00Z'), 2)[2]).toMatchObject({ name: '2025-12' });
  });
});

describe('the feed', () => {
  const entry = (callRecordId: string, version = 1) => ({ callRecordId, version }) as Entry;

  it('has each call once, as it was told last, newest first', () => {
    const entries = addEntries([entry('a'), entry('b')], [entry('b', 2), entry('c')]);
    expect(entries.map(({ callRecordId, version }) => `${callRecordId}${version}`)).toEqual(['b2', 'c1', 'a1']);
  });

  it('keeps no more than so many', () => {
    const many = Array.from({ length: MOST_ENTRIES }, (_, index) => entry(String(index)));
    const entries = addEntries(many, [entry('new')]);
    expect([entries.length, entries[0]?.callRecordId, entries.at(-1)?.callRecordId]).toEqual([
      MOST_ENTRIES,
      'new',
      String(MOST_ENTRIES - 2),
    ]);
  });
});

describe('groups', () => {
  const group = (key: string | null, poorPercentage: number | null, callCount = 1) => ({
    __typename: 'QualityGroup' as const,
    key,
    name: null,
    callCount,
    poorCallCount: 0,
    poorStreamCount: 0,
    goodStreamCount: 0,
    poorPercentage,
  });
  const groups = [group('10.0.10.0', 5), group('10.0.2.0', null), group('10.0.3.0', 50)];
  const keysBy = (column: 'name' | 'poorPercentage', isDescending: boolean) =>
    sortGroups(groups, { column, isDescending }).map(({ key }) => key);

  it('are sorted as numbers in names are counted, what is not known last', () => {
    expect(keysBy('name', false)).toEqual(['10.0.2.0', '10.0.3.0', '10.0.10.0']);
    expect(keysBy('poorPercentage', true)).toEqual(['10.0.3.0', '10.0.10.0', '10.0.2.0']);
    expect(keysBy('poorPercentage', false)).toEqual(['10.0.10.0', '10.0.3.0', '10.0.2.0']);
  });

  it('turn round when their column is chosen again', () => {
    const first = toNextOrder({ column: 'name', isDescending: false }, 'callCount');
    expect(first).toEqual({ column: 'callCount', isDescending: true });
    expect(toNextOrder(first, 'callCount')).toEqual({ column: 'callCount', isDescending: false });
  });
});
