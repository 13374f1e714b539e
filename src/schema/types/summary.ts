import { defaultProfile } from '../../quality/profile.ts';
import type { Summary } from '../../quality/summary.ts';
import { toSummary } from '../../quality/summary.ts';
import { builder } from '../builder.ts';
import { profileArguments } from '../quality-profile.ts';
import { CallRecord, Session } from '../refs.ts';
import { setRecordId } from '../session-record.ts';
import { loadParticipants, loadSessions, READS_SESSIONS_AND_PARTICIPANTS } from '../whole-session.ts';

const CallSummary = builder.objectRef<Summary>('CallSummary').implement({
  description: 'What there is to say about a call in one line.',
  fields: (t) => ({
    participantCount: t.exposeInt('participantCount', {
      nullable: false,
      description: 'Different people, telephones and guests among participants and sessions.',
    }),
    failedSessionCount: t.exposeInt('failedSessionCount', {
      nullable: false,
      description: 'Legs with a failure of whatever stage; expected ones, as hanging up in a voice menu, count too.',
    }),
    poorStreamCount: t.exposeInt('poorStreamCount', {
      nullable: false,
      description: 'Streams beyond a limit of the profile.',
    }),
    worstSession: t.expose('worstSession', {
      type: Session,
      description: 'Leg with the most poor streams. Null when no stream was poor.',
    }),
    hasPstnLeg: t.exposeBoolean('hasPstnLeg', {
      nullable: false,
      description: 'Whether somebody took part from the public telephone network.',
    }),
    availableUntil: t.expose('availableUntil', {
      type: 'DateTime',
      description: 'Until when Graph keeps the record: 30 days after the start. Null when the start is not known.',
    }),
    isSettled: t.exposeBoolean('isSettled', {
      nullable: false,
      description:
        'Whether the call ended more than 24 hours ago, after which late telemetry is rare. Graph promises no end to it.',
    }),
  }),
});

builder.objectField(CallRecord, 'summary', (t) =>
  t.field({
    type: CallSummary,
    extensions: READS_SESSIONS_AND_PARTICIPANTS,
    description:
      'The call in figures. Computed by the gateway from all sessions, segments and participants, at their cost. Null when they could not be read.',
    args: profileArguments,
    resolve: async (record, { profile }, context, info) => {
      const [sessions, participants] = await Promise.all([
        loadSessions(record, context, info),
        loadParticipants(record, context, info),
      ]);
      const summary = toSummary(record, sessions, participants, {
        nowMs: context.now(),
        profile: profile ?? defaultProfile,
      });
      if (summary.worstSession) setRecordId(summary.worstSession, record.id);
      return summary;
    },
  }),
);
