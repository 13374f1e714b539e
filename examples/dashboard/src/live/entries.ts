import type { ChangesSubscription } from '../gql/graphql.ts';

/** A call that ended, or of which more became known. */
export type Entry = ChangesSubscription['callRecordChanged'];

/** How many are kept. */
export const MOST_ENTRIES = 200;

/** With these before the others: a call stands there once, as its latest version tells it. */
export function addEntries(entries: readonly Entry[], newest: readonly Entry[]): readonly Entry[] {
  const ids = new Set<string>();
  return [...newest, ...entries]
    .filter(({ callRecordId }) => !ids.has(callRecordId) && ids.add(callRecordId))
    .slice(0, MOST_ENTRIES);
}
