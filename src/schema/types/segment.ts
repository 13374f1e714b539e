import { Endpoint, FailureInfo, Media, Segment } from '../refs.ts';

Segment.implement({
  description:
    'One stretch of a session between the same two ends. Normally there is one per session; calls that are relayed, for instance by a telephone gateway, have several.',
  fields: (t) => ({
    id: t.exposeID('id', {
      nullable: false,
      description:
        "Graph's own id, in a call between two people often the same as the record's. Where Graph repeats one inside a record, later occurrences get `~2`, `~3` behind it, so that a normalised cache never merges two objects.",
    }),
    caller: t.expose('caller', {
      type: Endpoint,
      description: 'The end that started the segment. Null when Graph did not report it.',
    }),
    callee: t.expose('callee', {
      type: Endpoint,
      description:
        'The end that was called: a person, or in a meeting the service that hosts it. Null when not reported.',
    }),
    startDateTime: t.expose('startDateTime', {
      type: 'DateTime',
      description: 'Instant at which the segment began, normally in UTC.',
    }),
    endDateTime: t.expose('endDateTime', {
      type: 'DateTime',
      description: 'Instant at which the segment was over, normally in UTC.',
    }),
    failureInfo: t.expose('failureInfo', {
      type: FailureInfo,
      description: 'Why the segment failed. Null when it ended as it should.',
    }),
    media: t.expose('media', {
      type: [Media],
      description:
        'What was measured, one entry per kind of media that the ends agreed on, such as the main audio. Null or empty when no client has reported; reports may still arrive in a later version of the record.',
    }),
  }),
});
