import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/**
 * Parsed documents by their text, so that a query that comes again is not parsed and validated again. Bounded in
 * characters of text, not in documents: a tree was seen to take 56 bytes for each.
 */
export function createDocumentCache(maxCharacters: number) {
  return {
    documentCache: createCache<DocumentNode>(maxCharacters),
    errorCache: createCache<Error>(maxCharacters / 8),
  };
}

function createCache<Value extends object>(maxSize: number) {
  return new LRUCache<string, Value>({ maxSize, sizeCalculation: (_value, text) => text.length + 1 });
}
