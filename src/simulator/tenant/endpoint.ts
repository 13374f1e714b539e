import type {
  ClientUserAgent,
  Endpoint,
  ParticipantEndpoint,
  ServiceEndpoint,
  ServiceUserAgent,
  UserFeedback,
} from '../../graph/resources.ts';
import type { Complete } from '../complete.ts';
import { createRandom } from '../random.ts';
import type { Client } from './client.ts';
import { unreportedClient } from './client.ts';
import { toAssociatedIdentity } from './identity.ts';
import type { End, ServiceRole } from './plan.ts';
import type { Situation } from './situation.ts';

function toClientUserAgent(client: Client): Complete<ClientUserAgent> {
  return {
    '@odata.type': '#microsoft.graph.callRecords.clientUserAgent',
    headerValue: client.headerValue,
    applicationVersion: client.applicationVersion,
    platform: client.platform,
    productFamily: client.productFamily,
    communicationServiceId: client.communicationServiceId,
    azureADAppId: client.azureADAppId,
  };
}

function toServiceEndpoint(role: ServiceRole): Complete<ServiceEndpoint> {
  const userAgent: Complete<ServiceUserAgent> = {
    '@odata.type': '#microsoft.graph.callRecords.serviceUserAgent',
    headerValue: null,
    applicationVersion: null,
    role,
  };
  return { '@odata.type': '#microsoft.graph.callRecords.serviceEndpoint', userAgent };
}

const complaints = [
  'NoSound',
  'OtherNoSound',
  'Echo',
  'Noisy',
  'LowVolume',
  'Stopped',
  'DistortedSound',
  'Interruptions',
];

const ratings = {
  none: ['notRated', 'good', 'excellent', 'excellent'],
  network: ['bad', 'poor', 'fair'],
  device: ['poor', 'fair', 'bad'],
  silent: ['notRated'],
} as const;

const remarks = {
  network: ['Kept cutting out, had to switch off video.', 'Robot voices for half of the call.', null],
  device: ['They could not hear me.', 'Loud echo on my side.', null],
} as const;

/** What the person said about the call afterwards; few say anything. */
function toFeedback(key: string, { trouble }: Situation): Complete<UserFeedback> | null {
  const random = createRandom(key, 'feedback');
  if (!random.chance(trouble === 'none' ? 0.08 : 0.35)) return null;
  const isBad = trouble === 'network' || trouble === 'device';
  return {
    rating: random.pick<string>(ratings[trouble]),
    text: isBad ? random.pick<string | null>(remarks[trouble]) : null,
    tokens: Object.fromEntries(complaints.map((complaint) => [complaint, isBad && random.chance(0.3)])),
  };
}

/** One end as a body. `key` decides the feedback; `tenantId` is that of the record. */
export function toEndpoint(key: string, end: End, tenantId: string): Complete<Endpoint> {
  if (end.kind === 'service') return toServiceEndpoint(end.role);
  const isSilent = end.situation.trouble === 'silent';
  const client = isSilent ? unreportedClient : end.client;
  const endpoint: Complete<ParticipantEndpoint> = {
    '@odata.type': '#microsoft.graph.callRecords.participantEndpoint',
    feedback: end.party.kind === 'phone' ? null : toFeedback(key, end.situation),
    name: client.machineName,
    cpuName: client.cpu?.name ?? null,
    cpuCoresCount: client.cpu?.cores ?? null,
    cpuProcessorSpeedInMhz: client.cpu?.mhz ?? null,
    userAgent: toClientUserAgent(client),
    identity: null,
    associatedIdentity: toAssociatedIdentity(end.party, tenantId),
  };
  return endpoint;
}
