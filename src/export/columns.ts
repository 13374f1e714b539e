import type { Cell, Parts } from './stream-row.ts';

/** A column of the export. */
export interface Column {
  readonly name: string;
  read(parts: Parts): Cell;
}

type Source = readonly [name: string, part: keyof Parts, ...path: string[]];

const toSources = (part: keyof Parts, path: readonly string[], names: Readonly<Record<string, string>>): Source[] =>
  Object.entries(names).map(([name, member]) => [name, part, ...path, member]);

const NETWORK = {
  ConnectionType: 'connectionType',
  ReflexiveIPAddress: 'reflexiveIPAddress',
  Subnet: 'subnet',
  IpAddress: 'ipAddress',
  MacAddress: 'macAddress',
  LinkSpeed: 'linkSpeed',
  NetworkTransportProtocol: 'networkTransportProtocol',
  Port: 'port',
  RelayIPAddress: 'relayIPAddress',
  RelayPort: 'relayPort',
  DnsSuffix: 'dnsSuffix',
  TraceRouteHops: 'traceRouteHops',
  BSSID: 'basicServiceSetIdentifier',
  WifiRadioType: 'wifiRadioType',
  WifiBand: 'wifiBand',
  WifiChannel: 'wifiChannel',
  WifiSignalStrength: 'wifiSignalStrength',
  WifiBatteryCharge: 'wifiBatteryCharge',
  WifiMicrosoftDriver: 'wifiMicrosoftDriver',
  WifiMicrosoftDriverVersion: 'wifiMicrosoftDriverVersion',
  WifiVendorDriver: 'wifiVendorDriver',
  WifiVendorDriverVersion: 'wifiVendorDriverVersion',
};

const DEVICE = {
  CaptureDeviceName: 'captureDeviceName',
  CaptureDeviceDriver: 'captureDeviceDriver',
  RenderDeviceName: 'renderDeviceName',
  RenderDeviceDriver: 'renderDeviceDriver',
  SentSignalLevel: 'sentSignalLevel',
  SentNoiseLevel: 'sentNoiseLevel',
  MicGlitchRate: 'micGlitchRate',
  ReceivedSignalLevel: 'receivedSignalLevel',
  ReceivedNoiseLevel: 'receivedNoiseLevel',
  SpeakerGlitchRate: 'speakerGlitchRate',
  HowlingEventCount: 'howlingEventCount',
  InitialSignalLevelRootMeanSquare: 'initialSignalLevelRootMeanSquare',
  DeviceGlitchEventRatio: 'deviceGlitchEventRatio',
  DeviceClippingEventRatio: 'deviceClippingEventRatio',
  LowSpeechToNoiseEventRatio: 'lowSpeechToNoiseEventRatio',
  CaptureNotFunctioningEventRatio: 'captureNotFunctioningEventRatio',
  LowSpeechLevelEventRatio: 'lowSpeechLevelEventRatio',
  RenderNotFunctioningEventRatio: 'renderNotFunctioningEventRatio',
  RenderZeroVolumeEventRatio: 'renderZeroVolumeEventRatio',
  RenderMuteEventRatio: 'renderMuteEventRatio',
  // Spelt as in Graph and the sample.
  CpuInsufficentEventRatio: 'cpuInsufficientEventRatio',
};

/** What the network did to the sound, as the device noticed it. */
const NETWORK_EVENTS = {
  SentQualityEventRatio: 'sentQualityEventRatio',
  ReceivedQualityEventRatio: 'receivedQualityEventRatio',
  DelayEventRatio: 'delayEventRatio',
  BandwidthLowEventRatio: 'bandwidthLowEventRatio',
};

function toSideSources(prefix: 'Caller' | 'Callee', side: 'caller' | 'callee'): Source[] {
  const sources = [
    ...toSources('segment', [side, 'associatedIdentity'], {
      Id: 'id',
      DisplayName: 'displayName',
      TenantId: 'tenantId',
      UserPrincipalName: 'userPrincipalName',
      UserIdentityType: 'userIdentityType',
    }),
    ...toSources('segment', [side], { EndpointType: '__typename' }),
    ...toSources('segment', [side, 'userAgent'], {
      ProductFamily: 'productFamily',
      Platform: 'platform',
      UserAgentHeaderValue: 'headerValue',
      ServiceRole: 'role',
      ApplicationVersion: 'applicationVersion',
      AzureAdAppId: 'azureADAppId',
      CommunicationServiceId: 'communicationServiceId',
    }),
    ...toSources('media', [`${side}Network`], NETWORK),
    ...toSources('media', [`${side}Device`], DEVICE),
    ...toSources('media', [`${side}Network`], NETWORK_EVENTS),
    ...toSources('segment', [side, 'feedback'], {
      FeedbackRating: 'rating',
      FeedbackText: 'text',
      FeedbackTokens: 'tokens',
    }),
  ];
  return sources.map(([name, ...where]) => [`${prefix}_${name}`, ...where]);
}

