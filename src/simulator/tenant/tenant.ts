import type { Organizer, Participant } from '../../graph/resources.ts';
import { createRandom } from '../random.ts';
import { toOutline } from './agenda.ts';
import {
  toOrganizerBody,
  toRecordBody,
  toSegmentBodies,
  toSessionBody,
  type RecordBody,
  type SegmentBody,
  type SessionBody,
  type SessionPlace,
} from './body.ts';
import { toCall, type Call } from './call.ts';
import { createCast } from './cast.ts';
import { toParticipant } from './identity.ts';
import { toNewCall, type NewCallPlan } from './new-call.ts';
import { createPeople } from './people.ts';
import type { PhoneLeg } from './phone-leg.ts';
import type { SessionPlan } from './plan.ts';
import { toRecordLegs } from './record-leg.ts';
import { planSessions } from './session-plan.ts';
import { createTelephony, type Telephony } from './telephony.ts';
import { isAwaited } from './telemetry.ts';
import { toStartTimes } from './timeline.ts';

export interface Tenant {
  readonly id: string;
  /** Newest start first. */
  readonly calls: readonly Call[];
  find(callId: string): Call | undefined;
  sessionCount(call: Call): number;
  recordBody(call: Call, isListed: boolean): RecordBody;
  organizerBody(call: Call): Organizer;
  participantBodies(call: Call, from: number, to: number): Participant[];
  sessionBodies(call: Call, from: number, to: number): SessionBody[];
  /** Segments of the session at `index`; an id would not do, for ids repeat. */
  segmentBodies(call: Call, index: number): SegmentBody[];
  /** Legs of a call to the telephone network. */
  legs(call: Call): readonly PhoneLeg[];
  /** A call that the tenant did not have at its start. Throws RangeError for a participant whom it does not know. */
  newCall(plan: NewCallPlan): Call;
  readonly telephony: Telephony;
}

const callCount = 400;
/** The newest call ends this long before the start, so that its first version has been written. */
const settleMs = 12 * 60_000;
const keptPlans = 16;

/** The constant id of the simulated organisation. */
export const tenantId = 'dc368399-474c-4d40-900c-6265431fd81f';

/** A month of calls before `nowMs`. The same seed and time give the same bytes. */
export function createTenant(seed: number, nowMs: number): Tenant {
  const people = createPeople(seed);
  const cast = createCast(seed, people);
  const latestEndMs = Math.floor(nowMs) - settleMs;
  const calls = toStartTimes(createRandom(seed, 'timeline'), callCount, latestEndMs)
    .map((startMs, rank) => toCall(seed, tenantId, cast, toOutline(seed, rank), startMs, latestEndMs))
    .sort((one, other) => (one.start < other.start ? 1 : -1));
  const byId = new Map(calls.map((call) => [call.id, call]));

  const plans = new Map<string, readonly SessionPlan[]>();
  function plansOf(call: Call): readonly SessionPlan[] {
    const found = plans.get(call.id) ?? planSessions(call, seed);
    plans.delete(call.id);
    plans.set(call.id, found);
    for (const oldest of plans.keys()) {
      if (plans.size <= keptPlans) break;
      plans.delete(oldest);
    }
    return found;
  }
  const toPlace = (call: Call, index: number): SessionPlace => ({
    key: `${seed}/${call.id}/${index}`,
    tenantId,
    telemetry: call.telemetry,
    isAwaited: isAwaited(call.telemetry, index, plansOf(call).length),
  });

  return {
    id: tenantId,
    calls,
    telephony: createTelephony({ seed, people, calls, latestEndMs }),
    find: (callId) => byId.get(callId),
    sessionCount: (call) => plansOf(call).length,
    legs: (call) => toRecordLegs(seed, call, planSessions(call, seed)),
    newCall: (plan) => toNewCall(seed, tenantId, cast, plan),
    recordBody: toRecordBody,
    organizerBody: (call) => toOrganizerBody(call, tenantId),
    participantBodies: (call, from, to) => call.parties.slice(from, to).map((party) => toParticipant(party, tenantId)),
    sessionBodies: (call, from, to) =>
      plansOf(call)
        .slice(from, to)
        .map((plan, index) => toSessionBody(plan, toPlace(call, from + index))),
    segmentBodies(call, index) {
      const plan = plansOf(call)[index];
      return plan === undefined ? [] : toSegmentBodies(plan, toPlace(call, index));
    },
  };
}
