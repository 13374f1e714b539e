import type { MediaStream } from '../graph/resources.ts';
import { toMilliseconds } from './duration.ts';
import { defaultProfile, profiles, type MediaKind, type ProfileName, type Rule, type Threshold } from './profile.ts';
import { compareReasons, type Quality, type Reason } from './quality.ts';

interface Verdicts {
  readonly good: Quality;
  readonly unclassified: Quality;
}

function toVerdicts(profile: ProfileName): Verdicts {
  const none = {
    reasons: Object.freeze([]),
    profile,
    poorStreamCount: 0,
    goodStreamCount: 0,
    unclassifiedStreamCount: 0,
  } as const;
  return {
    good: Object.freeze({ ...none, verdict: 'GOOD', goodStreamCount: 1 }),
    unclassified: Object.freeze({ ...none, verdict: 'UNCLASSIFIED', unclassifiedStreamCount: 1 }),
  };
}

/** Most streams of an answer are one of these: nothing is made for them. */
const verdicts: Readonly<Record<ProfileName, Verdicts>> = {
  CQD_2020: toVerdicts('CQD_2020'),
  SAMPLE_2026: toVerdicts('SAMPLE_2026'),
};

/**
 * Which rule judges a stream: by the label of its media without regard to case, in the order of Microsoft's sample
 * (`audio`, `applicationsharing`, `video`; `applicationsharing-video` holds two); by its encoding where the label tells
 * nothing; null when that does not either.
 */
export function toMediaKind(
  label: string | null | undefined,
  { audioCodec, videoCodec }: Pick<MediaStream, 'audioCodec' | 'videoCodec'>,
): MediaKind | null {
  const text = typeof label === 'string' ? label.toLowerCase() : '';
  if (text.includes('audio')) return 'audio';
  if (text.includes('applicationsharing')) return 'sharing';
  if (text.includes('video')) return 'video';
  if (isKnownCodec(audioCodec)) return 'audio';
  return isKnownCodec(videoCodec) ? 'video' : null;
}

function isKnownCodec(codec: string | null | undefined): boolean {
  return typeof codec === 'string' && codec !== '' && !/^(?:unknown|invalid|unknownFutureValue)$/i.test(codec);
}

/** OData writes what is no number as text (`"NaN"`, `"INF"`): not a measurement. Durations become milliseconds. */
function toValue(stream: MediaStream, { metric, unit }: Threshold): number | undefined {
  const raw = stream[metric];
  if (unit === 'ms') return toMilliseconds(raw as string | null | undefined);
  return typeof raw === 'number' && Number.isFinite(raw) ? raw : undefined;
}

const isPoor = (value: number, { poorWhen, limit }: Threshold) =>
  poorWhen === 'ABOVE' ? value > limit : value < limit;

function passesGuard({ packetUtilization }: MediaStream, { guard }: Rule): boolean {
  if (!guard) return true;
  if (typeof packetUtilization !== 'number' || !Number.isFinite(packetUtilization))
    return guard.whenUnknown === 'JUDGE';
  return packetUtilization > guard.moreThanPackets;
}

/**
 * The verdict on one stream by a profile (profile.ts has the limits and their sources). POOR with every limit that was
 * crossed; GOOD when something was measured and nothing is beyond its limit; UNCLASSIFIED when no metric of the rule was
 * reported, the packets were too few, or neither `label` (that of the media) nor the encoding tells which rule applies.
 * GOOD and UNCLASSIFIED are shared objects. Never throws, and nothing missing is ever GOOD.
 */
export function toStreamQuality(
  stream: MediaStream,
  label: string | null | undefined,
  profile: ProfileName = defaultProfile,
): Quality {
  const { good, unclassified } = verdicts[profile];
  const kind = toMediaKind(label, stream);
  if (kind === null) return unclassified;
  const rule = profiles[profile].rules[kind];
  if (!passesGuard(stream, rule)) return unclassified;
  let isMeasured = false;
  let reasons: Reason[] | undefined;
  for (const threshold of rule.thresholds) {
    const value = toValue(stream, threshold);
    if (value === undefined) continue;
    isMeasured = true;
    if (isPoor(value, threshold)) {
      const { metric, limit, unit } = threshold;
      (reasons ??= []).push({ metric, value, threshold: limit, unit, streamCount: 1 });
    }
    if (rule.combine === 'FIRST') break;
  }
  if (!reasons) return isMeasured ? good : unclassified;
  return {
    verdict: 'POOR',
    reasons: reasons.sort(compareReasons),
    profile,
    poorStreamCount: 1,
    goodStreamCount: 0,
    unclassifiedStreamCount: 0,
  };
}
