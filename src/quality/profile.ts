import type { MediaStream } from '../graph/resources.ts';

export type ProfileName = 'CQD_2020' | 'SAMPLE_2026';

export type Unit = 'ms' | 'fraction' | 'percent' | 'frames/s' | 'MOS points' | 'packets' | 'glitches/5 min';

/** One metric of a stream, by the name of its member, and from where on it makes the stream poor. */
export interface Threshold {
  readonly metric: keyof MediaStream;
  readonly unit: Unit;
  /** Poor is strictly beyond the limit, on this side of it. */
  readonly poorWhen: 'ABOVE' | 'BELOW';
  readonly limit: number;
  readonly source: string;
}

/** A stream that had no more packets than this is not judged. */
export interface PacketGuard {
  readonly moreThanPackets: number;
  /** What to do when the number of packets was not reported. */
  readonly whenUnknown: 'JUDGE' | 'UNCLASSIFIED';
  readonly source: string;
}

/**
 * How one kind of media is judged. `ANY`: every threshold is looked at, one that is crossed is enough for poor.
 * `FIRST`: the first metric that was reported decides alone, the others are not looked at.
 */
export interface Rule {
  readonly combine: 'ANY' | 'FIRST';
  readonly guard: PacketGuard | null;
  readonly thresholds: readonly Threshold[];
}

export type MediaKind = 'audio' | 'sharing' | 'video';

export interface Profile {
  readonly name: ProfileName;
  readonly source: string;
  readonly rules: Readonly<Record<MediaKind, Rule>>;
}

const cqdPage = 'https://learn.microsoft.com/microsoftteams/stream-classification-in-call-quality-dashboard';
const sampleScript =
  'https://github.com/OfficeDev/microsoft-teams-apps-callrecord-insights/blob/main/deploy/bicep/kustoScripts/Configure.kql';

const audioSources = { cqd: `${cqdPage} (2020), Audio Classifier`, sample: `${sampleScript}, AudioClassifier` };

function toNetworkThresholds(source: string): readonly Threshold[] {
  return [
    { metric: 'averageRoundTripTime', unit: 'ms', poorWhen: 'ABOVE', limit: 500, source },
    { metric: 'averagePacketLossRate', unit: 'fraction', poorWhen: 'ABOVE', limit: 0.1, source },
    { metric: 'averageJitter', unit: 'ms', poorWhen: 'ABOVE', limit: 30, source },
  ];
}

function toPictureRule(lowestFrameRate: number, source: string): Rule {
  return {
    combine: 'FIRST',
    guard: null,
    thresholds: [
      { metric: 'averageVideoFrameLossPercentage', unit: 'percent', poorWhen: 'ABOVE', limit: 50, source },
      { metric: 'averageVideoFrameRate', unit: 'frames/s', poorWhen: 'BELOW', limit: lowestFrameRate, source },
      {
        metric: 'postForwardErrorCorrectionPacketLossRate',
        unit: 'fraction',
        poorWhen: 'ABOVE',
        limit: 0.15,
        source,
      },
    ],
  };
}

/**
 * The page "Stream Classification in Call Quality Dashboard" as it read in 2020. Sound is poor when any of five averages
 * is beyond its limit; pictures are judged by the first of three that was reported. The page calls a stream unclassified
 * when *all* metrics of its rule are missing, so one that was reported and is fine makes it good.
 *
 * The page says that too few packets leave a stream unclassified and gives no number; 500 is what later editions of the
 * same page give, for sound only. There the metrics would be missing, so a stream whose packets were not counted but
 * whose metrics are there is judged.
 */
const cqd2020: Profile = {
  name: 'CQD_2020',
  source: `${cqdPage} (2020)`,
  rules: {
    audio: {
      combine: 'ANY',
      guard: { moreThanPackets: 500, whenUnknown: 'JUDGE', source: `${cqdPage} (2025), Audio Classifier` },
      thresholds: [
        ...toNetworkThresholds(audioSources.cqd),
        {
          metric: 'averageAudioDegradation',
          unit: 'MOS points',
          poorWhen: 'ABOVE',
          limit: 1,
          source: audioSources.cqd,
        },
        {
          metric: 'averageRatioOfConcealedSamples',
          unit: 'fraction',
          poorWhen: 'ABOVE',
          limit: 0.07,
          source: audioSources.cqd,
        },
      ],
    },
    video: toPictureRule(7, `${cqdPage} (2020), Video Classifier`),
    sharing: toPictureRule(2, `${cqdPage} (2020), VBSS Classifier`),
  },
};

/**
 * Microsoft's own sample application for call records, as of 2026. It knows poor and not poor only, and null is never
 * beyond a limit there, so what was not measured counts as not poor. That would make a silent client look well, hence a
 * deliberate difference: no metric of the rule reported, too few packets, or (for sound) packets not counted, which the
 * sample can never call poor, is unclassified here. A stream whose label tells no kind is judged by its codec, which the
 * sample does not do.
 */
const sample2026: Profile = {
  name: 'SAMPLE_2026',
  source: sampleScript,
  rules: {
    audio: {
      combine: 'ANY',
      guard: { moreThanPackets: 1000, whenUnknown: 'UNCLASSIFIED', source: audioSources.sample },
      thresholds: toNetworkThresholds(audioSources.sample),
    },
    video: toPictureRule(7, `${sampleScript}, VideoClassifier`),
    sharing: toPictureRule(2, `${sampleScript}, VBSSClassifier`),
  },
};

export const profiles: Readonly<Record<ProfileName, Profile>> = { CQD_2020: cqd2020, SAMPLE_2026: sample2026 };

/** The younger one, whose limits for sound are also those of today's page of the Call Quality Dashboard. */
export const defaultProfile: ProfileName = 'SAMPLE_2026';
