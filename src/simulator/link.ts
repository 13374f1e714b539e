import { formatQuery, type Query } from './query.ts';
import type { Version } from './version.ts';

/** Addresses that bodies carry, all below the service the request came to. */
export interface Link {
  context(path: string): string;
  /** The context of values that are no entities. */
  collection(type: string): string;
  resource(path: string, query: Query): string;
}

const collectionPath = 'communications/callRecords';

export function createLink(baseUrl: string, version: Version): Link {
  const root = `${baseUrl}/${version}`;
  return {
    context: (path) => `${root}/$metadata#${collectionPath}${path}`,
    collection: (type) => `${root}/$metadata#Collection(${type})`,
    resource: (path, query) => `${root}/${collectionPath}${path}?${formatQuery(query)}`,
  };
}
