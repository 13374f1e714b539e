import { defaultProfile } from '../quality/profile.ts';
import { builder } from './builder.ts';

export const QualityProfile = builder.enumType('QualityProfile', {
  description: 'A named set of limits beyond which a stream counts as poor. Never changed: new limits get a new name.',
  values: {
    CQD_2020: {
      description:
        "Microsoft's Call Quality Dashboard, stream classification as of 2020. Sound is poor above 500 ms of round trip, 10 % of packet loss, 30 ms of jitter, 1.0 MOS points of degradation or 7 % of concealed samples.",
    },
    SAMPLE_2026: {
      description:
        "Microsoft's sample application for call records, as of 2026. Sound is poor above 500 ms of round trip, 10 % of packet loss or 30 ms of jitter, and judged only with more than 1000 packets.",
    },
  },
});

export const Verdict = builder.enumType('Verdict', {
  description: 'How media arrived, by the limits of a profile.',
  values: {
    GOOD: { description: 'Judged, and within all limits.' },
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
