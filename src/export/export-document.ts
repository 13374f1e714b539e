import { parse } from 'graphql';

const IDENTITY = '{ displayName id tenantId }';

/** Members of an organizer's identity, of which as a rule one is filled; the first that is tells who it is. */
export const ORGANIZER_KINDS = [
  'user',
  'phone',
  'guest',
  'applicationInstance',
  'application',
  'azureCommunicationServicesUser',
  'onPremises',
  'encrypted',
  'acsUser',
  'spoolUser',
  'acsApplicationInstance',
  'spoolApplicationInstance',
  'device',
] as const;

const organizerKinds = ORGANIZER_KINDS.map((kind) =>
  kind === 'user' ? 'user { displayName id tenantId userPrincipalName }' : `${kind} ${IDENTITY}`,
);

/**
 * What is asked of the gateway's own schema for a page of an export: as a caller could, so that their roles, the limits
 * and both logs have their say in it.
 */
export const exportDocument = parse(`
query StreamsExport($filter: CallRecordFilter, $first: Int!, $after: String, $profile: QualityProfile!) {
  callRecords(filter: $filter, first: $first, after: $after) {
    edges {
      cursor
      node {
        id version type startDateTime endDateTime lastModifiedDateTime joinWebUrl
        organizer { id identity { ${organizerKinds.join(' ')} } }
        sessions {
          id startDateTime endDateTime
          failureInfo { stage reason }
          segments {
            id
            caller { ...End }
            callee { ...End }
            media {
              label
              callerNetwork { ...Network }
              calleeNetwork { ...Network }
              callerDevice { ...Device }
              calleeDevice { ...Device }
              streams { ...Stream }
            }
          }
        }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}

fragment End on Endpoint {
  __typename
  userAgent {
    applicationVersion headerValue
    ... on ClientUserAgent { platform productFamily azureADAppId communicationServiceId }
    ... on ServiceUserAgent { role }
  }
  ... on ParticipantEndpoint {
    associatedIdentity { id displayName tenantId userPrincipalName userIdentityType }
    feedback { rating text tokens }
  }
}

fragment Network on NetworkInfo {
  connectionType reflexiveIPAddress subnet ipAddress macAddress linkSpeed networkTransportProtocol port
  relayIPAddress relayPort dnsSuffix traceRouteHops { hopCount ipAddress roundTripTime }
  basicServiceSetIdentifier wifiRadioType wifiBand wifiChannel wifiSignalStrength wifiBatteryCharge
  wifiMicrosoftDriver wifiMicrosoftDriverVersion wifiVendorDriver wifiVendorDriverVersion
  sentQualityEventRatio receivedQualityEventRatio delayEventRatio bandwidthLowEventRatio
}

fragment Device on DeviceInfo {
  captureDeviceName captureDeviceDriver renderDeviceName renderDeviceDriver
  sentSignalLevel sentNoiseLevel micGlitchRate receivedSignalLevel receivedNoiseLevel speakerGlitchRate
  howlingEventCount initialSignalLevelRootMeanSquare deviceGlitchEventRatio deviceClippingEventRatio
  lowSpeechToNoiseEventRatio captureNotFunctioningEventRatio lowSpeechLevelEventRatio
  renderNotFunctioningEventRatio renderZeroVolumeEventRatio renderMuteEventRatio cpuInsufficientEventRatio
}

fragment Stream on MediaStream {
  streamId streamDirection videoCodec audioCodec wasMediaBypassed packetUtilization averageBandwidthEstimate
  averageJitterMs maxJitterMs averageRoundTripTimeMs maxRoundTripTimeMs
  averageAudioNetworkJitterMs maxAudioNetworkJitterMs averageAudioDegradation
  averagePacketLossRate maxPacketLossRate postForwardErrorCorrectionPacketLossRate
  averageRatioOfConcealedSamples maxRatioOfConcealedSamples lowVideoProcessingCapabilityRatio
  averageVideoFrameRate averageReceivedFrameRate lowFrameRateRatio averageVideoPacketLossRate
  averageVideoFrameLossPercentage
  quality(profile: $profile) { verdict reasons { metric } }
}
`);
