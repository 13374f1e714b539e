/** The calls that every peer reads: made up once, the same in every process, shaped as Graph's own examples. */

export interface BenchRecord {
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly sessions: readonly BenchSession[];
}

export interface BenchSession {
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly segments: readonly Readonly<Record<string, unknown>>[];
}

/** Calls of 4 to 12 sessions, one in every minute. */
const RECORD_COUNT = 2_000;
export const START_MS = Date.parse('2026-06-15T08:00:00Z');

export const tenant: readonly BenchRecord[] = Array.from({ length: RECORD_COUNT }, (_, index) =>
  toRecord(index, 4 + ((index * 7) % 9)),
);
/** A meeting that takes three pages of sessions. */
export const largeMeeting = toRecord(RECORD_COUNT, 150);

/** A meeting of a whole company. */
export const hugeMeeting = toRecord(RECORD_COUNT + 1, 3_000);

/** For what a session more costs. */
export const sizedMeetings = [1, 30, 60, 120, 200, 300].map((size, index) => toRecord(RECORD_COUNT + 2 + index, size));

/** A GUID that tells what it is of. */
function toGuid(...numbers: readonly number[]): string {
  const [record = 0, session = 0, kind = 0] = numbers;
  const hex = (value: number, length: number) => (value >>> 0).toString(16).padStart(length, '0').slice(-length);
  return `${hex(record * 2_654_435_761 + kind, 8)}-${hex(session, 4)}-4${hex(kind, 3)}-a${hex(record, 3)}-${hex(session * 40_503 + kind, 12)}`;
}

/** With the seven digits that Graph writes. */
function toTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '4321Z');
}

function toUser(record: number, session: number) {
  return {
    '@odata.type': '#microsoft.graph.identity',
    id: toGuid(record, session, 9),
    displayName: `Person ${record}/${session} of Sales & Service`,
    tenantId: toGuid(1, 1, 1),
    userPrincipalName: `person.${record}.${session}@contoso.example`,
  };
}

function toCaller(record: number, session: number) {
  const user = toUser(record, session);
  return {
    '@odata.type': '#microsoft.graph.callRecords.participantEndpoint',
    userAgent: {
      '@odata.type': '#microsoft.graph.callRecords.clientUserAgent',
      headerValue: 'RTCC/7.0.0.0 UCWA/7.0.0.0 AndroidM/1.0.0.0 (SkypeTeams/1.4.00.2879; x64; build 2879)',
      applicationVersion: null,
      platform: session % 3 ? 'windows' : 'macOS',
      productFamily: 'teams',
      communicationServiceId: null,
      azureADAppId: null,
    },
    name: `DESKTOP-${record}-${session}`,
    cpuName: 'Intel(R) Core(TM) i7-8650U CPU @ 1.90GHz',
    cpuCoresCount: 8,
    cpuProcessorSpeedInMhz: 2112,
    feedback: null,
    identity: {
      '@odata.type': '#microsoft.graph.identitySet',
      application: null,
      device: null,
      user: { ...user, userPrincipalName: undefined },
    },
    associatedIdentity: { ...user, '@odata.type': '#microsoft.graph.callRecords.userIdentity' },
  };
}

function toCallee() {
  return {
    '@odata.type': '#microsoft.graph.callRecords.serviceEndpoint',
    userAgent: {
      '@odata.type': '#microsoft.graph.callRecords.serviceUserAgent',
      headerValue: 'UCWA/Skype Media Controller',
      applicationVersion: null,
      role: 'mediaController',
    },
  };
}

function toStream(record: number, session: number, direction: string) {
  return {
    streamId: String(1_504_545_584 + record * 100 + session),
    streamDirection: direction,
    averageAudioDegradation: null,
    averageJitter: 'PT0.016S',
    maxJitter: 'PT0.021S',
    averagePacketLossRate: 0,
    maxPacketLossRate: 0.013,
    averageRatioOfConcealedSamples: null,
    maxRatioOfConcealedSamples: null,
    averageRoundTripTime: 'PT0.061S',
    maxRoundTripTime: 'PT0.079S',
    packetUtilization: 67 + session,
    averageBandwidthEstimate: 9_965_083 + record,
    wasMediaBypassed: false,
    postForwardErrorCorrectionPacketLossRate: null,
    averageVideoFrameLossPercentage: null,
    averageReceivedFrameRate: null,
    lowFrameRateRatio: null,
    averageVideoPacketLossRate: null,
    averageVideoFrameRate: null,
    lowVideoProcessingCapabilityRatio: null,
    averageAudioNetworkJitter: 'PT0.043S',
    maxAudioNetworkJitter: 'PT0.046S',
    startDateTime: null,
    endDateTime: null,
    audioCodec: 'satin',
    videoCodec: null,
    rmsFreezeDuration: null,
    averageFreezeDuration: null,
    isAudioForwardErrorCorrectionUsed: null,
  };
}

