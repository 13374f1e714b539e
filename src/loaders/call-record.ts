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
  /** The record, with the first pages of the wanted collections; null where Graph has none, or the caller may not see it. */
  load(id: string, wanted: WantedCallRecord): Promise<CallRecord | null>;
}

/** As many participants as come with a first page (CONTRACT: pages of participants). */
const FIRST_PARTICIPANTS = 130;

/** `ownerId` is the participant, in lower case, whose records alone are given; undefined = all of them. */
export function createCallRecordLoader(
  resources: ResourceLoader,
  participantLoader: CollectionLoader<Participant>,
  ownerId: string | undefined,
): CallRecordLoader {
  async function read(
    id: string,
    { select, collections: { sessions, participants_v2: participants } }: WantedCallRecord,
  ): Promise<CallRecord | null> {
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
  }

  async function tookPart(record: CallRecord, query: Query, owner: string): Promise<boolean> {
    const isOwner = ({ id }: Participant) => id?.toLowerCase() === owner;
    const begin = await participantLoader.load(record, query, FIRST_PARTICIPANTS);
    if (begin.items.some(isOwner)) return true;
    if (begin.error) throw begin.error;
    if (begin.items.length < FIRST_PARTICIPANTS) return false;
    const { items, error } = await participantLoader.load(record, query);
    if (items.some(isOwner)) return true;
    if (error) throw error;
    return false;
  }

  return {
    async load(id, wanted) {
      if (ownerId === undefined) return read(id, wanted);
      const { collections } = wanted;
      const participants = collections.participants_v2 ?? { select: ['id'] };
      const record = await read(id, { ...wanted, collections: { ...collections, participants_v2: participants } });
      return record && (await tookPart(record, participants, ownerId)) ? record : null;
    },
  };
}
