import type { CallRecord } from '../graph/resources.ts';
import type { CallRecordList, CallRecordListLoader, ListEntry, WantedList } from './call-record-list.ts';

/** As many as Graph gives for a request. */
const CHUNK = 60;

export interface Kept {
  /**
   * Whether a record belongs in the list; all do when left out. A record for which it rejects is left out, with the
   * error beside the list.
   */
  readonly predicate?: ((record: CallRecord) => Promise<boolean>) | undefined;
  /** How many records to read at most. */
  readonly most: number;
}

/** What one request for records has brought. */
export interface KeptChunk extends CallRecordList {
  /** The kept ones. */
  readonly entries: readonly ListEntry[];
  /** Whether more may be there behind the last record that was looked at. */
  readonly hasNextPage: boolean;
  /** How many records were looked at for it. */
  readonly readCount: number;
}

/** A list of which only some records are kept, as it is read: until `first` are, or `most` have been looked at. */
export async function* readKept(
  loader: CallRecordListLoader,
  wanted: WantedList,
  { predicate, most }: Kept,
): AsyncGenerator<KeptChunk, void, undefined> {
  let keptCount = 0;
  let { after } = wanted;
  for (let readCount = 0; ;) {
    const list = await loader.load({ ...wanted, first: Math.min(CHUNK, most - readCount), after });
    let { error } = list;
    const toChunk = (entries: readonly ListEntry[], hasNextPage: boolean, last?: ListEntry): KeptChunk => ({
      entries,
      hasNextPage,
      readCount: list.entries.length,
      ...(last && { endCursor: () => last.cursor() }),
      ...(error && { error }),
    });
    const entries: ListEntry[] = [];
    const decisions = predicate && (await Promise.allSettled(list.entries.map(({ record }) => predicate(record))));
    for (const [index, entry] of list.entries.entries()) {
      const decision = decisions?.[index];
      if (decision?.status === 'rejected') error ??= decision.reason as Error;
      else if (decision?.value ?? true) entries.push(entry);
      if (keptCount + entries.length === wanted.first) {
        yield toChunk(entries, index < list.entries.length - 1 || list.hasNextPage, entry);
        return;
      }
    }
    keptCount += entries.length;
    readCount += list.entries.length;
    const last = list.entries.at(-1);
    yield toChunk(entries, list.hasNextPage, last);
    if (!list.hasNextPage || !last || readCount >= most || list.error) return;
    after = last.cursor();
  }
}

/** The same list when all of it has been read. */
export async function loadKept(loader: CallRecordListLoader, wanted: WantedList, kept: Kept): Promise<CallRecordList> {
  const entries: ListEntry[] = [];
  let list: CallRecordList = { entries, hasNextPage: false };
  for await (const chunk of readKept(loader, wanted, kept)) {
    entries.push(...chunk.entries);
    const error = list.error ?? chunk.error;
    list = { ...chunk, entries, ...(error && { error }) };
  }
  return list;
}
