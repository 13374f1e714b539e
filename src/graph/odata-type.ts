import { GraphError } from './errors.ts';
import type { Endpoint, UserAgent } from './resources.ts';

export type EndpointTypename = 'ParticipantEndpoint' | 'ServiceEndpoint' | 'UnknownEndpoint';
export type UserAgentTypename = 'ClientUserAgent' | 'ServiceUserAgent' | 'UnknownUserAgent';

/** Keyed by the annotation as Graph writes it, and by its last part in lower case for all other spellings. */
const endpointTypenames = new Map<string, EndpointTypename>([
  ['#microsoft.graph.callRecords.participantEndpoint', 'ParticipantEndpoint'],
  ['#microsoft.graph.callRecords.serviceEndpoint', 'ServiceEndpoint'],
  ['participantendpoint', 'ParticipantEndpoint'],
  ['serviceendpoint', 'ServiceEndpoint'],
]);

const userAgentTypenames = new Map<string, UserAgentTypename>([
  ['#microsoft.graph.callRecords.clientUserAgent', 'ClientUserAgent'],
  ['#microsoft.graph.callRecords.serviceUserAgent', 'ServiceUserAgent'],
  ['clientuseragent', 'ClientUserAgent'],
  ['serviceuseragent', 'ServiceUserAgent'],
]);

const participantMembers = [
  'associatedIdentity',
  'identity',
  'feedback',
  'name',
  'cpuName',
  'cpuCoresCount',
  'cpuProcessorSpeedInMhz',
];
const clientMembers = ['platform', 'productFamily', 'communicationServiceId', 'azureADAppId'];

/**
 * Which GraphQL type an endpoint is: by its annotation, else by the members that only a participant's has.
 * A member counts even when it is null, because Graph spells out the nulls of the type it has in hand.
 * Throws UPSTREAM_INVALID_RESPONSE for what is no object.
 */
export function toEndpointTypename(endpoint: Endpoint): EndpointTypename {
  checkObject(endpoint);
  return (
    byAnnotation(endpointTypenames, endpoint['@odata.type']) ??
    (hasAny(endpoint, participantMembers) ? 'ParticipantEndpoint' : 'UnknownEndpoint')
  );
}

/** Which GraphQL type a user agent is: by its annotation, else by the members that only one of the two has. Throws as above. */
export function toUserAgentTypename(userAgent: UserAgent): UserAgentTypename {
  checkObject(userAgent);
  const typename = byAnnotation(userAgentTypenames, userAgent['@odata.type']);
  if (typename !== undefined) return typename;
  if ('role' in userAgent) return 'ServiceUserAgent';
  return hasAny(userAgent, clientMembers) ? 'ClientUserAgent' : 'UnknownUserAgent';
}

function checkObject(value: unknown): void {
  if (typeof value === 'object' && value !== null) return;
  throw new GraphError('UPSTREAM_INVALID_RESPONSE', 'Microsoft Graph sent a value that this field cannot hold.');
}

function byAnnotation<T>(typenames: ReadonlyMap<string, T>, annotation: unknown): T | undefined {
  if (typeof annotation !== 'string') return undefined;
  return typenames.get(annotation) ?? typenames.get(toLastPart(annotation).toLowerCase());
}

function toLastPart(annotation: string): string {
  return annotation.slice(Math.max(annotation.lastIndexOf('.'), annotation.lastIndexOf('#')) + 1);
}

function hasAny(body: object, members: readonly string[]): boolean {
  return members.some((member) => member in body);
}
