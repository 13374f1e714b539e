import { toEntities } from '../graph/entity-list.ts';
import type { CallRecord, Media, Session } from '../graph/resources.ts';
import { toLegs } from './leg.ts';
import { toEndpointIdentity } from './person.ts';
import type { ProfileName } from './profile.ts';
import type { StreamCounts, Verdict } from './quality.ts';
import { toVerdict } from './quality.ts';
import type { EndName } from './session-end.ts';
import { toPeople } from './session-end.ts';
import { toMediaKind, toStreamQuality } from './stream-quality.ts';

/** By what the streams of many calls are put together. */
export type QualityGrouping = 'DAY' | 'USER' | 'SUBNET' | 'DEVICE' | 'PLATFORM' | 'CONNECTION_TYPE' | 'MODALITY';

export interface QualityGroup extends StreamCounts {
  /** Null for streams that do not tell. */
  readonly key: string | null;
  /** A name for the key, where there is one. */
  readonly name: string | null;
  readonly callCount: number;
  readonly poorCallCount: number;
}

/** How the calls that were added went. */
export interface CallFigures {
  readonly callCount: number;
  readonly poorCallCount: number;
  readonly goodCallCount: number;
  readonly unclassifiedCallCount: number;
  /** Most poor streams first. */
  readonly groups: readonly QualityGroup[];
}

export interface CallTally {
  /** Judges every stream of a call: its sessions must have been read with their segments. */
  add(record: CallRecord, sessions: readonly Session[]): void;
  /** What the calls added so far come to. */
  toFigures(): CallFigures;
}

type VerdictCounts = Record<Verdict, number>;

interface Draft {
  name: string | null;
  callCount: number;
  poorCallCount: number;
  readonly counts: VerdictCounts;
}

const toNoCounts = (): VerdictCounts => ({ GOOD: 0, POOR: 0, UNCLASSIFIED: 0 });

/**
 * Counts calls by verdict, and their streams by day, person, place or equipment. A stream counts once for every
 * person's end that it belongs to, so that in a call between two it counts for both.
 */
export function createCallTally(grouping: QualityGrouping, profile: ProfileName): CallTally {
  const calls = toNoCounts();
  const drafts = new Map<string | null, Draft>();

  function addToGroup(key: string | null, name: string | null, counts: VerdictCounts): void {
    let draft = drafts.get(key);
    if (!draft) {
      draft = { name, callCount: 0, poorCallCount: 0, counts: toNoCounts() };
      drafts.set(key, draft);
    }
    draft.name ??= name;
    draft.callCount += 1;
    if (counts.POOR) draft.poorCallCount += 1;
    addCounts(draft.counts, counts);
  }

  return {
    add(record, sessions) {
      const whole = toNoCounts();
      const groups = new Map<string | null, { name: string | null; readonly counts: VerdictCounts }>();
      for (const session of toLegs(sessions)) {
        for (const segment of toEntities(session.segments)) {
          for (const media of toEntities(segment.media)) {
            if (!toEntities(media.streams).length) continue;
            const counts = countStreams(media, profile);
            addCounts(whole, counts);
            for (const [key, name] of toKeys(grouping, record, session, media)) {
              const group = groups.get(key) ?? { name, counts: toNoCounts() };
              groups.set(key, group);
              group.name ??= name;
              addCounts(group.counts, counts);
            }
          }
        }
      }
      calls[toVerdict(toStreamCounts(whole))] += 1;
      for (const [key, { name, counts }] of groups) addToGroup(key, name, counts);
    },
    toFigures: () => ({
      callCount: calls.POOR + calls.GOOD + calls.UNCLASSIFIED,
      poorCallCount: calls.POOR,
      goodCallCount: calls.GOOD,
      unclassifiedCallCount: calls.UNCLASSIFIED,
      groups: [...drafts]
        .map(([key, { name, callCount, poorCallCount, counts }]) => ({
          key,
          name,
          callCount,
          poorCallCount,
          ...toStreamCounts(counts),
        }))
        .sort((a, b) => b.poorStreamCount - a.poorStreamCount || (String(a.key) < String(b.key) ? -1 : 1)),
    }),
  };
}

function countStreams({ streams, label }: Media, profile: ProfileName): VerdictCounts {
  const counts = toNoCounts();
  for (const stream of toEntities(streams)) counts[toStreamQuality(stream, label, profile).verdict] += 1;
  return counts;
}

function addCounts(sum: VerdictCounts, counts: VerdictCounts): void {
  sum.GOOD += counts.GOOD;
  sum.POOR += counts.POOR;
  sum.UNCLASSIFIED += counts.UNCLASSIFIED;
}

function toStreamCounts({ POOR, GOOD, UNCLASSIFIED }: VerdictCounts): StreamCounts {
  return { poorStreamCount: POOR, goodStreamCount: GOOD, unclassifiedStreamCount: UNCLASSIFIED };
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
    const [stream] = toEntities(media.streams);
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