const sources: readonly Source[] = [
  ['CallId', 'call', 'id'],
  ['SessionId', 'session', 'id'],
  ['SegmentId', 'segment', 'id'],
  ['StreamId', 'stream', 'streamId'],
  ['StreamDirection', 'stream', 'streamDirection'],
  ['MediaLabel', 'media', 'label'],
  ['CallStartTime', 'call', 'startDateTime'],
  ['CallEndTime', 'call', 'endDateTime'],
  ['SessionStartTime', 'session', 'startDateTime'],
  ['SessionEndTime', 'session', 'endDateTime'],
  ['LastModifiedDateTimeOffset', 'call', 'lastModifiedDateTime'],
  ['Version', 'call', 'version'],
  ['CallType', 'call', 'type'],
  ['JoinWebUrl', 'call', 'joinWebUrl'],
  ['Verdict', 'quality', 'verdict'],
  ['VerdictReasons', 'quality', 'reasons'],
  ['IsClassifiedPoorStream', 'quality', 'isPoor'],
  ['FailureStage', 'session', 'failureInfo', 'stage'],
  ['FailureReason', 'session', 'failureInfo', 'reason'],
  ...toSources('stream', [], {
    VideoCodec: 'videoCodec',
    AudioCodec: 'audioCodec',
    WasMediaBypassed: 'wasMediaBypassed',
    PacketUtilization: 'packetUtilization',
    AverageBandwidthEstimate: 'averageBandwidthEstimate',
    AverageJitterMs: 'averageJitterMs',
    MaxJitterMs: 'maxJitterMs',
    AverageRoundTripTimeMs: 'averageRoundTripTimeMs',
    MaxRoundTripTimeMs: 'maxRoundTripTimeMs',
    AverageAudioNetworkJitterMs: 'averageAudioNetworkJitterMs',
    MaxAudioNetworkJitterMs: 'maxAudioNetworkJitterMs',
    AverageAudioDegradation: 'averageAudioDegradation',
    AveragePacketLossRate: 'averagePacketLossRate',
    MaxPacketLossRate: 'maxPacketLossRate',
    PostForwardErrorCorrectionPacketLossRate: 'postForwardErrorCorrectionPacketLossRate',
    AverageRatioOfConcealedSamples: 'averageRatioOfConcealedSamples',
    MaxRatioOfConcealedSamples: 'maxRatioOfConcealedSamples',
    LowVideoProcessingCapabilityRatio: 'lowVideoProcessingCapabilityRatio',
    AverageVideoFrameRate: 'averageVideoFrameRate',
    AverageReceivedFrameRate: 'averageReceivedFrameRate',
    LowFrameRateRatio: 'lowFrameRateRatio',
    AverageVideoPacketLossRate: 'averageVideoPacketLossRate',
    AverageVideoFrameLossPercentage: 'averageVideoFrameLossPercentage',
  }),
  ['Organizer_Id', 'organizer', 'id'],
  ['Organizer_DisplayName', 'organizer', 'displayName'],
  ['Organizer_TenantId', 'organizer', 'tenantId'],
  ['Organizer_UserPrincipalName', 'organizer', 'userPrincipalName'],
  ['Organizer_IdType', 'organizer', 'idType'],
  ...toSideSources('Caller', 'caller'),
  ...toSideSources('Callee', 'callee'),
];

/**
 * The columns, but for the cursor behind them. Names are those of Microsoft's sample where it has the value
 * (OfficeDev/microsoft-teams-apps-callrecord-insights, deploy/bicep/kustoScripts/Configure.kql); durations, which are
 * timespans there, are numbers of milliseconds and end in `Ms`.
 */
export const columns: readonly Column[] = sources.map(([name, part, ...path]) => ({
  name,
  read(parts) {
    let value: unknown = parts[part];
    for (const member of path) {
      if (value == null) return null;
      value = (value as Readonly<Record<string, unknown>>)[member];
    }
    return toCell(value);
  },
}));

/** What is no single value becomes JSON: hops of a trace, the boxes that somebody has ticked. */
function toCell(value: unknown): Cell {
  if (value == null || (Array.isArray(value) && !value.length)) return null;
  return typeof value === 'object' ? JSON.stringify(value) : (value as Cell);
}
