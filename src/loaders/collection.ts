import { GraphError } from '../graph/errors.ts';
import type { Query } from '../graph/odata.ts';
import { callRecordPath } from '../graph/odata.ts';
import type { CallRecord, Page } from '../graph/resources.ts';
import type { PageReader, PartialList } from './page-reader.ts';
import type { ResourceLoader } from './resource.ts';

/** A call record's paged collections, by Graph's names. */
export type Relationship = 'sessions' | 'participants_v2';

export interface CollectionLoader<Item> {
  /** The whole collection, or its first items; rejects when not even the first page could be read. */
  load(record: CallRecord, query: Query, first?: number | null): Promise<PartialList<Item>>;
  /** Asks for the first page by the record's id, before the record itself is here. */
  firstPage(id: string, query: Query): Promise<Page<Item>>;
  /** Tells that the first page of this record's collection is under way. */
  prime(record: CallRecord, page: Promise<Page<Item>>): void;
}

/** `createToItem` makes what passes each item of one collection on, in order. */
export function createCollectionLoader<Item>(
  relationship: Relationship,
  resources: ResourceLoader,
  pages: PageReader,
  createToItem: () => (item: Item) => Item,
): CollectionLoader<Item> {
  const underWay = new WeakMap<CallRecord, Promise<Page<Item>>>();

  async function firstPage(id: string, query: Query): Promise<Page<Item>> {
    try {
      return await resources.load<Page<Item>>({ path: `${callRecordPath(id)}/${relationship}`, query });
    } catch (error) {
      if (!(error instanceof GraphError) || error.code !== 'NOT_FOUND') throw error;
      // The record itself was found: its parts expire or appear at another moment.
      throw new GraphError('UPSTREAM_UNAVAILABLE', 'Microsoft Graph has this call record but not this part of it.', {
        ...error.details,
        retryable: true,
      });
    }
  }

  return {
    firstPage,
    prime: (record, page) => void underWay.set(record, page),
    async load(record, query, first) {
      const page = toExpandedPage<Item>(record, relationship) ?? underWay.get(record) ?? firstPage(record.id, query);
      return pages.readList(await page, first, createToItem());
    },
  };
}

function toExpandedPage<Item>(record: CallRecord, relationship: Relationship): Page<Item> | undefined {
  const value = record[relationship] as readonly Item[] | null | undefined;
  const nextLink = record[`${relationship}@odata.nextLink`];
  return value ? { value, ...(nextLink && { '@odata.nextLink': nextLink }) } : undefined;
}
