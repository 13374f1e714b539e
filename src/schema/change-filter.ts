import type { Access } from '../access/access.ts';
import type { Context } from '../context.ts';
import type { CallRecord } from '../graph/resources.ts';
import type { LoggedChange } from '../live/change.ts';
import type { ProfileName } from '../quality/profile.ts';
import type { CallRecordFilterInput } from './call-record-filter.ts';
import { toFilterWork, toGatewayFilter } from './call-record-filter.ts';
import { toParticipantInScope } from './participant-scope.ts';
import { WHOLE_SESSION } from './whole-session.ts';

/** Which changes a subscriber wants. */
export type ChangeFilterInput = Pick<CallRecordFilterInput, 'participantId' | 'type' | 'failedOnly' | 'verdict'>;

export interface ChangeFilter {
  /** Whether what is known of the change without reading anything already rules it out. */
  isRuledOut(change: LoggedChange): boolean;
  /** What is left to find out of the record of a change that is not ruled out; undefined where nothing is. */
  toCheck(change: LoggedChange): ((context: Context) => Promise<boolean>) | undefined;
}

/** Narrowed to the records that the caller may see. Throws BAD_USER_INPUT or FORBIDDEN. */
export function createChangeFilter(
  filter: ChangeFilterInput,
  access: Access,
  profile: ProfileName | undefined,
): ChangeFilter {
  const participantId = toParticipantInScope('participantId', filter.participantId, access, access.policy.records);
  const wantedId = participantId?.toLowerCase();
  const { type, failedOnly, verdict } = filter;
  const looksInside = toFilterWork({ failedOnly, verdict }).looksInside;

  return {
    isRuledOut(change) {
      if (type && change.type !== undefined && change.type !== 'unknown' && change.type !== type) return true;
      return wantedId !== undefined && change.isComplete && !change.participantIds.includes(wantedId);
    },
    toCheck(change) {
      const isIn = wantedId === undefined || change.participantIds.includes(wantedId);
      const isTypeKnown = !type || change.type === type;
      if (isIn && isTypeKnown && !looksInside) return undefined;
      return async (context) => {
        const { loaders } = context;
        const collections = looksInside ? { sessions: verdict ? WHOLE_SESSION : {} } : {};
        const record = await loaders.callRecord.load(change.recordId, { collections });
        if (!record) return false;
        if (!isIn && !(await tookPart(record, wantedId, context))) return false;
        const matches = toGatewayFilter({ type, failedOnly, verdict }, context, profile);
        return !matches || (await matches(record));
      };
    },
  };
}

async function tookPart(record: CallRecord, wantedId: string, { loaders }: Context): Promise<boolean> {
  const { items, error } = await loaders.participants.load(record, { select: ['id'] });
  if (items.some(({ id }) => id?.toLowerCase() === wantedId)) return true;
  if (error) throw error;
  return false;
}
