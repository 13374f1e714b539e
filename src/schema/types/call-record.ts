import { builder } from '../builder.ts';
import { checkCallRecordId, checkFirst } from '../argument.ts';
import { CallType } from '../call-type.ts';
import { Modality } from '../modality.ts';
import { toReportedList } from '../partial-list.ts';
import { CallRecord, Organizer, Participant, Session } from '../refs.ts';
import { setRecordIds } from '../session-record.ts';
import { READS_ONE_RECORD, toReleased } from '../single-record.ts';
import { toWanted, toWantedCallRecord, toWantedQuery } from '../selection.ts';

CallRecord.implement({
  description:
    'One finished call or meeting. Appears usually within 30 minutes of its end and at most 150; is rewritten with a higher version as telemetry arrives late; is gone 30 days after the call.',
  fields: (t) => ({
    id: t.exposeID('id', {
      nullable: false,
      description:
        "Graph's id of the call, a GUID; the same in change notifications and in direct routing logs (correlationId).",
    }),
    version: t.expose('version', {
      type: 'Long',
      description:
        'Grows by one with every rewrite of the record. A higher version knows more. Null when Graph left it out.',
    }),
    type: t.expose('type', {
      type: CallType,
      description: 'Whether two people or a group called. Null when Graph left it out.',
    }),
    modalities: t.expose('modalities', {
      type: [Modality],
      description: 'Every kind of media that was used at any time during the call. Null when Graph left it out.',
    }),
    startDateTime: t.expose('startDateTime', {
      type: 'DateTime',
      description:
        'When the first participant joined. Records from the list have no fraction of a second, single records seven digits. Null when Graph left it out.',
    }),
    endDateTime: t.expose('endDateTime', {
      type: 'DateTime',
      description:
        'When the last participant left. Records from the list have no fraction of a second, single records seven digits. Null when Graph left it out.',
    }),
    lastModifiedDateTime: t.expose('lastModifiedDateTime', {
      type: 'DateTime',
      description: 'When this version of the record was written. Null when Graph left it out.',
    }),
    joinWebUrl: t.exposeString('joinWebUrl', {
      description:
        'Link by which people join the meeting. Null for calls between two and other calls without a meeting.',
    }),
    organizer: t.field({
      type: Organizer,
      extensions: { graph: { select: 'all' } },
      description:
        'Who started the call or organised the meeting (`organizer_v2` in Graph). Null when not known. Costs no further request.',
      resolve: (record) => record.organizer_v2,
    }),
    participants: t.field({
      type: [Participant],
      extensions: { graph: { expand: [{ relationship: 'participants_v2' }] } },
      description:
        'Everyone who took part (`participants_v2` in Graph), complete: every page is read. Costs no further request on a single record where sessions are not asked for as well, else one; and one for every 130 participants behind the first 130. Null when it could not be read.',
      args: {
        first: t.arg.int({ description: 'Stop after this many participants, 1 or more. All of them when left out.' }),
      },
      resolve: async (record, { first }, context, info) => {
        const { select } = toWanted(info);
        const list = await context.loaders.participants.load(record, { select }, checkFirst(first));
        return toReportedList(list, context, info);
      },
    }),
    sessions: t.field({
      type: [Session],
      extensions: { graph: { expand: [{ relationship: 'sessions' }] } },
      description:
        'The legs of the call, complete: every page is read. A call between two has normally one; a meeting about one for every time that somebody joined. Costs no further request on a single record, one for each record of a list; and one for every 60 sessions behind the first 60. Null when it could not be read.',
      args: {
        first: t.arg.int({ description: 'Stop after this many sessions, 1 or more. All of them when left out.' }),
      },
      resolve: async (record, { first }, context, info) => {
        const list = await context.loaders.sessions.load(record, toWantedQuery(info), checkFirst(first));
        setRecordIds(list.items, record.id, info);
        return toReportedList(list, context, info);
      },
    }),
  }),
});

builder.queryField('callRecord', (t) =>
  t.field({
    type: CallRecord,
    description:
      'One call record by its id. Null when Graph has none: the id is unknown, the call ended less than 150 minutes ago, or more than 30 days ago. Costs one request to Graph, with or without its sessions and segments or its participants; two with both.',
    extensions: READS_ONE_RECORD,
    args: { id: t.arg.id({ required: true, description: 'The id of the call record, a GUID.' }) },
    resolve: async (_root, { id }, context, info) =>
      toReleased(await context.loaders.callRecord.load(checkCallRecordId(id), toWantedCallRecord(info)), id, context),
  }),
);
