import type {
  Identity,
  Media,
  MediaStream,
  ParticipantEndpoint,
  ServiceUserAgent,
  Session,
  UserAgent,
} from '../../src/graph/resources.ts';

/** A time of one morning: minutes after eight. */
export const at = (minutes: number) => new Date(Date.UTC(2024, 2, 20, 8) + minutes * 60_000).toISOString();

export const goodStream: MediaStream = { packetUtilization: 5000, averageJitter: 'PT0.004S' };
export const poorStream: MediaStream = { packetUtilization: 5000, averageJitter: 'PT0.06S' };
export const silentStream: MediaStream = { averageJitter: null };

export const audio = (...streams: MediaStream[]): Media => ({ label: 'main-audio', streams });

export function person(id: string | null, rest: Partial<ParticipantEndpoint> = {}): ParticipantEndpoint {
  const associatedIdentity: Identity | null = id === null ? null : { id, displayName: null };
  return { '@odata.type': '#microsoft.graph.callRecords.participantEndpoint', associatedIdentity, ...rest };
}

/** An endpoint is declared with what all user agents share; each kind has members of its own. */
export const toAgent = (agent: ServiceUserAgent | { platform: string }): UserAgent => agent as UserAgent;

export const service = (role = 'skypeForBusinessAudioVideoMcu') => ({
  '@odata.type': '#microsoft.graph.callRecords.serviceEndpoint',
  userAgent: toAgent({ role }),
});

export function session(id: string, from: number, to: number, rest: Partial<Session> = {}): Session {
  return { id, startDateTime: at(from), endDateTime: at(to), caller: person('anna'), callee: service(), ...rest };
}

export const withMedia = (...media: Media[]): Pick<Session, 'segments'> => ({ segments: [{ id: 'segment', media }] });
