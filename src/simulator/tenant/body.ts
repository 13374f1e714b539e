import type { CallRecord, Endpoint, Organizer, Segment, Session } from '../../graph/resources.ts';
import type { Complete } from '../complete.ts';
import { toPreciseText, toSecondText } from '../instant.ts';
import type { Call } from './call.ts';
import { toEndpoint } from './endpoint.ts';
import { toParticipant } from './identity.ts';
import { toMedia } from './media.ts';
import type { End, SessionPlan } from './plan.ts';
import { toAwaitedEndpoint, toAwaitedMedium, toLateEndpoint, type Telemetry } from './telemetry.ts';

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

/** Where in its record a session is, and what the record has of it. */
export interface SessionPlace {
  /** Decides every value that the plan leaves open. */
  readonly key: string;
  readonly tenantId: string;
  readonly telemetry: Telemetry;
  readonly isAwaited: boolean;
}

function toReportedEndpoint(name: 'caller' | 'callee', end: End, place: SessionPlace): Complete<Endpoint> {
  const key = `${place.key}/${name}`;
  const endpoint = toEndpoint(key, end, place.tenantId);
  if (place.isAwaited) return toAwaitedEndpoint(endpoint);
  return place.telemetry === 'late' && name === 'caller' ? toLateEndpoint(key, endpoint) : endpoint;
}

export function toSessionBody(plan: SessionPlan, place: SessionPlace): SessionBody {
  return {
    id: plan.id,
    modalities: plan.modalities,
    startDateTime: toPreciseText(plan.start),
    endDateTime: toPreciseText(plan.end),
    isTest: plan.isTest,
    failureInfo: plan.failure,
    caller: toReportedEndpoint('caller', plan.caller, place),
    callee: toReportedEndpoint('callee', plan.callee, place),
  };
}

export function toSegmentBodies(plan: SessionPlan, place: SessionPlace): SegmentBody[] {
  return plan.segments.map((segment, index) => {
    const media = toMedia(`${place.key}/${index}`, segment, plan.modalities);
    return {
      id: segment.id,
      startDateTime: toPreciseText(segment.start),
      endDateTime: toPreciseText(segment.end),
      failureInfo: segment.failure,
      caller: toReportedEndpoint('caller', segment.caller, place),
      callee: toReportedEndpoint('callee', segment.callee, place),
      media: place.isAwaited ? media.map(toAwaitedMedium) : media,
    };
  });
}
