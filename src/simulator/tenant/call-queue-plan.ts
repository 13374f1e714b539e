import { addMs, msBetween } from '../instant.ts';
import type { Party } from './party.ts';
import { toService, type End, type Failure, type SessionPlan } from './plan.ts';
import { toEnd, toFailure, toMainTrouble, toSegment, type Span, type Stage } from './stage.ts';

/**
 * One leg of the caller reaches several service identities, and Graph returns it once for each: the first two sessions
 * carry the same id (Graph documentation, "Call records API frequently asked questions").
 */
export function planCallQueue(stage: Stage): SessionPlan[] {
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
    const trouble = isLast ? toMainTrouble(call) : 'none';
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
