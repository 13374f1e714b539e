import type { BenchRecord, BenchSession } from '../upstream/tenant.ts';
import { largeMeeting, START_MS, tenant } from '../upstream/tenant.ts';

type Body = Readonly<Record<string, any>>;

/** What is asked of every peer, with the answer it has to give and the least that it takes from Graph. */
export interface Question {
  readonly name: string;
  readonly title: string;
  readonly query: string;
  /** How many there are that have nothing in common, so that what several ask at the same moment differs. */
  readonly variety: number;
  /** Of the `index`-th of them. */
  readonly variables: (index: number) => Readonly<Record<string, unknown>>;
  readonly expected: (index: number) => unknown;
  /** Graph's least (HTTP calls, units), as DESIGN counts them. */
  readonly least: { readonly calls: number; readonly units: number };
  /** How many ask at a time. */
  readonly connections: number;
}

export const SESSION = `id modalities startDateTime endDateTime failureInfo { reason stage }
  caller { __typename userAgent { headerValue } ... on ParticipantEndpoint { name cpuName cpuCoresCount associatedIdentity { id displayName } } }
  callee { __typename userAgent { headerValue } }`;
const RECORD = 'id type modalities startDateTime endDateTime joinWebUrl';
const STREAM = `streamId streamDirection averageJitter maxJitter averagePacketLossRate maxPacketLossRate averageRoundTripTime
  packetUtilization averageBandwidthEstimate audioCodec`;
const DEEP = `id sessions { id startDateTime segments { id startDateTime
  media { label callerNetwork { ipAddress subnet connectionType } streams { ${STREAM} } } } }`;
const ALIASES = Array.from({ length: 20 }, (_, index) => index);

export function projectRecord({ body }: { readonly body: Body }) {
  const { id, type, modalities, startDateTime, endDateTime, joinWebUrl } = body;
  return { id, type, modalities, startDateTime, endDateTime, joinWebUrl };
}

export function projectSession(body: Body) {
  const { id, modalities, startDateTime, endDateTime, failureInfo, caller, callee } = body;
  const identity = caller.associatedIdentity;
  return {
    id,
    modalities,
    startDateTime,
    endDateTime,
    failureInfo: failureInfo && { reason: failureInfo.reason, stage: failureInfo.stage },
    caller: {
      __typename: 'ParticipantEndpoint',
      userAgent: { headerValue: caller.userAgent.headerValue },
      name: caller.name,
      cpuName: caller.cpuName,
      cpuCoresCount: caller.cpuCoresCount,
      associatedIdentity: { id: identity.id, displayName: identity.displayName },
    },
    callee: { __typename: 'ServiceEndpoint', userAgent: { headerValue: callee.userAgent.headerValue } },
  };
}

export function projectDeepSession({ id, startDateTime, segments }: Body) {
  return {
    id,
    startDateTime,
    segments: segments.map((segment: Body) => ({
      id: segment['id'],
      startDateTime: segment['startDateTime'],
      media: segment['media'].map(({ label, callerNetwork, streams }: Body) => ({
        label,
        callerNetwork: {
          ipAddress: callerNetwork.ipAddress,
          subnet: callerNetwork.subnet,
          connectionType: callerNetwork.connectionType,
        },
        streams: streams.map((stream: Body) => ({
          streamId: stream['streamId'],
          streamDirection: stream['streamDirection'],
          averageJitter: stream['averageJitter'],
          maxJitter: stream['maxJitter'],
          averagePacketLossRate: stream['averagePacketLossRate'],
          maxPacketLossRate: stream['maxPacketLossRate'],
          averageRoundTripTime: stream['averageRoundTripTime'],
          packetUtilization: stream['packetUtilization'],
          averageBandwidthEstimate: stream['averageBandwidthEstimate'],
          audioCodec: stream['audioCodec'],
        })),
      })),
    })),
  };
}

