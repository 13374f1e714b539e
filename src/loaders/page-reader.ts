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

  return {
    toRelativeUrl,
    next,
    follow,
    async readList<Item>(first: Page<Item>, limit: number | null | undefined, toItem: (item: Item) => Item) {
      const items: Item[] = [];
      let error: Error | undefined;
      try {
        for await (const page of follow(first, (link) => next<Item>(link))) {
          for (const item of toItems(page)) {
            if (items.length === limit) break;
            if (hasId(item)) items.push(toItem(item));
            else error ??= toMissingIdError();
          }
          if (items.length === limit) break;
        }
      } catch (reason) {
        error = reason as Error;
      }
      return { items, ...(error && { error }) };
    },
  };
}
