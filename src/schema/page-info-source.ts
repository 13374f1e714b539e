import type { PageInfoSource } from './refs.ts';

/** What a page of a connection says of its place, from its edges. */
export function toPageInfo(
  entries: readonly { cursor(): string }[],
  hasNextPage: boolean,
  hasPreviousPage: boolean,
  endCursor = () => entries.at(-1)?.cursor() ?? null,
): PageInfoSource {
  return {
    hasNextPage,
    hasPreviousPage,
    startCursor: () => entries[0]?.cursor() ?? null,
    endCursor,
  };
}
