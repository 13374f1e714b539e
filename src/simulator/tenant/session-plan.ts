import { addMs, msBetween, type Instant } from '../instant.ts';
import { createRandom, type Random } from '../random.ts';
import type { Call } from './call.ts';
import { toClient } from './client.ts';
import type { Party } from './party.ts';
import { toService, type End, type Failure, type SegmentPlan, type SessionPlan } from './plan.ts';
import { toSituation, type Trouble } from './situation.ts';

/** Every one of them, rejoining included, has a session of its own. */
const townHallSessionCount = 300;

interface Stage {
  readonly call: Call;
  readonly seed: number;
  readonly random: Random;
}

function toEnd({ random, seed }: Stage, party: Party, trouble: Trouble): End {
  const client = toClient(party, random, seed);
  return { kind: 'participant', party, client, situation: toSituation(random, party, client, trouble) };
}

function toFailure(random: Random, { course }: Call): Failure | null {
  switch (course) {
    case 'failedSetup':
      return {
        stage: 'callSetup',
        reason: random.pick([
          null,
          'No answer.',
          'The call was declined.',
          'Media connectivity could not be established.',
        ]),
      };
    case 'failedMidcall':
      return {
        stage: 'midcall',
        reason: random.pick([null, 'Media connectivity was lost.', 'The network connection was lost.']),
      };
    default:
      return null;
  }
}

/** The trouble of the one participant who has it, in calls of two. */
function toMainTrouble(random: Random, { course }: Call): Trouble {
  if (course === 'poor') return random.chance(0.75) ? 'network' : 'device';
  if (course === 'silent') return 'silent';
  return course === 'failedMidcall' ? 'network' : 'none';
}

type Span = Pick<SegmentPlan, 'start' | 'end'>;

function toSegment(id: string, caller: End, callee: End, span: Span, rest?: Partial<SegmentPlan>): SegmentPlan {
  return { id, caller, callee, start: span.start, end: span.end, failure: null, isSip: false, ...rest };
}

function planPeerToPeer(stage: Stage): SessionPlan[] {
  const { call, random } = stage;
  const [first, second] = call.parties as [Party, Party];
  const trouble = toMainTrouble(random, call);
  const isCallerHit = random.chance(0.6);
  const caller = toEnd(stage, first, isCallerHit || trouble === 'silent' ? trouble : 'none');
  const callee = toEnd(stage, second, isCallerHit ? 'none' : trouble);
  const failure = toFailure(random, call);
  const isTest = call.course === 'good' && random.chance(0.01);
  const shared = { id: call.id, caller, callee, start: call.start, end: call.end, failure };
  // In a call of two the record, its session and its segment share one id.
  return [{ ...shared, modalities: call.modalities, isTest, segments: [{ ...shared, isSip: false }] }];
}

/** Graph shows the leg to the telephone network and the one to the Teams client as two segments. */
function planPstn(stage: Stage): SessionPlan[] {
  const { call, random } = stage;
  const [caller, callee] = call.parties.map((party) =>
    toEnd(stage, party, party.kind === 'phone' ? 'none' : toMainTrouble(random, call)),
  ) as [End, End];
  const failure = toFailure(random, call);
  const gateway = toService('mediationServer');
  const answered = addMs(call.start, Math.min(random.between(2500, 9000), msBetween(call.start, call.end) / 3));
  const isInbound = caller.kind === 'participant' && caller.party.kind === 'phone';
  const span = { start: call.start, end: call.end };
  const segments = [
    toSegment(random.guid(), caller, gateway, span, { isSip: isInbound, failure: isInbound ? null : failure }),
    toSegment(
      random.guid(),
      gateway,
      callee,
      { start: answered, end: call.end },
      { isSip: !isInbound, failure: isInbound ? failure : null },
    ),
  ];
  return [{ id: call.id, caller, callee, ...span, modalities: call.modalities, failure, isTest: false, segments }];
}

/**
 * One leg of the caller reaches several service identities, and Graph returns it once for each: the first two sessions
 * carry the same id (Graph documentation, "Call records API frequently asked questions").
 */
