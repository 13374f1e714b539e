import type { Reason } from '../../quality/quality.ts';
import { toCallQuality, toSegmentQuality, toSessionQuality } from '../../quality/combined-quality.ts';
import { toMilliseconds } from '../../quality/duration.ts';
import { defaultProfile } from '../../quality/profile.ts';
import { toStreamQuality } from '../../quality/stream-quality.ts';
import { builder } from '../builder.ts';
import { profileArguments, QualityProfile, Verdict } from '../quality-profile.ts';
import { CallRecord, MediaStream, Quality, Segment, Session } from '../refs.ts';
import { toStreamCountFields } from '../stream-count-fields.ts';
import { toLabel } from '../stream-label.ts';
import { loadSessions, READS_SESSIONS } from '../whole-session.ts';

const QualityReason = builder.objectRef<Reason>('QualityReason').implement({
  description: 'One limit that was crossed, and by how much.',
  fields: (t) => ({
    metric: t.exposeString('metric', { nullable: false, description: 'Field of `MediaStream` that was measured.' }),
    value: t.exposeFloat('value', {
      nullable: false,
      description: 'What was measured, in `unit`; of several streams that crossed the limit, the worst.',
    }),
    threshold: t.exposeFloat('threshold', {
      nullable: false,
      description: 'Last value that is not yet poor, in `unit`.',
    }),
    unit: t.exposeString('unit', {
      nullable: false,
      description: 'Of value and threshold: `ms`, `fraction`, `percent`, `frames/s` or `MOS points`.',
    }),
    streamCount: t.exposeInt('streamCount', { nullable: false, description: 'How many streams crossed this limit.' }),
  }),
});

Quality.implement({
  description: 'A verdict on one or more media streams by the limits of a profile, and what it rests on.',
  fields: (t) => ({
    verdict: t.expose('verdict', { type: Verdict, nullable: false, description: 'Poor as soon as one stream is.' }),
    reasons: t.expose('reasons', {
      type: [QualityReason],
      nullable: false,
      description: 'Limits that were crossed, worst first. Empty unless poor.',
    }),
    profile: t.expose('profile', { type: QualityProfile, nullable: false, description: 'Whose limits were used.' }),
    ...toStreamCountFields(t),
  }),
});

builder.objectField(MediaStream, 'quality', (t) =>
  t.field({
    type: Quality,
    description: 'Verdict on this stream. Computed by the gateway from the measurements, at no further request.',
    args: profileArguments,
    resolve: (stream, { profile }) => toStreamQuality(stream, toLabel(stream), profile ?? defaultProfile),
  }),
);

builder.objectField(Segment, 'quality', (t) =>
  t.field({
    type: Quality,
    description: 'Verdict on all streams of this segment. Computed by the gateway, at no further request.',
    args: profileArguments,
    resolve: (segment, { profile }) => toSegmentQuality(segment, profile ?? defaultProfile),
  }),
);

builder.objectField(Session, 'quality', (t) =>
  t.field({
    type: Quality,
    extensions: { graph: { expand: [{ relationship: 'segments', query: {} }] } },
    description:
      'Verdict on all streams of this leg. Computed by the gateway from its segments, which come with the session.',
    args: profileArguments,
    resolve: (session, { profile }) => toSessionQuality(session, profile ?? defaultProfile),
  }),
);

builder.objectField(CallRecord, 'quality', (t) =>
  t.field({
    type: Quality,
    extensions: READS_SESSIONS,
    description:
      'Verdict on all streams of the call. Computed by the gateway from all sessions and segments, at the cost of `sessions`. A leg that Graph repeats counts once. Null when the sessions could not be read.',
    args: profileArguments,
    resolve: async (record, { profile }, context, info) =>
      toCallQuality(await loadSessions(record, context, info), profile ?? defaultProfile),
  }),
);

const durations = {
  averageJitter: 'Mean jitter',
  maxJitter: 'Greatest jitter',
  averageRoundTripTime: 'Mean round trip',
  maxRoundTripTime: 'Longest round trip',
  averageAudioNetworkJitter: 'Mean jitter of sound packets on the network',
  maxAudioNetworkJitter: 'Greatest jitter of sound packets on the network',
  averageFreezeDuration: 'Mean length of frozen pictures',
  rmsFreezeDuration: 'Root mean square length of frozen pictures',
} as const;

for (const [member, text] of Object.entries(durations)) {
  builder.objectField(MediaStream, `${member}Ms`, (t) =>
    t.float({
      description: `${text} as a number, in milliseconds. Null when \`${member}\` is.`,
      resolve: (stream) => toMilliseconds(stream[member as keyof typeof durations]) ?? null,
    }),
  );
}
