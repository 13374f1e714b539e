import { createRandom } from '../random.ts';
import type { Call } from './call.ts';
import { planCallQueue } from './call-queue-plan.ts';
import { planMeeting } from './meeting-plan.ts';
import type { SessionPlan } from './plan.ts';
import { planPeerToPeer, planPstn } from './two-party-plan.ts';

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