function planCallQueue(stage: Stage): SessionPlan[] {
  const { call, random } = stage;
  const [phone, , , ...agents] = call.parties as [Party, Party, Party, ...Party[]];
  const caller = toEnd(stage, phone, 'none');
  const lengthMs = msBetween(call.start, call.end);
  const transferred = addMs(call.start, lengthMs * random.between(0.06, 0.12));
  const legId = random.guid();
  const queue = toService('skypeForBusinessCallQueues');
  const toSession = (
    id: string,
    from: End,
    to: End,
    span: Span,
    failure: Failure | null,
    isSip: boolean,
  ): SessionPlan => ({
    id,
    caller: from,
    callee: to,
    ...span,
    modalities: call.modalities,
    failure,
    isTest: false,
    segments: [toSegment(random.guid(), from, to, span, { failure, isSip })],
  });

  let ringing = addMs(transferred, lengthMs * 0.02);
  const legs = agents.map((agent, index) => {
    const isLast = index === agents.length - 1;
    const end = isLast ? call.end : addMs(ringing, lengthMs * 0.08);
    const isAnswered = isLast && call.course !== 'failedSetup';
    // An agent who lets it ring counts as a failed set-up, without a reason.
    const failure = isAnswered ? toFailure(random, call) : ({ stage: 'callSetup', reason: null } as const);
    const trouble = isLast ? toMainTrouble(random, call) : 'none';
    const span = { start: ringing, end };
    ringing = addMs(end, 400);
    return toSession(random.guid(), queue, toEnd(stage, agent, trouble), span, failure, false);
  });
  return [
    toSession(
      legId,
      caller,
      toService('skypeForBusinessAutoAttendant'),
      { start: call.start, end: transferred },
      null,
      true,
    ),
    toSession(legId, caller, queue, { start: transferred, end: call.end }, null, true),
    ...legs,
  ];
}

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
  const counts: number[] = call.parties.map((_, index) => (index > 0 && call.kind === 'meeting' && random.chance(0.13) ? 2 : 1));
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
  const networkShare = course === 'poor' ? 30 : 6;
  return random.weighted([
    ['none', 100 - networkShare - 7],
    ['network', networkShare],
    ['device', 4],
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

function planMeeting(stage: Stage): SessionPlan[] {
  const { call, random } = stage;
  const conference = toService('mediaController');
  const joins = toJoinCounts(stage);
  const sessions = call.parties.flatMap((party, partyIndex) => {
    const isOrganizer = partyIndex === 0;
    return toAttendance(stage, joins[partyIndex] ?? 1, isOrganizer).map((span): SessionPlan => {
      const isPhone = party.kind === 'phone';
      const caller = toEnd(stage, party, isPhone ? 'none' : toMeetingTrouble(random, call));
      const failure =
        partyIndex === 1
          ? toFailure(random, call)
          : random.chance(0.01)
            ? ({ stage: 'midcall', reason: null } as const)
            : null;
      const id = random.guid();
      const own = call.modalities.filter((modality) => modality === 'audio' || random.chance(0.75));
      return {
        id,
        caller,
        callee: conference,
        ...span,
        modalities: isPhone ? ['audio'] : isOrganizer ? call.modalities : own,
        failure,
        isTest: false,
        segments: isPhone
          ? toDialInSegments(stage, caller, span)
          : [toSegment(id, caller, conference, span, { failure })],
      };
    });
  });
  return sessions.sort((one, other) => compare(one.start, other.start));
}

const compare = (one: Instant, other: Instant) => (one < other ? -1 : one > other ? 1 : 0);

/** The sessions of a call, the same ones however often and in whatever order they are asked for. */
export function planSessions(call: Call, seed: number): readonly SessionPlan[] {
  const stage = { call, seed, random: createRandom(seed, call.id, 'sessions') };
  switch (call.kind) {
    case 'peerToPeer':
      return planPeerToPeer(stage);
    case 'pstn':
      return planPstn(stage);
    case 'callQueue':
      return planCallQueue(stage);
    case 'meeting':
    case 'townHall':
      return planMeeting(stage);
  }
}
