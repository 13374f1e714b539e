import type { Segment, Session } from '../graph/resources.ts';
import { createDistinctIds } from './distinct-id.ts';
import type { PageReader, PartialList } from './page-reader.ts';

/** Sessions of one record with ids of their own, and segments with ids of their own within the record. */
export function createToSession(): (session: Session) => Session {
  const toDistinctSession = createDistinctIds();
  const toDistinctSegment = createDistinctIds();
  return (session) => {
    const distinct = toDistinctSession(session);
    const { segments } = session;
    if (!segments?.length) return distinct;
    const distinctSegments = segments.map(toDistinctSegment);
    const same = distinctSegments.every((segment, index) => segment === segments[index]);
    return same ? distinct : { ...distinct, segments: distinctSegments };
  };
}

export interface SegmentLoader {
  /** The segments that came with a session; null where Graph sent none. */
  load(session: Session): Promise<PartialList<Segment>> | null;
}

export function createSegmentLoader(pages: PageReader): SegmentLoader {
  return {
    load(session) {
      const { segments: value, 'segments@odata.nextLink': nextLink } = session;
      if (!value) return null;
      return pages.readList({ value, ...(nextLink && { '@odata.nextLink': nextLink }) }, null, createDistinctIds());
    },
  };
}
