import type { GraphClient } from '../graph/client.ts';
import { followPages, hasId, toItems, toMissingIdError } from '../graph/paging.ts';
import type { Page } from '../graph/resources.ts';
import type { NodeBudget } from './node-budget.ts';
import type { ResourceLoader, Want } from './resource.ts';

/** What could be read of a list; with an error where the reading ended before the list did. */
export interface PartialList<Item> {
  readonly items: readonly Item[];
  readonly error?: Error;
}

/** How the pages of a list are asked for: links do not remember it. */
export type PageKind = Pick<Want, 'maxPageSize' | 'version' | 'exactMoney'>;

export interface PageReader {
  /** A page's link as the path that reads it. */
  toRelativeUrl(nextLink: string, kind?: PageKind): string;
  /** The page behind an `@odata.nextLink`. */
  next<Item>(nextLink: string, kind?: PageKind): Promise<Page<Item>>;
  /** Page by page from `first` on; RESULT_TRUNCATED where the operation has read as many items as it may. */
  follow<Item>(first: Page<Item>, next: (link: string) => Promise<Page<Item>>): AsyncGenerator<Page<Item>>;
  /** The items of all pages from `page` on, or as many as `limit`. Never rejects: a failure keeps what was read. */
  readList<Item>(
    page: Page<Item>,
    limit: number | null | undefined,
    toItem: (item: Item) => Item,
  ): Promise<PartialList<Item>>;
}

export function createPageReader(client: GraphClient, resources: ResourceLoader, nodes: NodeBudget): PageReader {
  // Async, so that a bad link is a rejection and not a throw.
  const toRelativeUrl = (nextLink: string, kind: PageKind = {}) => client.toRelativeUrl(nextLink, kind.version);
  const next = async <Item>(nextLink: string, kind: PageKind = {}): Promise<Page<Item>> =>
    resources.load<Page<Item>>({ ...kind, path: toRelativeUrl(nextLink, kind) });

  async function* follow<Item>(first: Page<Item>, load: (link: string) => Promise<Page<Item>>) {
    nodes.check();
    const loadChecked = (link: string) => {
      nodes.check();
      return load(link);
    };
    for await (const page of followPages(first, loadChecked)) {
      nodes.take(toItems(page) as readonly object[]);
      yield page;
    }
  }

  async function readOn<Item>(first: Page<Item>, list: ListUnderWay<Item>): Promise<PartialList<Item>> {
    try {
      for await (const page of follow(first, (link) => next<Item>(link))) {
        if (list.add(toItems(page))) break;
      }
    } catch (reason) {
      return list.end(reason as Error);
    }
    return list.end();
  }

  return {
    toRelativeUrl,
    next,
    follow,
    readList<Item>(first: Page<Item>, limit: number | null | undefined, toItem: (item: Item) => Item) {
      const list = createList(limit, toItem);
      if (first['@odata.nextLink']) return readOn(first, list);
      // Most lists have one page: they need not be waited for.
      try {
        nodes.check();
        const items = toItems(first);
        nodes.take(items as readonly object[]);
        list.add(items);
      } catch (reason) {
        return Promise.resolve(list.end(reason as Error));
      }
      return Promise.resolve(list.end());
    },
  };
}

interface ListUnderWay<Item> {
  /** Takes items up to the limit; whether it is full. */
  add(items: readonly Item[]): boolean;
  end(error?: Error): PartialList<Item>;
}

function createList<Item>(limit: number | null | undefined, toItem: (item: Item) => Item): ListUnderWay<Item> {
  const items: Item[] = [];
  let missingId: Error | undefined;
  return {
    add(more) {
      for (const item of more) {
        if (items.length === limit) break;
        if (hasId(item)) items.push(toItem(item));
        else missingId ??= toMissingIdError();
      }
      return items.length === limit;
    },
    end(error = missingId) {
      return error ? { items, error } : { items };
    },
  };
}
