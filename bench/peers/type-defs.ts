/** The part of our schema that the questions ask for, as somebody would write it who begins by hand. */
export const typeDefs = /* GraphQL */ `
  scalar DateTime
  scalar Duration
  type Query {
    callRecord(id: ID!): CallRecord
    callRecords(first: Int, filter: CallRecordFilter): CallRecordConnection
  }
  input CallRecordFilter {
    from: DateTime
  }
  type CallRecordConnection {
    nodes: [CallRecord]
  }
  type CallRecord {
    id: ID!
    type: String
    modalities: [String]
    startDateTime: DateTime
    endDateTime: DateTime
    joinWebUrl: String
    sessions: [Session]
  }
  type Session {
    id: ID!
    modalities: [String]
    startDateTime: DateTime
    endDateTime: DateTime
    failureInfo: FailureInfo
    caller: Endpoint
    callee: Endpoint
    segments: [Segment]
  }
  type FailureInfo {
    reason: String
    stage: String
  }
  interface Endpoint {
    userAgent: UserAgent
  }
  type UserAgent {
    headerValue: String
  }
  type ParticipantEndpoint implements Endpoint {
    userAgent: UserAgent
    name: String
    cpuName: String
    cpuCoresCount: Int
    associatedIdentity: UserIdentity
  }
  type ServiceEndpoint implements Endpoint {
    userAgent: UserAgent
  }
  type UserIdentity {
    id: ID
    displayName: String
  }
  type Segment {
    id: ID!
    startDateTime: DateTime
    media: [Media]
  }
  type Media {
    label: String
    callerNetwork: NetworkInfo
    streams: [MediaStream]
  }
  type NetworkInfo {
    ipAddress: String
    subnet: String
    connectionType: String
  }
  type MediaStream {
    streamId: String
    streamDirection: String
    averageJitter: Duration
    maxJitter: Duration
    averagePacketLossRate: Float
    maxPacketLossRate: Float
    averageRoundTripTime: Duration
    packetUtilization: Int
    averageBandwidthEstimate: Int
    audioCodec: String
  }
`;
