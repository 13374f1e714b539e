/**
 * The JSON bodies of Microsoft Graph's call records (v1.0), member for member as its metadata declares them.
 * Every member but a key may be null or absent: Graph spells out nulls by default, drops them on request,
 * and clients report late or never. Enum members stay text; the schema decides what is known.
 */

/** One page of a collection. */
export interface Page<T> {
  value?: readonly T[] | null;
  '@odata.nextLink'?: string;
}

/** `microsoft.graph.identity` and the types derived from it; open, so further members may arrive. */
export interface Identity {
  '@odata.type'?: string;
  id?: string | null;
  displayName?: string | null;
  /** On the wire of every identity, declared only on some. */
  tenantId?: string | null;
  userPrincipalName?: string | null;
  ipAddress?: string | null;
  email?: string | null;
  applicationType?: string | null;
  hidden?: boolean | null;
  azureCommunicationServicesResourceId?: string | null;
  userIdentityType?: string | null;
}

/** `microsoft.graph.communicationsIdentitySet` with the four members that Graph sends and declares nowhere. */
export interface IdentitySet {
  '@odata.type'?: string;
  application?: Identity | null;
  device?: Identity | null;
  user?: Identity | null;
  applicationInstance?: Identity | null;
  assertedIdentity?: Identity | null;
  azureCommunicationServicesUser?: Identity | null;
  encrypted?: Identity | null;
  endpointType?: string | null;
  guest?: Identity | null;
  onPremises?: Identity | null;
  phone?: Identity | null;
  acsUser?: Identity | null;
  spoolUser?: Identity | null;
  acsApplicationInstance?: Identity | null;
  spoolApplicationInstance?: Identity | null;
}

export interface CallRecord {
  id: string;
  endDateTime?: string | null;
  joinWebUrl?: string | null;
  lastModifiedDateTime?: string | null;
  modalities?: readonly string[] | null;
  organizer?: IdentitySet | null;
  participants?: readonly IdentitySet[] | null;
  startDateTime?: string | null;
  type?: string | null;
  version?: number | null;
  organizer_v2?: Organizer | null;
  participants_v2?: readonly Participant[] | null;
  'participants_v2@odata.nextLink'?: string;
  sessions?: readonly Session[] | null;
  'sessions@odata.nextLink'?: string;
}

export interface ParticipantBase {
  id: string;
  administrativeUnitInfos?: readonly AdministrativeUnitInfo[] | null;
  identity?: IdentitySet | null;
}

export type Organizer = ParticipantBase;

export type Participant = ParticipantBase;

export interface Session {
  id: string;
  callee?: Endpoint | null;
  caller?: Endpoint | null;
  endDateTime?: string | null;
  failureInfo?: FailureInfo | null;
  isTest?: boolean | null;
  modalities?: readonly string[] | null;
  startDateTime?: string | null;
  segments?: readonly Segment[] | null;
  'segments@odata.nextLink'?: string;
}

export interface Segment {
  id: string;
  callee?: Endpoint | null;
  caller?: Endpoint | null;
  endDateTime?: string | null;
  failureInfo?: FailureInfo | null;
  media?: readonly Media[] | null;
  startDateTime?: string | null;
}

export interface Endpoint {
  '@odata.type'?: string;
  userAgent?: UserAgent | null;
}

export interface ParticipantEndpoint extends Endpoint {
  associatedIdentity?: Identity | null;
  cpuCoresCount?: number | null;
  cpuName?: string | null;
  cpuProcessorSpeedInMhz?: number | null;
  feedback?: UserFeedback | null;
  identity?: IdentitySet | null;
  name?: string | null;
}

export type ServiceEndpoint = Endpoint;

export interface UserAgent {
  '@odata.type'?: string;
  applicationVersion?: string | null;
  headerValue?: string | null;
}

export interface ClientUserAgent extends UserAgent {
  azureADAppId?: string | null;
  communicationServiceId?: string | null;
  platform?: string | null;
  productFamily?: string | null;
}

export interface ServiceUserAgent extends UserAgent {
  role?: string | null;
}

export interface UserFeedback {
  rating?: string | null;
  text?: string | null;
  tokens?: Readonly<Record<string, unknown>> | null;
}