const toRecordAt = (index: number) => tenant[index % tenant.length] as BenchRecord;
const toWindow = (index: number) => (index * 50) % tenant.length;
const toFrom = (first: number) => new Date(START_MS + first * 60_000).toISOString();
const withSessions = (record: BenchRecord) => ({
  ...projectRecord(record),
  sessions: record.sessions.map(({ body }) => projectSession(body)),
});
const withDeepSessions = ({ id, sessions }: BenchRecord) => ({
  id,
  sessions: sessions.map(({ body, segments }: BenchSession) => projectDeepSession({ ...body, segments })),
});

export const questions: readonly Question[] = [
  {
    name: 'Q1',
    title: 'one record with its sessions',
    query: `query Q1($id: ID!) { callRecord(id: $id) { ${RECORD} sessions { ${SESSION} } } }`,
    variety: tenant.length,
    variables: (index) => ({ id: toRecordAt(index).id }),
    expected: (index) => ({ callRecord: withSessions(toRecordAt(index)) }),
    least: { calls: 1, units: 1 },
    connections: 10,
  },
  {
    name: 'Q2',
    title: '50 records of the list, each with its sessions',
    query: `query Q2($from: DateTime!) { callRecords(first: 50, filter: { from: $from }) { nodes { ${RECORD} sessions { ${SESSION} } } } }`,
    variety: tenant.length / 50,
    variables: (index) => ({ from: toFrom(toWindow(index)) }),
    expected: (index) => ({
      callRecords: { nodes: tenant.slice(toWindow(index), toWindow(index) + 50).map(withSessions) },
    }),
    least: { calls: 4, units: 51 },
    connections: 10,
  },
  {
    name: 'Q3',
    title: '20 records by id, each with its sessions',
    query: `query Q3(${ALIASES.map((alias) => `$r${alias}: ID!`).join(' ')}) { ${ALIASES.map(
      (alias) => `r${alias}: callRecord(id: $r${alias}) { ${RECORD} sessions { ${SESSION} } }`,
    ).join(' ')} }`,
    variety: tenant.length / 20,
    variables: (index) => Object.fromEntries(ALIASES.map((alias) => [`r${alias}`, toRecordAt(index * 20 + alias).id])),
    expected: (index) =>
      Object.fromEntries(ALIASES.map((alias) => [`r${alias}`, withSessions(toRecordAt(index * 20 + alias))])),
    least: { calls: 1, units: 20 },
    connections: 10,
  },
  {
    name: 'Q4',
    title: 'one record down to its media streams',
    query: `query Q4($id: ID!) { callRecord(id: $id) { ${DEEP} } }`,
    variety: tenant.length,
    variables: (index) => ({ id: toRecordAt(index).id }),
    expected: (index) => ({ callRecord: withDeepSessions(toRecordAt(index)) }),
    least: { calls: 1, units: 1 },
    connections: 10,
  },
  {
    name: 'Q5',
    title: 'one record of 150 sessions down to its media streams',
    query: `query Q5($id: ID!) { callRecord(id: $id) { ${DEEP} } }`,
    variety: 1,
    variables: () => ({ id: largeMeeting.id }),
    expected: () => ({ callRecord: withDeepSessions(largeMeeting) }),
    least: { calls: 3, units: 3 },
    connections: 1,
  },
  {
    name: 'Q6',
    title: 'a dashboard of 20 records, asked again and again by 50',
    query: `query Q6 { callRecords(first: 20) { nodes { ${RECORD} sessions { ${SESSION} } } } }`,
    variety: 1,
    variables: () => ({}),
    expected: () => ({ callRecords: { nodes: tenant.slice(0, 20).map(withSessions) } }),
    least: { calls: 2, units: 21 },
    connections: 50,
  },
];

/** Enum values as Graph writes them: peers without enums of their own pass them through. */
export function toComparable(answer: string): unknown {
  return JSON.parse(
    answer.replace(/"([A-Z]+(?:_[A-Z0-9]+)*)"(?!:)/g, (_, value: string) =>
      JSON.stringify(value.toLowerCase().replace(/_(\w)/g, (__, letter: string) => letter.toUpperCase())),
    ),
  );
}
