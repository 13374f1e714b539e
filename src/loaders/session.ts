import { isEntityList } from '../graph/entity-list.ts';
import type { Segment, Session } from '../graph/resources.ts';
import { createDistinctIds } from './distinct-id.ts';
import type { PageReader, PartialList } from './page-reader.ts';

/** Of sessions whose segments go on on a page of their own: what makes those segments distinct. */
const segmentsToCome = new WeakMap<Session, (segment: Segment) => Segment>();

/** Sessions of one record with ids of their own, and segments with ids of their own within the record. */
export function createToSession(): (session: Session) => Session {
  const toDistinctSession = createDistinctIds();
  const toDistinctSegment = createDistinctIds();
  return (session) => {
    let distinct = toDistinctSession(session);
    const { segments } = session;
    if (segments?.length && isEntityList(segments)) {
      const distinctSegments = segments.map(toDistinctSegment);
      const same = distinctSegments.every((segment, index) => segment === segments[index]);
      if (!same) distinct = { ...distinct, segments: distinctSegments };
    }
    if (session['segments@odata.nextLink']) segmentsToCome.set(distinct, toDistinctSegment);
    return distinct;
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
      const toDistinct = segmentsToCome.get(session);
      let known = value.length;
      const toItem = (segment: Segment) => (known-- > 0 || !toDistinct ? segment : toDistinct(segment));
      return pages.readList({ value, ...(nextLink && { '@odata.nextLink': nextLink }) }, null, toItem);
    },
  };
}
