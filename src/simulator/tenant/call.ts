import { addMs, toInstant, type Instant } from '../instant.ts';
import { createRandom, type Random } from '../random.ts';
import type { Cast } from './cast.ts';
import type { Party, UserParty } from './party.ts';
import type { Modality } from './plan.ts';
import type { Scenario } from './scenario.ts';
import type { Telemetry } from './telemetry.ts';

export type CallKind = 'peerToPeer' | 'meeting' | 'pstn' | 'callQueue' | 'townHall';

export type Course = 'good' | 'poorNetwork' | 'poorDevice' | 'failedSetup' | 'failedMidcall' | 'silent';

/** All of a call that the list needs; sessions are made when they are asked for. */
export interface Call {
  readonly id: string;
  readonly kind: CallKind;
  readonly course: Course;
  readonly scenario: Scenario | null;
  readonly type: 'groupCall' | 'peerToPeer';
  readonly start: Instant;
  readonly end: Instant;
  readonly lastModified: Instant;
  readonly version: number;
  /** How much of what the clients report has arrived with this version. */
  readonly telemetry: Telemetry;
  readonly modalities: readonly Modality[];
  readonly joinWebUrl: string | null;
  readonly organizer: Party;
  /** Everyone in the call; in a call of two the caller comes first. */
  readonly parties: readonly Party[];
}

export interface CallOutline {
  readonly rank: number;
  readonly kind: CallKind;
  readonly course: Course;
  readonly scenario: Scenario | null;
  readonly hasCommunicationServicesUser: boolean;
}

/** What a call is about, wherever in time it has its place. */
export type CallSubject = Omit<CallOutline, 'rank'>;

/** When a call was and what has been written of it. */
export type CallHistory = Pick<Call, 'id' | 'start' | 'end' | 'lastModified' | 'version' | 'telemetry'>;

const minuteMs = 60_000;

/** A call and its place in the month decide its id, so ids of a seed are the same at any time. */
export function toCallId(seed: number, rank: number): string {
  return createRandom(seed, 'call', rank).guid();
}

export function toDurationMs(random: Random, { kind, course }: CallSubject): number {
  if (course === 'failedSetup' && (kind === 'peerToPeer' || kind === 'pstn')) return random.between(8_000, 48_000);
  switch (kind) {
    case 'peerToPeer':
      return random.between(0.6, random.chance(0.3) ? 42 : 12) * minuteMs;
    case 'pstn':
      return random.between(0.8, 16) * minuteMs;
    case 'callQueue':
      return random.between(3, 18) * minuteMs;
    case 'meeting':
      return (random.pick([15, 30, 30, 30, 45, 60, 60, 90]) + random.between(-3, 6)) * minuteMs;
    case 'townHall':
      return random.between(66, 74) * minuteMs;
  }
}

function toModalities(random: Random, { kind }: CallSubject): readonly Modality[] {
  switch (kind) {
    case 'pstn':
    case 'callQueue':
      return ['audio'];
    case 'townHall':
      return ['audio', 'video', 'videoBasedScreenSharing'];
    case 'peerToPeer':
      return random.weighted([
        [['audio'], 55],
        [['audio', 'video'], 25],
        [['audio', 'videoBasedScreenSharing'], 12],
        [['audio', 'video', 'videoBasedScreenSharing'], 8],
      ]);
    case 'meeting':
      return random.weighted([
        [['audio', 'video', 'videoBasedScreenSharing'], 60],
        [['audio', 'video'], 25],
        [['audio', 'videoBasedScreenSharing'], 15],
      ]);
  }
}

function toJoinWebUrl(random: Random, tenantId: string, organizer: Party): string {
  const context = encodeURIComponent(JSON.stringify({ Tid: tenantId, Oid: organizer.id }));
  return `https://teams.microsoft.com/l/meetup-join/19%3ameeting_${random.hex(40)}%40thread.v2/0?context=${context}`;
}

function toParties(random: Random, cast: Cast, subject: CallSubject): readonly Party[] {
  switch (subject.kind) {
    case 'peerToPeer':
      return cast.pair(random);
    case 'pstn':
      return cast.withPhone(random);
    case 'callQueue':
      return cast.queue(random);
    case 'meeting':
      return cast.meeting(random, subject.hasCommunicationServicesUser);
    case 'townHall':
      return cast.townHall(random);
  }
}

const isMeeting = ({ kind }: CallSubject) => kind === 'meeting' || kind === 'townHall';

/** With `member`, someone takes part in any case: in place of the last user whom chance has called. */
function toPartiesWith(parties: readonly Party[], member: UserParty | undefined): readonly Party[] {
  if (member === undefined || parties.some(({ id }) => id === member.id)) return parties;
  const place = parties.findLastIndex(({ kind }) => kind === 'user');
  return parties.map((party, index) => (index === place ? member : party));
}

/** A call with those who are in it and what they use, drawn from `random` in this order. */
export function toPeopledCall(
  random: Random,
  tenantId: string,
  cast: Cast,
  subject: CallSubject,
  history: CallHistory,
  member?: UserParty,
): Call {
  const parties = toPartiesWith(toParties(random, cast, subject), member);
  const organizer = parties[0];
  if (organizer === undefined) throw new RangeError('A call needs someone in it.');
  return {
    ...history,
    kind: subject.kind,
    course: subject.course,
    scenario: subject.scenario,
    type: subject.kind === 'peerToPeer' || subject.kind === 'pstn' ? 'peerToPeer' : 'groupCall',
    modalities: toModalities(random, subject),
    joinWebUrl: isMeeting(subject) ? toJoinWebUrl(random, tenantId, organizer) : null,
    organizer,
    parties,
  };
}

/** Meetings begin around the full and the half hour. */
function toScheduledMs(random: Random, startMs: number): number {
  const slotMs = 30 * minuteMs;
  return Math.floor(startMs / slotMs) * slotMs + random.between(-4, 3) * minuteMs;
}

/** Times are milliseconds; the call ends by `latestEndMs`, the newest one shortly before it. */
export function toCall(
  seed: number,
  tenantId: string,
  cast: Cast,
  outline: CallOutline,
  plannedStartMs: number,
  latestEndMs: number,
): Call {
  const random = createRandom(seed, 'call', outline.rank);
  const id = random.guid();
  const durationMs = toDurationMs(random, outline);
  const wantedEndMs = (isMeeting(outline) ? toScheduledMs(random, plannedStartMs) : plannedStartMs) + durationMs;
  const endMs = outline.rank === 0 ? latestEndMs : Math.min(wantedEndMs, latestEndMs - outline.rank * 1000);
  const start = toInstant(endMs - durationMs, random.integer(1, 9999));
  const end = toInstant(endMs, random.integer(1, 9999));

  const wantedVersion = random.weighted([
    [1, 35],
    [2, 40],
    [3, 18],
    [4, 7],
  ] as const);
  const firstWriteMs = random.between(5, 11) * minuteMs;
  const rewriteMs = (wantedVersion - 1) * random.between(25, 600) * minuteMs;
  // A later version that would lie ahead of the clock has not been written yet.
  const isRewritten = endMs + firstWriteMs + rewriteMs < latestEndMs;

  return toPeopledCall(random, tenantId, cast, outline, {
    id,
    start,
    end,
    lastModified: addMs(end, isRewritten ? firstWriteMs + rewriteMs : firstWriteMs),
    version: isRewritten ? wantedVersion : 1,
    telemetry: 'whole',
  });
}
