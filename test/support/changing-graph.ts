import type { StubAnswer, StubGraph } from './stub-graph.ts';
import { startStubGraph } from './stub-graph.ts';

/** A call record of a Graph that a test changes as it likes. */
export interface ChangingRecord {
  version: number;
  readonly participantIds?: readonly string[];
  readonly type?: string;
  /** Whether a leg has failed. */
  readonly hasFailed?: boolean;
  /** Whether there are more participants than come with the record. */
  readonly hasMore?: boolean;
}

export interface ChangingGraph extends StubGraph {
  /** By id; what is not in it is not there. */
  readonly records: Map<string, ChangingRecord>;
  /** What is answered in place of the record, once it resolves; undefined for what is as it always is. */
  instead: (url: string) => StubAnswer | undefined | Promise<StubAnswer | undefined>;
}

export const RECORD_IDS = Array.from({ length: 9 }, (_, index) => `00000000-0000-4000-8000-00000000000${index}`);

/** Records by id, with sessions and participants where they are asked for. */
export async function startChangingGraph(): Promise<ChangingGraph> {
  const records = new Map<string, ChangingRecord>();
  const graph: StubGraph = await startStubGraph(
    async ({ url }) => (await changing.instead(url)) ?? answer(url, records, graph.baseUrl),
  );
  const changing: ChangingGraph = Object.assign(graph, { records, instead: () => undefined });
  return changing;
}

function answer(url: string, records: ReadonlyMap<string, ChangingRecord>, baseUrl: string): StubAnswer {
  const [, id = '', rest = ''] = /\/callRecords\/([\w-]+)([^]*)$/.exec(url) ?? [];
  const record = records.get(id);
  if (!record) return { status: 404 };
  const { version, participantIds = [], type = 'peerToPeer', hasFailed = false, hasMore = false } = record;
  const participants = participantIds.map((one) => ({
    id: one,
    identity: { user: { id: one, displayName: `User ${one}` } },
  }));
  if (rest.startsWith('/participants_v2')) return { body: { value: participants } };
  return {
    body: {
      id,
      version,
      type,
      startDateTime: '2026-11-28T10:00:00Z',
      endDateTime: '2026-11-28T10:20:00Z',
      lastModifiedDateTime: '2026-11-28T10:30:00Z',
      modalities: ['audio'],
      participants_v2: hasMore ? [] : participants,
      ...(hasMore && {
        'participants_v2@odata.nextLink': `${baseUrl}/v1.0${url.split('?')[0]}/participants_v2?$skiptoken=1`,
      }),
      sessions: [
        {
          id,
          ...(hasFailed && {
            failureInfo: {
              '@odata.type': '#microsoft.graph.callRecords.failureInfo',
              stage: 'midcall',
              reason: 'lost',
            },
          }),
          segments: [],
        },
      ],
    },
  };
}
