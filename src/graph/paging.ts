import { GraphError } from './errors.ts';
import type { Page } from './resources.ts';

/** No collection of call records comes near: 1 000 pages of sessions are 60 000 of them. */
const MAX_PAGES = 1000;

/** The items of a page body, without the nulls that no reader could use. */
export function toItems<T>(page: Page<T>): readonly T[] {
  const { value } = page;
  if (!Array.isArray(value)) {
    throw new GraphError('UPSTREAM_INVALID_RESPONSE', 'Microsoft Graph sent a page without its list of items.');
  }
  return (value as readonly (T | null)[]).includes(null)
    ? value.filter((item) => item !== null)
    : (value as readonly T[]);
}

/** Whether an entity has the key by which everything else finds it. */
export function hasId(item: unknown): boolean {
  const id = (item as { id?: unknown } | null)?.id;
  return typeof id === 'string' && id !== '';
}

/** What stands beside a list from which items without an id had to be left out. */
export function toMissingIdError(): GraphError {
  return new GraphError('UPSTREAM_INVALID_RESPONSE', 'Microsoft Graph sent an item without an id; it was left out.');
}

/**
 * A collection page by page, from its first page on. `load` fetches the page behind an `@odata.nextLink`.
 * Ends with PAGINATION_LOOP where a link comes back or the chain has no end.
 */
export async function* followPages<T>(
  first: Page<T>,
  load: (nextLink: string) => Promise<Page<T>>,
): AsyncGenerator<Page<T>, void, undefined> {
  const seen = new Set<string>();
  for (let page = first; ;) {
    yield page;
    const link = page['@odata.nextLink'];
    if (!link) return;
    if (seen.has(link) || seen.size >= MAX_PAGES) {
      throw new GraphError('PAGINATION_LOOP', 'Microsoft Graph sent pages that lead back to each other or never end.');
    }
    seen.add(link);
    page = await load(link);
  }
}
