import type { CallRecord, Participant, Session } from '../graph/resources.ts';
import { combineQualities, toSessionQuality } from './combined-quality.ts';
import { addDays, toInstantMs } from './instant.ts';
import { toLegs } from './leg.ts';
import { isApplication, toEndpointIdentity, toParticipantIdentity, toPersonKey } from './person.ts';
import { defaultProfile, type ProfileName } from './profile.ts';
import { hasPstnLeg } from './pstn.ts';
import { toSeverity, type Quality } from './quality.ts';
import { toPeople } from './session-end.ts';

export interface Summary {
  readonly participantCount: number;
  readonly failedSessionCount: number;
  readonly poorStreamCount: number;
  /** The session as it was given; null when no session has a poor stream. */
  readonly worstSession: Session | null;
  readonly hasPstnLeg: boolean;
  /** RFC 3339 instant in UTC; null when the start of the call is not known. */
  readonly availableUntil: string | null;
  readonly isSettled: boolean;
  /** The verdict on the whole call. */
  readonly quality: Quality;
}

/** Graph keeps records for 30 days (https://learn.microsoft.com/graph/api/callrecords-callrecord-get). */
const retentionDays = 30;

/**
 * Ours: Graph promises the first version within 150 minutes of the end and sets no bound for later ones, which follow
 * when clients report late. A machine that was shut down right after the call reports when it is next opened, mostly
 * within a day.
 */
export const settledAfterMs = 24 * 60 * 60 * 1000;

/**
 * What there is to say about a call in one line. `nowMs` is the present in milliseconds since the Unix epoch.
 *
 * - participantCount: different people among the participants (`participants`, else those in the record) and the ends of
 *   the sessions. Ends that do not say whose they are count only beyond the participants who are in no session, because
 *   those they may be.
 * - failedSessionCount: legs with a failure of whatever stage, so also expected ones, as when somebody hangs up in a menu.
 * - worstSession: the most poor streams; among equals the value furthest beyond its limit; else the first.
 * - isSettled: the call ended more than 24 hours ago; false when its end is not known.
 *
 * A leg that Graph repeats counts once. Sessions need their segments for all that is about streams.
 */
export function toSummary(
  record: Pick<CallRecord, 'type' | 'startDateTime' | 'endDateTime' | 'organizer_v2' | 'participants_v2'>,
  sessions: readonly Session[] | null | undefined,
  participants: readonly Participant[] | null | undefined,
  { nowMs, profile = defaultProfile }: { readonly nowMs: number; readonly profile?: ProfileName },
): Summary {
  const legs = toLegs(sessions);
  const listed = participants ?? record.participants_v2 ?? [];
  const rated = legs.map((session) => ({ session, quality: toSessionQuality(session, profile) }));
  const quality = combineQualities(
    rated.map(({ quality }) => quality),
    profile,
  );
  const endMs = toInstantMs(record.endDateTime);
  return {
    participantCount: countPeople(record, legs, listed),
    failedSessionCount: legs.filter(({ failureInfo }) => Boolean(failureInfo)).length,
    poorStreamCount: quality.poorStreamCount,
    worstSession: toWorst(rated),
    hasPstnLeg: hasPstnLeg(record, sessions, listed),
    availableUntil: addDays(record.startDateTime, retentionDays),
    isSettled: endMs !== undefined && nowMs - endMs > settledAfterMs,
    quality,
  };
}

function countPeople(
  record: Pick<CallRecord, 'type'>,
  legs: readonly Session[],
  participants: readonly Participant[],
): number {
  const present = new Set<string>();
  let namelessCount = 0;
  for (const leg of legs) {
    for (const [, endpoint] of toPeople(record, leg)) {
      const key = toPersonKey(toEndpointIdentity(endpoint));
      if (key === undefined) namelessCount += 1;
      else present.add(key);
    }
  }
  const absent = new Set<unknown>();
  for (const participant of participants) {
    if (isApplication(participant)) continue;
    const key = toPersonKey(toParticipantIdentity(participant)) ?? participant;
    if (typeof key !== 'string' || !present.has(key)) absent.add(key);
  }
  return present.size + Math.max(absent.size, namelessCount);
}

function toWorst(rated: readonly { readonly session: Session; readonly quality: Quality }[]): Session | null {
  let worst: Session | null = null;
  let [mostPoor, highest] = [0, 0];
  for (const { session, quality } of rated) {
    const [reason] = quality.reasons;
    if (!reason || quality.poorStreamCount < mostPoor) continue;
    const severity = toSeverity(reason);
    if (quality.poorStreamCount === mostPoor && severity <= highest) continue;
    [worst, mostPoor, highest] = [session, quality.poorStreamCount, severity];
  }
  return worst;
}
