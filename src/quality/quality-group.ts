import type { CallRecord, Media, Session } from '../graph/resources.ts';
import { toLegs } from './leg.ts';
import { toEndpointIdentity } from './person.ts';
import type { ProfileName } from './profile.ts';
import type { Verdict } from './quality.ts';
import type { EndName } from './session-end.ts';
import { toPeople } from './session-end.ts';
import { toMediaKind, toStreamQuality } from './stream-quality.ts';

/** By what the streams of many calls are put together. */
export type QualityGrouping = 'DAY' | 'USER' | 'SUBNET' | 'DEVICE' | 'PLATFORM' | 'CONNECTION_TYPE' | 'MODALITY';

export interface QualityGroup {
  /** Null for streams that do not tell. */
  readonly key: string | null;
  /** A name for the key, where there is one. */
  readonly name: string | null;
  readonly callCount: number;
  readonly poorCallCount: number;
  readonly poorStreamCount: number;
  readonly goodStreamCount: number;
  readonly unclassifiedStreamCount: number;
}

interface Draft {
  name: string | null;
  readonly calls: Set<string>;
  readonly poorCalls: Set<string>;
  readonly counts: Record<Verdict, number>;
}

export interface CallWithSessions {
  readonly record: CallRecord;
  readonly sessions: readonly Session[];
}

/**
 * The streams of calls by day, person, place or equipment: most poor streams first. A stream counts once for every
 * person's end that it belongs to, so that in a call between two it counts for both.
 */
export function toQualityGroups(
  calls: readonly CallWithSessions[],
  grouping: QualityGrouping,
  profile: ProfileName,
): QualityGroup[] {
  const drafts = new Map<string | null, Draft>();
  for (const { record, sessions } of calls) {
    for (const session of toLegs(sessions)) {
      for (const segment of session.segments ?? []) {
        for (const media of segment.media ?? []) {
          const keys = toKeys(grouping, record, session, media);
          for (const stream of media.streams ?? []) {
            const { verdict } = toStreamQuality(stream, media.label, profile);
            for (const [key, name] of keys) count(drafts, key, name, record.id, verdict);
          }
        }
      }
    }
  }
  return [...drafts]
    .map(([key, { name, calls, poorCalls, counts }]) => ({
      key,
      name,
      callCount: calls.size,
      poorCallCount: poorCalls.size,
      poorStreamCount: counts.POOR,
      goodStreamCount: counts.GOOD,
      unclassifiedStreamCount: counts.UNCLASSIFIED,
    }))
    .sort((a, b) => b.poorStreamCount - a.poorStreamCount || (String(a.key) < String(b.key) ? -1 : 1));
}

function count(
  drafts: Map<string | null, Draft>,
  key: string | null,
  name: string | null,
  callId: string,
  verdict: Verdict,
): void {
  let draft = drafts.get(key);
  if (!draft) {
    draft = { name, calls: new Set(), poorCalls: new Set(), counts: { GOOD: 0, POOR: 0, UNCLASSIFIED: 0 } };
    drafts.set(key, draft);
  }
  draft.name ??= name;
  draft.calls.add(callId);
  if (verdict === 'POOR') draft.poorCalls.add(callId);
  draft.counts[verdict] += 1;
}

/** The groups that the streams of a media belong to, with their names. */
function toKeys(
  grouping: QualityGrouping,
  record: CallRecord,
  session: Session,
  media: Media,
): ReadonlyMap<string | null, string | null> {
  if (grouping === 'DAY') return new Map([[record.startDateTime?.slice(0, 10) ?? null, null]]);
  if (grouping === 'MODALITY') {
    const [stream] = media.streams ?? [];
    return new Map([[(stream && toMediaKind(media.label, stream)) ?? null, null]]);
  }
  const keys = new Map<string | null, string | null>();
  for (const [end, endpoint] of toPeople(record, session)) {
    if (grouping === 'USER') {
      const identity = toEndpointIdentity(endpoint);
      keys.set(identity?.id ?? null, identity?.displayName ?? null);
    } else if (grouping === 'PLATFORM') {
      const { platform } = (endpoint?.userAgent ?? {}) as { platform?: string | null };
      keys.set(platform ?? null, null);
    } else keys.set(toEndKey(grouping, end, media), null);
  }
  return keys;
}

function toEndKey(grouping: 'SUBNET' | 'DEVICE' | 'CONNECTION_TYPE', end: EndName, media: Media): string | null {
  const network = end === 'caller' ? media.callerNetwork : media.calleeNetwork;
  const device = end === 'caller' ? media.callerDevice : media.calleeDevice;
  if (grouping === 'SUBNET') return network?.subnet ?? null;
  if (grouping === 'DEVICE') return device?.captureDeviceName ?? null;
  return network?.connectionType ?? null;
}