function toSegment(record: number, session: number, startMs: number) {
  return {
    id: toGuid(record, session, 3),
    startDateTime: toTime(startMs),
    endDateTime: toTime(startMs + 300_000),
    caller: toCaller(record, session),
    callee: toCallee(),
    failureInfo: null,
    media: [
      {
        label: 'main-audio',
        callerNetwork: {
          ipAddress: `10.150.${record % 250}.${session % 250}`,
          subnet: '10.150.0.0',
          linkSpeed: 54_000_000,
          connectionType: 'wifi',
          port: 27_288,
          reflexiveIPAddress: '127.0.0.2',
          relayIPAddress: '52.114.188.32',
          relayPort: 49_996,
          macAddress: '00-00-00-00-00-00',
          wifiMicrosoftDriver: 'Microsoft Hosted Network Virtual Adapter',
          wifiVendorDriver: 'Contoso Wireless Driver',
          dnsSuffix: null,
          sentQualityEventRatio: 0,
          receivedQualityEventRatio: 0.27,
          delayEventRatio: 0,
          bandwidthLowEventRatio: 0,
        },
        calleeNetwork: {
          ipAddress: '10.139.0.12',
          subnet: '10.139.80.0',
          linkSpeed: 4_294_967,
          connectionType: 'wired',
        },
        callerDevice: {
          captureDeviceName: 'Headset Microphone (Contoso Headset)',
          renderDeviceName: 'Headset Earphone (Contoso Headset)',
          receivedSignalLevel: -27,
          receivedNoiseLevel: -79,
          initialSignalLevelRootMeanSquare: 0.5,
          cpuInsufficentEventRatio: 0,
        },
        calleeDevice: { captureDeviceName: null, renderDeviceName: null },
        streams: [toStream(record, session, 'callerToCallee'), toStream(record, session, 'calleeToCaller')],
      },
    ],
  };
}

function toSession(record: number, session: number): BenchSession {
  const id = toGuid(record, session, 2);
  const startMs = START_MS + record * 60_000 + session * 1_000;
  return {
    id,
    body: {
      id,
      modalities: session % 4 ? ['audio'] : ['audio', 'video'],
      startDateTime: toTime(startMs),
      endDateTime: toTime(startMs + 300_000),
      isTest: null,
      failureInfo: session % 5 ? null : { reason: 'The media path failed.', stage: 'midcall' },
      caller: toCaller(record, session),
      callee: toCallee(),
    },
    segments: [toSegment(record, session, startMs)],
  };
}

function toRecord(index: number, sessionCount: number): BenchRecord {
  const id = toGuid(index + 1, 0, 1);
  const startMs = START_MS + index * 60_000;
  const organizer = toUser(index, 0);
  return {
    id,
    body: {
      id,
      version: 1 + (index % 3),
      type: sessionCount > 4 ? 'groupCall' : 'peerToPeer',
      modalities: ['audio'],
      lastModifiedDateTime: toTime(startMs + 900_000),
      startDateTime: toTime(startMs),
      endDateTime: toTime(startMs + 600_000),
      joinWebUrl: `https://teams.microsoft.com/l/meetup-join/19%3ameeting_${index}%40thread.v2/0`,
      organizer: {
        acsUser: null,
        spoolUser: null,
        phone: null,
        user: { id: organizer.id, displayName: organizer.displayName },
      },
      participants: [],
      organizer_v2: { id: organizer.id, identity: { user: organizer } },
    },
    sessions: Array.from({ length: sessionCount }, (_, session) => toSession(index + 1, session)),
  };
}
