import type { Media, MediaStream, ParticipantEndpoint, Endpoint } from '../../graph/resources.ts';
import type { Complete } from '../complete.ts';
import { createRandom } from '../random.ts';
import { unreportedNetwork } from './network.ts';

/**
 * How much of what clients report a version of a record has: `partial`: some clients have not sent theirs; `whole`: all
 * that were going to; `late`: what someone said of the call days after it, too.
 */
export type Telemetry = 'partial' | 'whole' | 'late';

/** What the next version has. */
export const nextTelemetry: Readonly<Record<Telemetry, Telemetry>> = {
  partial: 'whole',
  whole: 'late',
  late: 'late',
};

/** Whether the clients of the session at `index` are those that are still waited for. */
export function isAwaited(telemetry: Telemetry, index: number, count: number): boolean {
  return telemetry === 'partial' && (count === 1 || index % 2 === 1);
}

function toAwaitedStream(stream: Complete<MediaStream>): Complete<MediaStream> {
  const { streamId, streamDirection, startDateTime, endDateTime } = stream;
  const nothing = Object.fromEntries(Object.keys(stream).map((name) => [name, null]));
  return { ...nothing, streamId, streamDirection, startDateTime, endDateTime } as Complete<MediaStream>;
}

/** A medium of which no client has reported anything: what a later version fills in is null, what it has stays the same. */
export function toAwaitedMedium(medium: Complete<Media>): Complete<Media> {
  return {
    ...medium,
    callerNetwork: unreportedNetwork,
    calleeNetwork: unreportedNetwork,
    callerDevice: null,
    calleeDevice: null,
    streams: (medium.streams as readonly Complete<MediaStream>[]).map(toAwaitedStream),
  };
}

const isParticipant = (endpoint: Complete<Endpoint>): endpoint is Complete<ParticipantEndpoint> =>
  'associatedIdentity' in endpoint;

export function toAwaitedEndpoint(endpoint: Complete<Endpoint>): Complete<Endpoint> {
  if (!isParticipant(endpoint)) return endpoint;
  const awaited: Complete<ParticipantEndpoint> = {
    ...endpoint,
    feedback: null,
    name: null,
    cpuName: null,
    cpuCoresCount: null,
    cpuProcessorSpeedInMhz: null,
  };
  return awaited;
}

/** The endpoint with a word on the call from whoever had none yet; `key` decides which. */
export function toLateEndpoint(key: string, endpoint: Complete<Endpoint>): Complete<Endpoint> {
  if (!isParticipant(endpoint) || endpoint.feedback !== null) return endpoint;
  const rating = createRandom(key, 'late').pick(['poor', 'fair', 'good', 'excellent']);
  const rated: Complete<ParticipantEndpoint> = { ...endpoint, feedback: { rating, text: null, tokens: {} } };
  return rated;
}