export interface FailureInfo {
  reason?: string | null;
  stage?: string | null;
}

export interface AdministrativeUnitInfo {
  id?: string | null;
}

export interface Media {
  calleeDevice?: DeviceInfo | null;
  calleeNetwork?: NetworkInfo | null;
  callerDevice?: DeviceInfo | null;
  callerNetwork?: NetworkInfo | null;
  label?: string | null;
  streams?: readonly MediaStream[] | null;
}

export interface MediaStream {
  audioCodec?: string | null;
  averageAudioDegradation?: number | null;
  averageAudioNetworkJitter?: string | null;
  averageBandwidthEstimate?: number | null;
  averageFreezeDuration?: string | null;
  averageJitter?: string | null;
  averagePacketLossRate?: number | null;
  averageRatioOfConcealedSamples?: number | null;
  averageReceivedFrameRate?: number | null;
  averageRoundTripTime?: string | null;
  averageVideoFrameLossPercentage?: number | null;
  averageVideoFrameRate?: number | null;
  averageVideoPacketLossRate?: number | null;
  endDateTime?: string | null;
  isAudioForwardErrorCorrectionUsed?: boolean | null;
  lowFrameRateRatio?: number | null;
  lowVideoProcessingCapabilityRatio?: number | null;
  maxAudioNetworkJitter?: string | null;
  maxJitter?: string | null;
  maxPacketLossRate?: number | null;
  maxRatioOfConcealedSamples?: number | null;
  maxRoundTripTime?: string | null;
  packetUtilization?: number | null;
  postForwardErrorCorrectionPacketLossRate?: number | null;
  rmsFreezeDuration?: string | null;
  startDateTime?: string | null;
  streamDirection?: string | null;
  streamId?: string | null;
  videoCodec?: string | null;
  wasMediaBypassed?: boolean | null;
}

export interface NetworkInfo {
  bandwidthLowEventRatio?: number | null;
  basicServiceSetIdentifier?: string | null;
  connectionType?: string | null;
  delayEventRatio?: number | null;
  dnsSuffix?: string | null;
  ipAddress?: string | null;
  linkSpeed?: number | null;
  macAddress?: string | null;
  networkTransportProtocol?: string | null;
  port?: number | null;
  receivedQualityEventRatio?: number | null;
  reflexiveIPAddress?: string | null;
  relayIPAddress?: string | null;
  relayPort?: number | null;
  sentQualityEventRatio?: number | null;
  subnet?: string | null;
  traceRouteHops?: readonly TraceRouteHop[] | null;
  wifiBand?: string | null;
  wifiBatteryCharge?: number | null;
  wifiChannel?: number | null;
  wifiMicrosoftDriver?: string | null;
  wifiMicrosoftDriverVersion?: string | null;
  wifiRadioType?: string | null;
  wifiSignalStrength?: number | null;
  wifiVendorDriver?: string | null;
  wifiVendorDriverVersion?: string | null;
}

export interface DeviceInfo {
  captureDeviceDriver?: string | null;
  captureDeviceName?: string | null;
  captureNotFunctioningEventRatio?: number | null;
  cpuInsufficentEventRatio?: number | null;
  deviceClippingEventRatio?: number | null;
  deviceGlitchEventRatio?: number | null;
  howlingEventCount?: number | null;
  initialSignalLevelRootMeanSquare?: number | null;
  lowSpeechLevelEventRatio?: number | null;
  lowSpeechToNoiseEventRatio?: number | null;
  micGlitchRate?: number | null;
  receivedNoiseLevel?: number | null;
  receivedSignalLevel?: number | null;
  renderDeviceDriver?: string | null;
  renderDeviceName?: string | null;
  renderMuteEventRatio?: number | null;
  renderNotFunctioningEventRatio?: number | null;
  renderZeroVolumeEventRatio?: number | null;
  sentNoiseLevel?: number | null;
  sentSignalLevel?: number | null;
  speakerGlitchRate?: number | null;
}

export interface TraceRouteHop {
  hopCount?: number | null;
  ipAddress?: string | null;
  roundTripTime?: string | null;
}
