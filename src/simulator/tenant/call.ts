import { addMs, toInstant, type Instant } from '../instant.ts';
import { createRandom, type Random } from '../random.ts';
import type { Cast } from './cast.ts';
import type { Party } from './party.ts';
import type { Modality } from './plan.ts';
import type { Scenario } from './scenario.ts';

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

const minuteMs = 60_000;

/** A call and its place in the month decide its id, so ids of a seed are the same at any time. */
export function toCallId(seed: number, rank: number): string {
  return createRandom(seed, 'call', rank).guid();
}

function toDurationMs(random: Random, { kind, course }: CallOutline): number {
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

function toModalities(random: Random, { kind }: CallOutline): readonly Modality[] {
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

function toParties(random: Random, cast: Cast, outline: CallOutline): readonly Party[] {
  switch (outline.kind) {
    case 'peerToPeer':
      return cast.pair(random);
    case 'pstn':
      return cast.withPhone(random);
    case 'callQueue':
      return cast.queue(random);
    case 'meeting':
      return cast.meeting(random, outline.hasCommunicationServicesUser);
    case 'townHall':
      return cast.townHall(random);
  }
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
  const isMeeting = outline.kind === 'meeting' || outline.kind === 'townHall';
  const durationMs = toDurationMs(random, outline);
  const wantedEndMs = (isMeeting ? toScheduledMs(random, plannedStartMs) : plannedStartMs) + durationMs;
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

  const parties = toParties(random, cast, outline);
  const organizer = parties[0];
  if (organizer === undefined) throw new RangeError('A call needs someone in it.');
  return {
    id,
    kind: outline.kind,
    course: outline.course,
    scenario: outline.scenario,
    type: outline.kind === 'peerToPeer' || outline.kind === 'pstn' ? 'peerToPeer' : 'groupCall',
    start,
    end,
    lastModified: addMs(end, isRewritten ? firstWriteMs + rewriteMs : firstWriteMs),
    version: isRewritten ? wantedVersion : 1,
    modalities: toModalities(random, outline),
    joinWebUrl: isMeeting ? toJoinWebUrl(random, tenantId, organizer) : null,
    organizer,
    parties,
  };
}
