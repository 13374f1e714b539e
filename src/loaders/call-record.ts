import { GraphError } from '../graph/errors.ts';
import type { Query } from '../graph/odata.ts';
import { callRecordPath } from '../graph/odata.ts';
import { hasId } from '../graph/paging.ts';
import type { CallRecord, Participant } from '../graph/resources.ts';
import type { CollectionLoader, Relationship } from './collection.ts';
import type { ResourceLoader } from './resource.ts';

/** What of a call record is wanted: its members (undefined = all), and what of the items of its collections. */
export interface WantedCallRecord {
  readonly select?: readonly string[] | undefined;
  readonly collections: { readonly [R in Relationship]?: Query | undefined };
}

export interface CallRecordLoader {
  /** The record, with the first pages of the wanted collections; null where Graph has none. */
  load(id: string, wanted: WantedCallRecord): Promise<CallRecord | null>;
}

export function createCallRecordLoader(
  resources: ResourceLoader,
  participantLoader: CollectionLoader<Participant>,
): CallRecordLoader {
  return {
    async load(id, { select, collections: { sessions, participants_v2: participants } }) {
      // A choice of members inside an expansion is documented for sessions only.
      const expand = sessions
        ? { relationship: 'sessions', query: sessions }
        : participants && { relationship: 'participants_v2', query: {} };
      const body = resources.load<CallRecord>({ path: callRecordPath(id), query: { select, expand } });
      // Two relationships in one $expand are not documented: the second is read beside the first, in the same batch.
      const page = sessions && participants && participantLoader.firstPage(id, participants);
      page?.catch(() => undefined);
      try {
        // A copy, because the body is shared by all who wanted this record.
        const record = { ...(await body) };
        if (!hasId(record)) record.id = id;
        if (page) participantLoader.prime(record, page);
        return record;
      } catch (error) {
        if (error instanceof GraphError && error.code === 'NOT_FOUND') return null;
        throw error;
      }
    },
  };
}
