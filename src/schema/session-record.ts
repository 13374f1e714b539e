import type { GraphQLResolveInfo } from 'graphql';
import type { Session } from '../graph/resources.ts';
import { rememberOfSelection } from './selection-memo.ts';
import { toSubfields } from './selection.ts';

/** Ids of the records that sessions are of: their bodies do not say, and are shared, so that nothing may be added to them. */
const recordIds = new WeakMap<Session, string>();

/** Tells which record a session is of. */
export function setRecordId(session: Session, recordId: string): void {
  recordIds.set(session, recordId);
}

/** The same for those of a field whose selection asks: a meeting has hundreds, and few ask. */
export function setRecordIds(sessions: readonly Session[], recordId: string, info: GraphQLResolveInfo): void {
  if (rememberOfSelection(info, asksForRecordId)) for (const session of sessions) recordIds.set(session, recordId);
}

const asksForRecordId = (info: GraphQLResolveInfo) => toSubfields(info.fieldNodes, info).has('callRecordId');

/** The id of the record that a session is of. */
export function toRecordId(session: Session): string {
  const recordId = recordIds.get(session);
  if (recordId === undefined) throw new Error('A session was given out without telling which record it is of.');
  return recordId;
}
