import { addMs, msBetween } from '../instant.ts';
import type { Party } from './party.ts';
import { weakSpot, wiredSpot, type Scenario, type Spot } from './scenario.ts';
import type { Trouble } from './situation.ts';
import { toService, type End, type SessionPlan } from './plan.ts';
import { toEnd, toFailure, toMainTrouble, toSegment, type Stage } from './stage.ts';

interface Plight {
  readonly trouble: Trouble;
  readonly spot?: Spot;
}

const fine: Plight = { trouble: 'none' };
const onWeakWifi: Plight = { trouble: 'network', spot: weakSpot };
const onLossyWire: Plight = { trouble: 'network', spot: wiredSpot };
const unheard: Plight = { trouble: 'silent' };

/** Caller and callee of the calls of two that have a reason. */
const plights: Readonly<Partial<Record<Scenario, readonly [Plight, Plight]>>> = {
  callerWifi: [onWeakWifi, fine],
  calleeWifi: [fine, onWeakWifi],
  wiredLoss: [onLossyWire, onLossyWire],
  device: [{ trouble: 'device', spot: wiredSpot }, fine],
  silent: [unheard, unheard],
};

function toPlights({ call, random }: Stage): readonly [Plight, Plight] {
  const known = call.scenario === null ? undefined : plights[call.scenario];
  if (known !== undefined) return known;
  const trouble = toMainTrouble(call);
  const isCallerHit = random.chance(0.6);
  return [
    { trouble: isCallerHit || trouble === 'silent' ? trouble : 'none' },
    { trouble: isCallerHit ? 'none' : trouble },
  ];
}

export function planPeerToPeer(stage: Stage): SessionPlan[] {
  const { call, random } = stage;
  const [first, second] = call.parties as [Party, Party];
  const [callerPlight, calleePlight] = toPlights(stage);
  const caller = toEnd(stage, first, callerPlight.trouble, callerPlight.spot);
  const callee = toEnd(stage, second, calleePlight.trouble, calleePlight.spot);
  const failure = toFailure(random, call);
  const isTest = call.course === 'good' && random.chance(0.01);
  const shared = { id: call.id, caller, callee, start: call.start, end: call.end, failure };
  // In a call of two the record, its session and its segment share one id.
  return [{ ...shared, modalities: call.modalities, isTest, segments: [{ ...shared, isSip: false }] }];
}

/** Graph shows the leg to the telephone network and the one to the Teams client as two segments. */
export function planPstn(stage: Stage): SessionPlan[] {
  const { call, random } = stage;
  const [caller, callee] = call.parties.map((party) =>
    toEnd(stage, party, party.kind === 'phone' ? 'none' : toMainTrouble(call)),
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
