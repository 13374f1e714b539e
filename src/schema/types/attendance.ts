import type { Attendance as AttendanceValue } from '../../quality/attendance.ts';
import { toAttendance } from '../../quality/attendance.ts';
import type { Interval } from '../../quality/interval.ts';
import { defaultProfile } from '../../quality/profile.ts';
import { checkParticipantId } from '../argument.ts';
import { builder } from '../builder.ts';
import { checkMayAskFor } from '../participant-scope.ts';
import { ClientPlatform } from '../client-platform.ts';
import { profileArguments, Verdict } from '../quality-profile.ts';
import { CallRecord, Quality, UserIdentity } from '../refs.ts';
import { loadParticipants, loadSessions, READS_SESSIONS_AND_PARTICIPANTS } from '../whole-session.ts';

const AttendanceInterval = builder.objectRef<Interval>('AttendanceInterval').implement({
  description: 'A time during which somebody was connected without a break, over all of their devices.',
  fields: (t) => ({
    joinedAt: t.expose('joinedAt', {
      type: 'DateTime',
      nullable: false,
      description: 'Start of it, as Graph wrote it.',
    }),
    leftAt: t.expose('leftAt', { type: 'DateTime', nullable: false, description: 'End of it, as Graph wrote it.' }),
    connectedSeconds: t.float({
      nullable: false,
      description: 'Length of it, in seconds.',
      resolve: ({ connectedMs }) => connectedMs / 1000,
    }),
  }),
});

const Attendance = builder.objectRef<AttendanceValue>('Attendance').implement({
  description:
    "One person's part in a call: when they were in it, with what, and how well. Derived from the sessions: from both ends of a call between two, from the callers of a meeting.",
  fields: (t) => ({
    participantId: t.id({
      description:
        'Object id of a user, `teamsvisitor:…` of a guest, or telephone number. Null for an end that Graph does not name; such ends are one entry each.',
      resolve: ({ id }) => id,
    }),
    identity: t.expose('identity', {
      type: UserIdentity,
      description: 'Who it was. Null for an end that Graph does not name.',
    }),
    joinedAt: t.expose('joinedAt', {
      type: 'DateTime',
      description: 'When they first got in. Null when they never did.',
    }),
    leftAt: t.expose('leftAt', { type: 'DateTime', description: 'When they last left. Null when they never got in.' }),
    connectedSeconds: t.float({
      nullable: false,
      description: 'How long they were connected, in seconds; time on two devices at once counts once.',
      resolve: ({ connectedMs }) => connectedMs / 1000,
    }),
    intervals: t.expose('intervals', {
      type: [AttendanceInterval],
      nullable: false,
      description: 'Times of being connected; more than one when they came back.',
    }),
    devices: t.exposeStringList('devices', {
      nullable: false,
      description: 'Names of the computers and phones they used.',
    }),
    mediaDevices: t.exposeStringList('mediaDevices', {
      nullable: false,
      description: 'Names of the microphones and speakers they used.',
    }),
    platforms: t.expose('platforms', {
      type: [ClientPlatform],
      nullable: false,
      description: 'Kinds of device they used, as far as reported.',
    }),
    worstVerdict: t.field({
      type: Verdict,
      nullable: false,
      description: 'Poor as soon as one stream of their sessions was.',
      resolve: ({ quality }) => quality.verdict,
    }),
    quality: t.field({
      type: Quality,
      nullable: false,
      description: 'Verdict on all streams of their sessions, and what it rests on.',
      resolve: ({ quality }) => quality,
    }),
    failedAttempts: t.exposeInt('failedAttempts', {
      nullable: false,
      description: 'How often they tried to get in and failed before the call was set up.',
    }),
  }),
});

builder.objectField(CallRecord, 'attendance', (t) =>
  t.field({
    type: [Attendance],
    extensions: READS_SESSIONS_AND_PARTICIPANTS,
    description:
      'Who was in the call, when and with what, by the time of joining; those who never got in come last. Computed by the gateway from all sessions, segments and participants, at their cost. Null when they could not be read.',
    args: {
      ...profileArguments,
      participantId: t.arg.string({
        description: 'Only the entry of this person: object id, telephone number or other id. Everybody when left out.',
      }),
    },
    resolve: async (record, { profile, participantId }, context, info) => {
      const wanted = checkParticipantId('participantId', participantId)?.toLowerCase();
      if (wanted !== undefined) checkMayAskFor('participantId', wanted, context.access);
      const [sessions, participants] = await Promise.all([
        loadSessions(record, context, info),
        loadParticipants(record, context, info),
      ]);
      const everybody = toAttendance(record, sessions, participants, profile ?? defaultProfile);
      return wanted === undefined ? everybody : everybody.filter(({ id }) => id?.toLowerCase() === wanted);
    },
  }),
);
