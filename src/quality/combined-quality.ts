import { toEntities } from '../graph/entity-list.ts';
import type { Segment, Session } from '../graph/resources.ts';
import { toLegs } from './leg.ts';
import { defaultProfile, type ProfileName } from './profile.ts';
import { compareReasons, toSeverity, toVerdict, type Quality, type Reason } from './quality.ts';
import { toStreamQuality } from './stream-quality.ts';

/**
 * The verdict on several streams, or on several things made of streams, together. Each limit that was crossed is named
 * once, with its worst value and the number of streams beyond it. Neither order nor grouping of `qualities` shows in the
 * outcome.
 */
export function combineQualities(qualities: Iterable<Quality>, profile: ProfileName = defaultProfile): Quality {
  const counts = { poorStreamCount: 0, goodStreamCount: 0, unclassifiedStreamCount: 0 };
  const reasons = new Map<string, Reason>();
  for (const quality of qualities) {
    counts.poorStreamCount += quality.poorStreamCount;
    counts.goodStreamCount += quality.goodStreamCount;
    counts.unclassifiedStreamCount += quality.unclassifiedStreamCount;
    for (const reason of quality.reasons) {
      // Video and screen sharing have limits of their own for the same metric.
      const key = `${reason.metric} ${reason.threshold}`;
      const other = reasons.get(key);
      reasons.set(key, other ? toWorse(other, reason) : reason);
    }
  }
  return {
    verdict: toVerdict(counts),
    reasons: [...reasons.values()].sort(compareReasons),
    profile,
    ...counts,
  };
}

function toWorse(a: Reason, b: Reason): Reason {
  const [left, right] = [toSeverity(a), toSeverity(b)];
  // Different values can be equally far beyond a limit: the choice must not hang on which came first.
  const worse = right > left || (right === left && b.value < a.value) ? b : a;
  return { ...worse, streamCount: a.streamCount + b.streamCount };
}

function* toStreamQualities(segments: readonly Segment[], profile: ProfileName): Generator<Quality, void, undefined> {
  for (const segment of segments) {
    for (const media of toEntities(segment.media)) {
      for (const stream of toEntities(media.streams)) yield toStreamQuality(stream, media.label, profile);
    }
  }
}

/** The verdict on all streams of a segment. */
export function toSegmentQuality(segment: Segment, profile: ProfileName = defaultProfile): Quality {
  return combineQualities(toStreamQualities([segment], profile), profile);
}

/** Verdicts that were asked for before: several fields of a call rest on those of the same sessions. */
const known = new WeakMap<object, Map<ProfileName, Quality>>();

/** The verdict on all streams of a session: its segments must have been read, and must not change afterwards. */
export function toSessionQuality(session: Pick<Session, 'segments'>, profile: ProfileName = defaultProfile): Quality {
  const segments = toEntities(session.segments);
  if (!segments.length) return combineQualities([], profile);
  const byProfile = known.get(segments) ?? new Map<ProfileName, Quality>();
  known.set(segments, byProfile);
  const quality = byProfile.get(profile) ?? combineQualities(toStreamQualities(segments, profile), profile);
  byProfile.set(profile, quality);
  return quality;
}

/** The verdict on all streams of a call: all its sessions with their segments; a leg that Graph repeats counts once. */
export function toCallQuality(
  sessions: readonly Session[] | null | undefined,
  profile: ProfileName = defaultProfile,
): Quality {
  return combineQualities(
    toLegs(sessions).map((session) => toSessionQuality(session, profile)),
    profile,
  );
}
