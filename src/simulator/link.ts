import { formatQuery, type Query } from './query.ts';
import type { Version } from './route.ts';

/** Addresses that bodies carry, all below the service the request came to. */
export interface Link {
  context(path: string): string;
  resource(path: string, query: Query): string;
}

const collectionPath = 'communications/callRecords';

export function createLink(baseUrl: string, version: Version): Link {
  const root = `${baseUrl}/${version}`;
  return {
    context: (path) => `${root}/$metadata#${collectionPath}${path}`,
    resource: (path, query) => `${root}/${collectionPath}${path}?${formatQuery(query)}`,
  };
}
