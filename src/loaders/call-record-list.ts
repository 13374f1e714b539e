import { CALL_RECORDS } from '../graph/odata.ts';
import { hasId, toItems, toMissingIdError } from '../graph/paging.ts';
import type { CallRecord, Page } from '../graph/resources.ts';
import type { CursorSeal } from './cursor.ts';
import type { PageReader } from './page-reader.ts';
import type { ResourceLoader } from './resource.ts';

/** Graph's page of call records; it gives no more at a time. */
const LARGEST_PAGE = 60;

export interface WantedList {
  /** Graph's `$filter`; undefined = everything. */
  readonly filter: string | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
  /** Only for a list that nobody will page on: the links of its pages would keep this choice of members. */
  readonly select?: readonly string[] | undefined;
}

export interface ListEntry {
  readonly record: CallRecord;
  /** Opaque; sealed only when asked for. */
  cursor(): string;
}

export interface CallRecordList {
  readonly entries: readonly ListEntry[];
  /** Whether Graph has announced more; a page that it announced can still turn out empty. */
  readonly hasNextPage: boolean;
  /** Where the reading ended, when that is not behind the last entry. */
  readonly endCursor?: () => string;
  /** What ended the reading early, where something did. */
  readonly error?: Error;
}

export interface CallRecordListLoader {
  /** Rejects with InputError, or with a GraphError when not even the first page could be read. */
  load(wanted: WantedList): Promise<CallRecordList>;
}

/** A place in the list of call records. */
interface ListPosition {
  /** Relative URL of the page; empty = the first page. */
  readonly page: string;
  /** Items of that page that were already given. */
  readonly offset: number;
  /** Id of the last item that was given: the surer mark when the list has moved; empty = none was. */
  readonly lastId: string;
}

interface Entry extends ListEntry {
  record: CallRecord;
  position: ListPosition;
}

export function createCallRecordListLoader(
  resources: ResourceLoader,
  pages: PageReader,
  seal: CursorSeal,
): CallRecordListLoader {
  return {
    async load({ filter = '', first, after, select }) {
      const list = `callRecords ${filter}`;
      const start = after == null ? { page: '', offset: 0, lastId: '' } : (seal.open(list, after) as ListPosition);
      const maxPageSize = toPageSize(first, start.offset);
      const firstPage = await resources.load<Page<CallRecord>>(
        start.page ? { path: start.page, maxPageSize } : { path: CALL_RECORDS, query: { select }, filter, maxPageSize },
      );
      const urls = new Map([[firstPage, start.page]]);
      const next = async (link: string) => {
        const page = await pages.next<CallRecord>(link, { maxPageSize });
        urls.set(page, pages.toRelativeUrl(link));
        return page;
      };

      const collected = createCollection(first, list);
      try {
        const { page: resumedPage, skip } = await resume(firstPage, start, next);
        collected.skip(toItems(resumedPage).slice(0, skip));
        for await (const page of pages.follow(resumedPage, next)) {
          const surplus = collected.add(toItems(page), urls.get(page) ?? '');
          const link = page['@odata.nextLink'];
          if (!surplus && link) collected.endPage(pages.toRelativeUrl(link));
          if (collected.isFull()) return collected.toList(surplus || Boolean(link));
        }
        return collected.toList(false);
      } catch (error) {
        if (collected.isEmpty()) throw error;
        return collected.toList(true, error as Error);
      }
    },
  };

  /** Takes records in, each once, up to `first` of them. */
  function createCollection(first: number, list: string) {
    const entries = new Map<string, Entry>();
    const given = new Set<string>();
    let last: Entry | undefined;
    let missingId: Error | undefined;
    return {
      toList(hasNextPage: boolean, error = missingId): CallRecordList {
        return { entries: [...entries.values()], hasNextPage, ...(error && { error }) };
      },
      isEmpty: () => entries.size === 0,
      isFull: () => entries.size === first,
      /** Passes over records that were given before. */
      skip(records: readonly CallRecord[]) {
        for (const { id } of records) given.add(id);
      },
      /** Takes the records of a page until the collection is full; true when some are left over. */
      add(records: readonly CallRecord[], page: string): boolean {
        for (const [index, record] of records.entries()) {
          if (!hasId(record)) {
            missingId ??= toMissingIdError();
            continue;
          }
          const known = entries.get(record.id);
          if (known) {
            if ((record.version ?? 0) > (known.record.version ?? 0)) known.record = record;
          } else if (!given.has(record.id)) {
            if (entries.size === first) return true;
            last = toEntry(list, record, { page, offset: index + 1, lastId: record.id });
            entries.set(record.id, last);
          }
        }
        return false;
      },
      /** The place behind the last record is the start of the page behind: going on from there reads nothing twice. */
      endPage(nextPage: string) {
        if (last) last.position = { page: nextPage, offset: 0, lastId: last.record.id };
      },
    };
  }

  function toEntry(list: string, record: CallRecord, position: ListPosition): Entry {
    const entry: Entry = { record, position, cursor: () => seal.seal(list, entry.position) };
    return entry;
  }
}

/** The size that reads `first` items behind `offset` in the fewest pages, without a surplus where that is possible. */
function toPageSize(first: number, offset: number): number | undefined {
  const pageCount = Math.ceil((offset + first) / LARGEST_PAGE);
  const size = Math.max(Math.ceil((offset + first) / pageCount), Math.min(offset + 1, LARGEST_PAGE));
  return size === LARGEST_PAGE ? undefined : size;
}

/**
 * Where to go on: behind the last item that was given. It can stand on its page, on a page that was still to come, or,
 * when newer records have pushed it on, on the page behind; where it is on none of them the count decides.
 */
async function resume(
  page: Page<CallRecord>,
  { offset, lastId }: ListPosition,
  next: (link: string) => Promise<Page<CallRecord>>,
): Promise<{ page: Page<CallRecord>; skip: number }> {
  const indexOfLast = (items: readonly CallRecord[]) => items.findIndex(({ id }) => id === lastId);
  const here = indexOfLast(toItems(page));
  if (here >= 0) return { page, skip: here + 1 };
  const link = page['@odata.nextLink'];
  if (offset > 0 && link) {
    const behind = await next(link);
    const there = indexOfLast(toItems(behind));
    if (there >= 0) return { page: behind, skip: there + 1 };
  }
  return { page, skip: offset };
}
