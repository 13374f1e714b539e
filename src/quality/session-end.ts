import { toEntities } from '../graph/entity-list.ts';
import type { CallRecord, DeviceInfo, Endpoint, ParticipantEndpoint, Session } from '../graph/resources.ts';
import { isParticipant } from './person.ts';

export type EndName = 'caller' | 'callee';

const deviceMember = { caller: 'callerDevice', callee: 'calleeDevice' } as const;

/**
 * The ends of a session at which a person took part, as Microsoft's page of questions about call records says to read
 * them (https://learn.microsoft.com/graph/callrecords-api-faq): both ends of a peer-to-peer call, only the caller of a
 * meeting, whose callee is the service. A meeting that calls somebody out has its service as the caller; then the callee
 * is the person. Where the type of the call is not known, a service at one end is what makes it a meeting.
 */
export function toPeople(
  record: Pick<CallRecord, 'type'>,
  session: Session,
): readonly [EndName, ParticipantEndpoint][] {
  const { caller, callee } = session;
  const isMeeting = typeof record.type === 'string' && record.type.toLowerCase() === 'groupcall';
  const people: [EndName, ParticipantEndpoint][] = [];
  if (isParticipant(caller)) people.push(['caller', caller]);
  if (isParticipant(callee) && (people.length === 0 || !isMeeting)) people.push(['callee', callee]);
  return people;
}

/** One end of a session and of all its segments. */
export function toEndpoints(session: Session, end: EndName): Endpoint[] {
  const segments = toEntities(session.segments);
  return [session[end], ...segments.map((segment) => segment[end])].filter((endpoint) =>
    Boolean(endpoint),
  ) as Endpoint[];
}

/** What one end reported about its microphones and loudspeakers, once for each of its media. */
export function toDevices(session: Session, end: EndName): DeviceInfo[] {
  return toEntities(session.segments)
    .flatMap(({ media }) => toEntities(media))
    .map((media) => media[deviceMember[end]])
    .filter((device) => Boolean(device)) as DeviceInfo[];
}

/** Whether a session failed before anybody was connected, so that its times are those of an attempt. */
export function isFailedAttempt({ failureInfo }: Session): boolean {
  return typeof failureInfo?.stage === 'string' && failureInfo.stage.toLowerCase() === 'callsetup';
}
