import { toOnlyIdentity } from '../graph/identity.ts';
import { toEndpointTypename, toUserAgentTypename } from '../graph/odata-type.ts';
import type { Endpoint, Identity, Participant, ParticipantEndpoint } from '../graph/resources.ts';

/** Whether an endpoint is a person's (or a bot's) and not a service: by its type, else by a client's user agent. */
export function isParticipant(endpoint: Endpoint | null | undefined): endpoint is ParticipantEndpoint {
  if (!endpoint) return false;
  const typename = toEndpointTypename(endpoint);
  if (typename !== 'UnknownEndpoint') return typename === 'ParticipantEndpoint';
  return Boolean(endpoint.userAgent) && toUserAgentTypename(endpoint.userAgent ?? {}) === 'ClientUserAgent';
}

/** Who was at an endpoint: the associated identity, else the member that Graph has retired. Null when neither tells. */
export function toEndpointIdentity({ associatedIdentity, identity }: ParticipantEndpoint): Identity | null {
  if (hasId(associatedIdentity)) return associatedIdentity;
  const retired = toOnlyIdentity(identity);
  return hasId(retired) ? retired : (associatedIdentity ?? retired);
}

/** Who a participant of a call is; the id beside the identity stands in where that has none. */
export function toParticipantIdentity({ id, identity }: Participant): Identity | null {
  const only = toOnlyIdentity(identity);
  if (hasId(only) || !id) return only;
  return { ...only, id };
}

/** Whether a participant is a call queue, an auto attendant or another application, and no person. */
export function isApplication({ identity }: Participant): boolean {
  const members = Object.entries(identity ?? {}).filter(([name, value]) => value && !name.startsWith('@'));
  return members.length > 0 && members.every(([name]) => name === 'application' || name === 'applicationInstance');
}

/**
 * What makes two identities the same person: the id (object id, `teamsvisitor:…`, telephone number) without regard to
 * case, else the user principal name. Undefined where there is neither: a name alone proves nothing.
 */
export function toPersonKey(identity: Identity | null): string | undefined {
  if (hasId(identity)) return `id ${identity.id.toLowerCase()}`;
  const name = identity?.userPrincipalName;
  return typeof name === 'string' && name !== '' ? `name ${name.toLowerCase()}` : undefined;
}

/** The telephone number of an identity, as Graph gives it: digits behind a `+`, some of them perhaps masked. */
export function isPhone(identity: Identity | null): boolean {
  return typeof identity?.id === 'string' && /^\+[\d*]{3,}$/.test(identity.id);
}

function hasId(identity: Identity | null | undefined): identity is Identity & { id: string } {
  return typeof identity?.id === 'string' && identity.id !== '';
}
