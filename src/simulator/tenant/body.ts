import type { CallRecord, Organizer, Segment, Session } from '../../graph/resources.ts';
import type { Complete } from '../complete.ts';
import { toPreciseText, toSecondText } from '../instant.ts';
import type { Call } from './call.ts';
import { toEndpoint } from './endpoint.ts';
import { toParticipant } from './identity.ts';
import { toMedia } from './media.ts';
import type { SessionPlan } from './plan.ts';

export type RecordBody = Complete<
  Pick<
    CallRecord,
    | 'id'
    | 'version'
    | 'type'
    | 'modalities'
    | 'lastModifiedDateTime'
    | 'startDateTime'
    | 'endDateTime'
    | 'joinWebUrl'
    | 'organizer'
    | 'participants'
  >
>;
export type SessionBody = Complete<Omit<Session, 'segments' | 'segments@odata.nextLink'>>;
export type SegmentBody = Complete<Segment>;

/** List items carry dates to the second, single records to 100 ns; the retired members are empty on both. */
export function toRecordBody(call: Call, isListed: boolean): RecordBody {
  const toText = isListed ? toSecondText : toPreciseText;
  return {
    id: call.id,
    version: call.version,
    type: call.type,
    modalities: call.modalities,
    lastModifiedDateTime: toText(call.lastModified),
    startDateTime: toText(call.start),
    endDateTime: toText(call.end),
    joinWebUrl: call.joinWebUrl,
    organizer: null,
    participants: null,
  };
}

export function toOrganizerBody(call: Call, tenantId: string): Complete<Organizer> {
  return toParticipant(call.organizer, tenantId);
}

export function toSessionBody(key: string, plan: SessionPlan, tenantId: string): SessionBody {
  return {
    id: plan.id,
    modalities: plan.modalities,
    startDateTime: toPreciseText(plan.start),
    endDateTime: toPreciseText(plan.end),
    isTest: plan.isTest,
    failureInfo: plan.failure,
    caller: toEndpoint(`${key}/caller`, plan.caller, tenantId),
    callee: toEndpoint(`${key}/callee`, plan.callee, tenantId),
  };
}

export function toSegmentBodies(key: string, plan: SessionPlan, tenantId: string): SegmentBody[] {
  return plan.segments.map((segment, index) => ({
    id: segment.id,
    startDateTime: toPreciseText(segment.start),
    endDateTime: toPreciseText(segment.end),
    failureInfo: segment.failure,
    caller: toEndpoint(`${key}/caller`, segment.caller, tenantId),
    callee: toEndpoint(`${key}/callee`, segment.callee, tenantId),
    media: toMedia(`${key}/${index}`, segment, plan.modalities),
  }));
}
