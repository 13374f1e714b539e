import { defaultProfile } from '../quality/profile.ts';
import { builder } from './builder.ts';

export const QualityProfile = builder.enumType('QualityProfile', {
  description: 'A named set of limits beyond which a stream counts as poor. Never changed: new limits get a new name.',
  values: {
    CQD_2020: {
      description:
        "Microsoft's Call Quality Dashboard, stream classification as of 2020 (https://learn.microsoft.com/microsoftteams/stream-classification-in-call-quality-dashboard). Sound is poor above 500 ms of round trip, 10 % of packet loss, 30 ms of jitter, 1.0 MOS points of degradation or 7 % of concealed samples, and judged with more than 500 packets, or where they were not counted. Video is judged by the first of these that was reported: above 50 % of frames lost, below 7 frames/s (screen sharing: 2), above 15 % of packets lost after error correction.",
    },
    SAMPLE_2026: {
      description:
        "Microsoft's sample application for call records, as of 2026 (OfficeDev/microsoft-teams-apps-callrecord-insights). Sound is poor above 500 ms of round trip, 10 % of packet loss or 30 ms of jitter, and judged only with more than 1000 packets. Video and screen sharing as in CQD_2020.",
    },
  },
});

export const Verdict = builder.enumType('Verdict', {
  description: 'How media arrived, by the limits of a profile.',
  values: {
    GOOD: {
      description:
        'Judged, and everything that was reported is within its limit. As on the page of the Call Quality Dashboard, only a stream of which nothing was reported is unclassified.',
    },
    POOR: { description: 'Beyond at least one limit; of several streams, at least one of them.' },
    UNCLASSIFIED: { description: 'Not judged: nothing that a limit is on was reported, or too few packets.' },
  },
});

/** The argument of every field that rests on verdicts. */
export const profileArguments = builder.args((t) => ({
  profile: t.field({
    type: QualityProfile,
    defaultValue: defaultProfile,
    description: `Whose limits say what is poor; ${defaultProfile} when left out.`,
  }),
}));
