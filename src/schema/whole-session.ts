import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import type { Query } from '../graph/odata.ts';
import type { CallRecord, Participant, Session } from '../graph/resources.ts';
import { toReportedList } from './partial-list.ts';

/** Sessions with everything in them. */
export const WHOLE_SESSION: Query = { expand: { relationship: 'segments', query: {} } };

/** What a field reads that is derived from all sessions of a record. */
export const READS_SESSIONS = {
  graph: {
    select: ['type', 'startDateTime', 'endDateTime'],
    expand: [{ relationship: 'sessions', query: WHOLE_SESSION }],
  },
};

/** What a field reads that is derived from the sessions and the participants of a record. */
export const READS_SESSIONS_AND_PARTICIPANTS = {
  graph: {
    ...READS_SESSIONS.graph,
    expand: [...READS_SESSIONS.graph.expand, { relationship: 'participants_v2', query: {} }],
  },
};

/** Every session that could be read; what cut them short stands beside the field. Rejects when none could. */
export async function loadSessions(
  record: CallRecord,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<readonly Session[]> {
  return toReportedList(await context.loaders.sessions.load(record, WHOLE_SESSION), context, info);
}

/** Every participant that could be read; what cut them short stands beside the field. Rejects when none could. */
export async function loadParticipants(
  record: CallRecord,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<readonly Participant[]> {
  return toReportedList(await context.loaders.participants.load(record, {}), context, info);
}
