import type { Access } from '../access/access.ts';
import type { RecordScope } from '../access/policy.ts';
import type { Context } from '../context.ts';
import { toFilter } from '../graph/odata.ts';
import type { CallRecord } from '../graph/resources.ts';
import { toAttendance } from '../quality/attendance.ts';
import { toCallQuality } from '../quality/combined-quality.ts';
import { toDurationMs } from '../quality/instant.ts';
import type { ProfileName } from '../quality/profile.ts';
import { defaultProfile } from '../quality/profile.ts';
import { checkWindow } from './argument.ts';
import { builder } from './builder.ts';
import { CallType } from './call-type.ts';
import { Modality } from './modality.ts';
import { toParticipantInScope } from './participant-scope.ts';
import { Verdict } from './quality-profile.ts';
import { WHOLE_SESSION } from './whole-session.ts';

const AFTERWARDS = 'Applied by the gateway after reading';

export const CallRecordFilter = builder.inputType('CallRecordFilter', {
  description:
    'Which call records to list. Graph applies the window and the participant, at no further cost; the gateway applies the rest to what Graph lists, and says what that costs. What is left out does not restrict.',
  fields: (t) => ({
    from: t.field({
      type: 'DateTime',
      description: 'Only calls that started at this instant or later. Applied by Graph.',
    }),
    to: t.field({
      type: 'DateTime',
      description: 'Only calls that started before this instant. Applied by Graph.',
    }),
    participantId: t.string({
      description:
        'Only calls in which this participant took part: the object id of a user, a phone number such as `+15551234567`, or the id of another identity. Applied by Graph.',
    }),
    type: t.field({
      type: CallType,
      description: `Only calls of this kind. ${AFTERWARDS} the list; a record whose kind the list does not tell costs a request of its own.`,
    }),
    modality: t.field({
      type: Modality,
      description: `Only calls in which this kind of media was used. ${AFTERWARDS} the list, at no further request.`,
    }),
    minDurationSeconds: t.float({
      description: `Only calls that lasted at least this many seconds. ${AFTERWARDS} the list, at no further request.`,
    }),
    failedOnly: t.boolean({
      description: `Only calls with a leg that failed, when true. ${AFTERWARDS} the sessions: a request for each record that the other filters leave.`,
    }),
    verdict: t.field({
      type: Verdict,
      description: `Only calls with this verdict, by the profile of the field, else the default one. ${AFTERWARDS} the sessions and segments: a request for each record that the other filters leave.`,
    }),
    participantVerdict: t.field({
      type: Verdict,
      description: `Only calls in which the sessions of one person have this verdict: of the participant of \`participantId\`, else of anybody. ${AFTERWARDS} the sessions and segments, as for \`verdict\`.`,
    }),
  }),
});

export type CallRecordFilterInput = typeof CallRecordFilter.$inferInput;

/** The part that Graph applies, narrowed to the records that the caller may see; throws BAD_USER_INPUT or FORBIDDEN. */
export function toGraphFilter(
  filter: CallRecordFilterInput | null | undefined,
  access: Access,
  scope: RecordScope,
): string | undefined {
  checkWindow(filter?.from, filter?.to);
  const participantId = toParticipantInScope('filter.participantId', filter?.participantId, access, scope);
  return toFilter({ from: filter?.from, to: filter?.to, participantId });
}

/** Whether the gateway has something to apply, and whether it must look into each record for it. */
export function toFilterWork(filter: CallRecordFilterInput | null | undefined): {
  readonly isFiltered: boolean;
  readonly looksInside: boolean;
} {
  const { type, modality, minDurationSeconds, failedOnly, verdict, participantVerdict } = filter ?? {};
  const looksInside = Boolean(failedOnly) || Boolean(verdict ?? participantVerdict);
  return { looksInside, isFiltered: looksInside || Boolean(type ?? modality) || minDurationSeconds != null };
}

/** The part that the gateway applies to a record; undefined when there is none. */
export function toGatewayFilter(
  filter: CallRecordFilterInput | null | undefined,
  context: Context,
  profile: ProfileName = defaultProfile,
): ((record: CallRecord) => Promise<boolean>) | undefined {
  const { type, modality, minDurationSeconds, failedOnly, verdict, participantVerdict } = filter ?? {};
  const isJudging = Boolean(verdict ?? participantVerdict);
  if (!toFilterWork(filter).isFiltered) return undefined;
  const participantId = filter?.participantId?.toLowerCase();
  return async (record) => {
    if (modality && !record.modalities?.includes(modality)) return false;
    if (minDurationSeconds != null) {
      const durationMs = toDurationMs(record.startDateTime, record.endDateTime);
      if (durationMs === null || durationMs < minDurationSeconds * 1000) return false;
    }
    if (type && type !== (await toType(record, context))) return false;
    if (!failedOnly && !isJudging) return true;
    const { items, error } = await context.loaders.sessions.load(record, isJudging ? WHOLE_SESSION : {});
    // A record that cannot be judged is neither kept nor lost in silence.
    if (error) throw error;
    if (failedOnly && !items.some(({ failureInfo }) => failureInfo)) return false;
    if (verdict && toCallQuality(items, profile).verdict !== verdict) return false;
    return (
      !participantVerdict ||
      toAttendance(record, items, [], profile).some(
        ({ id, quality }) =>
          quality.verdict === participantVerdict &&
          (participantId === undefined || id?.toLowerCase() === participantId),
      )
    );
  };
}

/** Lists can show `unknown` where the record itself knows its kind. */
async function toType(record: CallRecord, { loaders }: Context): Promise<string | null | undefined> {
  if (record.type && record.type !== 'unknown') return record.type;
  return (await loaders.callRecord.load(record.id, { select: ['id', 'type'], collections: {} }))?.type;
}
