import { addMs, msBetween, type Instant } from '../instant.ts';
import type { Random } from '../random.ts';
import type { Call } from './call.ts';
import { toService, type End, type Failure, type Modality, type SegmentPlan, type SessionPlan } from './plan.ts';
import type { Party } from './party.ts';
import { weakSpot, wiredSpot } from './scenario.ts';
import type { Trouble } from './situation.ts';
import { toEnd, toFailure, toSegment, type Span, type Stage } from './stage.ts';

/** Every one of them, rejoining included, has a session of its own. */
const townHallSessionCount = 300;

const compare = (one: Instant, other: Instant) => (one < other ? -1 : one > other ? 1 : 0);

/** When someone who joined `count` times was there; the first and last minutes of a meeting see people come and go. */
function toAttendance({ call, random }: Stage, count: number, isOrganizer: boolean): Span[] {
  const lengthMs = msBetween(call.start, call.end);
  const arrivedMs = isOrganizer ? 0 : lengthMs * random.between(0.001, 0.12);
  const leftMs = isOrganizer ? lengthMs : lengthMs * random.between(0.9, 0.999);
  const sliceMs = (leftMs - arrivedMs) / count;
  return Array.from({ length: count }, (_, index) => {
    const from = arrivedMs + index * sliceMs;
    const isLast = index === count - 1;
    return {
      start: isOrganizer && index === 0 ? call.start : addMs(call.start, from),
      end:
        isOrganizer && isLast ? call.end : addMs(call.start, from + sliceMs * (isLast ? 1 : random.between(0.9, 0.98))),
    };
  });
}

function toJoinCounts({ call, random }: Stage): number[] {
  const counts: number[] = call.parties.map((_, index) =>
    index > 0 && call.kind === 'meeting' && random.chance(0.13) ? 2 : 1,
  );
  if (call.kind === 'townHall') {
    for (let extra = townHallSessionCount - counts.length; extra > 0; extra -= 1) {
      const index = random.integer(1, counts.length - 1);
      counts[index] = (counts[index] ?? 0) + 1;
    }
  }
  return counts;
}

function toMeetingTrouble(random: Random, { course }: Call): Trouble {
  if (course === 'silent') return random.chance(0.6) ? 'silent' : 'none';
  const networkShare = course === 'poorNetwork' ? 30 : 6;
  const deviceShare = course === 'poorDevice' ? 30 : 4;
  return random.weighted([
    ['none', 97 - networkShare - deviceShare],
    ['network', networkShare],
    ['device', deviceShare],
    ['silent', 3],
  ]);
}

/** A phone passes the gateway and the conference attendant before it is in the meeting. */
function toDialInSegments({ random }: Stage, caller: End, span: Span): SegmentPlan[] {
  const joined = addMs(span.start, Math.min(22_000, msBetween(span.start, span.end) / 3));
  return [
    toSegment(random.guid(), caller, toService('mediationServer'), span, { isSip: true }),
    toSegment(random.guid(), caller, toService('conferencingAttendant'), { start: span.start, end: joined }),
    toSegment(random.guid(), caller, toService('mediaController'), { start: joined, end: span.end }),
  ];
}

/** The failure of the call hits the second to join; now and then someone drops out of a good one. */
function toLegFailure(stage: Stage, partyIndex: number): Failure | null {
  if (partyIndex === 1) return toFailure(stage.random, stage.call);
  return stage.random.chance(0.01) ? { stage: 'midcall', reason: null } : null;
}

/** Who never gets in gives up within the minute. */
function toActualSpan(random: Random, span: Span, failure: Failure | null): Span {
  if (failure?.stage !== 'callSetup') return span;
  const gaveUp = addMs(span.start, random.between(6000, 42_000));
  return { start: span.start, end: gaveUp < span.end ? gaveUp : span.end };
}

function toModalities({ call, random }: Stage, party: Party, isOrganizer: boolean): readonly Modality[] {
  if (party.kind === 'phone') return ['audio'];
  // One session has all of the call, so that the call's list is the union over its sessions.
  if (isOrganizer) return call.modalities;
  return call.modalities.filter((modality) => modality === 'audio' || random.chance(0.75));
}

/** How one participant fares; where the meeting has a reason, it is the second who has the trouble. */
function toJoinEnd(stage: Stage, party: Party, partyIndex: number): End {
  if (party.kind === 'phone') return toEnd(stage, party, 'none');
  if (stage.call.scenario === null) return toEnd(stage, party, toMeetingTrouble(stage.random, stage.call));
  const isPoor = stage.call.scenario === 'onePoorParticipant' && partyIndex === 1;
  return isPoor ? toEnd(stage, party, 'network', weakSpot) : toEnd(stage, party, 'none', wiredSpot);
}

function planJoin(
  stage: Stage,
  party: Party,
  partyIndex: number,
  planned: Span,
  failureOf: () => Failure | null,
): SessionPlan {
  const { random } = stage;
  const isPhone = party.kind === 'phone';
  const conference = toService('mediaController');
  const caller = toJoinEnd(stage, party, partyIndex);
  const failure = isPhone ? null : failureOf();
  const span = toActualSpan(random, planned, failure);
  const id = random.guid();
  return {
    id,
    caller,
    callee: conference,
    ...span,
    modalities: toModalities(stage, party, partyIndex === 0),
    failure,
    isTest: false,
    segments: isPhone ? toDialInSegments(stage, caller, span) : [toSegment(id, caller, conference, span, { failure })],
  };
}

/** The joins of the second in a meeting that has a reason: planned spans, and how each failed. */
function toScenarioJoins({ call }: Stage): readonly (readonly [span: Span, failure: Failure | null])[] {
  const lengthMs = msBetween(call.start, call.end);
  const toSpan = (from: number, to: number): Span => ({
    start: addMs(call.start, lengthMs * from),
    end: addMs(call.start, lengthMs * to),
  });
  const failed: Failure = { stage: 'callSetup', reason: 'Media connectivity could not be established.' };
  switch (call.scenario) {
    case 'twoDevices':
      return [
        [toSpan(0.05, 0.7), null],
        [toSpan(0.4, 0.95), null],
      ];
    case 'failedJoins':
      return [
        [toSpan(0.02, 0.04), failed],
        [toSpan(0.06, 0.08), failed],
        [toSpan(0.1, 0.95), null],
      ];
    default:
      return [[toSpan(0.05, 0.95), null]];
  }
}

function planScenario(stage: Stage): SessionPlan[] {
  return stage.call.parties.flatMap((party, index) => {
    if (index === 1) {
      return toScenarioJoins(stage).map(([span, failure]) => planJoin(stage, party, index, span, () => failure));
    }
    return toAttendance(stage, 1, index === 0).map((span) => planJoin(stage, party, index, span, () => null));
  });
}

function planChance(stage: Stage): SessionPlan[] {
  const joins = toJoinCounts(stage);
  return stage.call.parties.flatMap((party, index) =>
    toAttendance(stage, joins[index] ?? 1, index === 0).map((span) =>
      planJoin(stage, party, index, span, () => toLegFailure(stage, index)),
    ),
  );
}

/** One session for each time that someone joined, by time. */
export function planMeeting(stage: Stage): SessionPlan[] {
  const sessions = stage.call.scenario === null ? planChance(stage) : planScenario(stage);
  return sessions.sort((one, other) => compare(one.start, other.start));
}
