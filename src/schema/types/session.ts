import { Modality } from '../modality.ts';
import { toReportedList } from '../partial-list.ts';
import { Endpoint, FailureInfo, Segment, Session } from '../refs.ts';
import { toRecordId } from '../session-record.ts';

Session.implement({
  description:
    'One leg of a call: between two people in a call between two, between a participant (caller) and a service (callee) in a meeting. Its times are those of this leg, not of the call.',
  fields: (t) => ({
    id: t.exposeID('id', {
      nullable: false,
      description:
        "Graph's own id. Graph can repeat one inside a record, as when a call goes from an auto attendant to a call queue: later occurrences get `~2`, `~3` behind it, so that a normalised cache never merges two sessions.",
    }),
    callRecordId: t.id({
      nullable: false,
      extensions: { graph: { select: [] } },
      description:
        'The id of the call that this leg is of, a GUID. Together with `id` it names the leg among all of the tenant. Costs nothing.',
      resolve: toRecordId,
    }),
    caller: t.expose('caller', {
      type: Endpoint,
      description: 'The side that placed this leg; in a meeting the participant. Null when not reported.',
    }),
    callee: t.expose('callee', {
      type: Endpoint,
      description: 'The side that answered this leg; in a meeting a service. Null when not reported.',
    }),
    failureInfo: t.expose('failureInfo', {
      type: FailureInfo,
      description: 'Why the leg failed. Null when it did not.',
    }),
    isTest: t.exposeBoolean('isTest', {
      description: 'Whether it was a test call, as the client makes to check its devices. Null when not reported.',
    }),
    modalities: t.expose('modalities', {
      type: [Modality],
      description: 'Every kind of media that was used on this leg. Null when Graph left it out.',
    }),
    startDateTime: t.expose('startDateTime', {
      type: 'DateTime',
      description: 'When this leg began. Null when Graph left it out.',
    }),
    endDateTime: t.expose('endDateTime', {
      type: 'DateTime',
      description: 'When this leg ended. Null when Graph left it out.',
    }),
    segments: t.field({
      type: [Segment],
      // Graph documents no `$select` for segments.
      extensions: { graph: { expand: [{ relationship: 'segments', query: {} }] } },
      description:
        'The parts of this leg: normally one, several in phone calls and others that were relayed. They come with the sessions: no further request, but a much larger answer. Null when Graph sent none.',
      resolve: async (session, _args, context, info) => {
        const list = await context.loaders.segments.load(session);
        return list && toReportedList(list, context, info);
      },
    }),
  }),
});
