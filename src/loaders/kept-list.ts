import type { CallRecord } from '../graph/resources.ts';
import type { CallRecordList, CallRecordListLoader, ListEntry, WantedList } from './call-record-list.ts';

/** As many as Graph gives for a request. */
const CHUNK = 60;

export interface Kept {
  /** Whether a record belongs in the list; a record for which it rejects is left out, with the error beside the list. */
  readonly predicate: (record: CallRecord) => Promise<boolean>;
  /** How many records to read at most. */
  readonly most: number;
}

/** A list of which only some records are kept: read on until `first` are, or `most` have been looked at. */
export async function loadKept(
  loader: CallRecordListLoader,
  wanted: WantedList,
  { predicate, most }: Kept,
): Promise<CallRecordList> {
  const entries: ListEntry[] = [];
  let error: Error | undefined;
  let after = wanted.after;
  const toList = (hasNextPage: boolean, last?: ListEntry): CallRecordList => ({
    entries,
    hasNextPage,
    ...(last && { endCursor: () => last.cursor() }),
    ...(error && { error }),
  });
  for (let readCount = 0; ;) {
    const list = await loader.load({ ...wanted, first: Math.min(CHUNK, most - readCount), after });
    error ??= list.error;
    const decisions = await Promise.allSettled(list.entries.map(({ record }) => predicate(record)));
    for (const [index, decision] of decisions.entries()) {
      const entry = list.entries[index] as ListEntry;
      if (decision.status === 'rejected') error ??= decision.reason as Error;
      else if (decision.value) entries.push(entry);
      if (entries.length === wanted.first) {
        return toList(index < decisions.length - 1 || list.hasNextPage, entry);
      }
    }
    readCount += list.entries.length;
    const last = list.entries.at(-1);
    if (!list.hasNextPage || !last) return toList(false, last);
    if (readCount >= most || list.error) return toList(true, last);
    after = last.cursor();
  }
}
