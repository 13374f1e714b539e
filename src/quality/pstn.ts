import { toEntities } from '../graph/entity-list.ts';
import type { CallRecord, Endpoint, IdentitySet, Participant, ServiceUserAgent, Session } from '../graph/resources.ts';
import { isParticipant, isPhone, toEndpointIdentity } from './person.ts';

/** Services that stand between Teams and the telephone network, in lower case. */
const pstnRoles = new Set(['mediationserver', 'mediationservercloudconnectoredition', 'gateway']);

/**
 * Whether a leg of a call went over the telephone network (PSTN): a participant, or an end of a session or segment, has
 * a telephone's identity, or is a service that stands between Teams and that network.
 */
export function hasPstnLeg(
  { organizer_v2 }: Pick<CallRecord, 'organizer_v2'>,
  sessions: readonly Session[] | null | undefined,
  participants: readonly Participant[] | null | undefined,
): boolean {
  const people = organizer_v2 ? [organizer_v2, ...(participants ?? [])] : (participants ?? []);
  if (people.some(({ id, identity }) => isPhoneSet(identity) || isPhone({ id }))) return true;
  return (sessions ?? []).some((session) =>
    [session, ...toEntities(session.segments)].some(({ caller, callee }) => isPstnEnd(caller) || isPstnEnd(callee)),
  );
}

const isPhoneSet = (set: IdentitySet | null | undefined) => Boolean(set?.phone);

function isPstnEnd(endpoint: Endpoint | null | undefined): boolean {
  if (!endpoint) return false;
  if (isParticipant(endpoint)) return isPhoneSet(endpoint.identity) || isPhone(toEndpointIdentity(endpoint));
  const role = (endpoint.userAgent as ServiceUserAgent | null | undefined)?.role;
  return typeof role === 'string' && pstnRoles.has(role.toLowerCase());
}
