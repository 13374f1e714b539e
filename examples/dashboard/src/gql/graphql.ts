/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** How sound was encoded for the network. */
export type AudioCodec =
  /** Adaptive Multi-Rate Wideband (G.722.2), known from mobile telephony. */
  | 'AMR_WIDE'
  /** Comfort noise (RFC 3389), sent in place of silence. */
  | 'CN'
  /** ITU-T G.722: wideband speech at up to 64 kbit/s. */
  | 'G722'
  /** ITU-T G.729: telephone quality at only 8 kbit/s. */
  | 'G729'
  /** ITU-T G.722.1: wideband sound at 24 or 32 kbit/s. */
  | 'G7221'
  /** ITU-T G.722.1 Annex C: super-wideband sound, common in room systems. */
  | 'G7221C'
  /** The client reported something that is not an encoding for sound. */
  | 'INVALID'
  /** A Microsoft encoding that its documentation lists and does not explain. */
  | 'MUCHV2'
  /** Sound in more than one channel; not explained further by Microsoft. */
  | 'MULTI_CHANNEL_AUDIO'
  /** Opus (RFC 6716), the usual choice of web browsers. */
  | 'OPUS'
  /** G.711 A-law: telephone quality at 64 kbit/s, usual in most of the world. */
  | 'PCMA'
  /** G.711 µ-law: telephone quality at 64 kbit/s, usual in North America and Japan. */
  | 'PCMU'
  /** Microsoft's older RTAudio, sampled at 8 kHz: telephone quality. */
  | 'RT_AUDIO_8'
  /** Microsoft's older RTAudio, sampled at 16 kHz: wideband speech. */
  | 'RT_AUDIO_16'
  /** Microsoft's newer encoding for Teams, made to sound well even on very slow lines. */
  | 'SATIN'
  /** Satin over the whole audible range, as for music. */
  | 'SATIN_FULLBAND'
  /** The encoding that Skype introduced, at a sampling rate that was not reported. */
  | 'SILK'
  /** SILK of Skype at telephone quality. */
  | 'SILK_NARROW'
  /** SILK of Skype in wideband quality. */
  | 'SILK_WIDE'
  /** The wideband encoding by Polycom that G.722.1 grew from; met with older conferencing servers. */
  | 'SIREN'
  /** The client did not report it. */
  | 'UNKNOWN'
  /** A value that this gateway does not know, or that Microsoft Graph added later and hides. */
  | 'UNKNOWN_FUTURE_VALUE'
  /** Microsoft's older RTAudio under its protocol name, x-msrta. */
  | 'XMS_RTA';

/** Whether a call record is new. */
export type CallRecordChangeKind =
  /** The feed has not told of this call record before: as a rule its first version. */
  | 'CREATED'
  /** A later version: telemetry of some client has come in late. */
  | 'UPDATED';

/** Which call records to list. Graph applies the window and the participant, at no further cost; the gateway applies the rest to what Graph lists, and says what that costs. What is left out does not restrict. */
export type CallRecordFilter = {
  /** Only calls with a leg that failed, when true. Applied by the gateway after reading the sessions: a request for each record that the other filters leave. */
  failedOnly?: boolean | null | undefined;
  /** Only calls that started at this instant or later. Applied by Graph. */
  from?: string | null | undefined;
  /** Only calls that lasted at least this many seconds. Applied by the gateway after reading the list, at no further request. */
  minDurationSeconds?: number | null | undefined;
  /** Only calls in which this kind of media was used. Applied by the gateway after reading the list, at no further request. */
  modality?: Modality | null | undefined;
  /** Only calls in which this participant took part: the object id of a user, a phone number such as `+15551234567`, or the id of another identity. Applied by Graph. */
  participantId?: string | null | undefined;
  /** Only calls in which the sessions of one person have this verdict: of the participant of `participantId`, else of anybody. Applied by the gateway after reading the sessions and segments, as for `verdict`. */
  participantVerdict?: Verdict | null | undefined;
  /** Only calls that started before this instant. Applied by Graph. */
  to?: string | null | undefined;
  /** Only calls of this kind. Applied by the gateway after reading the list; a record whose kind the list does not tell costs a request of its own. */
  type?: CallType | null | undefined;
  /** Only calls with this verdict, by the profile of the field, else the default one. Applied by the gateway after reading the sessions and segments: a request for each record that the other filters leave. */
  verdict?: Verdict | null | undefined;
};

/** What kind of call it was. */
export type CallType =
  /** A meeting, or a call of more than two. */
  | 'GROUP_CALL'
  /** A call between two. */
  | 'PEER_TO_PEER'
  /** The kind was not reported; lists of call records show it even where the record itself knows. */
  | 'UNKNOWN'
  /** A value that this gateway does not know, or that Microsoft Graph added later and hides. */
  | 'UNKNOWN_FUTURE_VALUE';

/** Operating system or kind of equipment that a client ran on. */
export type ClientPlatform =
  /** A phone or tablet with Android by Google. */
  | 'ANDROID'
  /** The mixed reality headset by Microsoft. */
  | 'HOLO_LENS'
  /** An iPhone or iPad by Apple. */
  | 'IOS'
  /** A desk telephone on the network. */
  | 'IP_PHONE'
  /** An Apple Mac computer. */
  | 'MAC_OS'
  /** Fixed equipment of a meeting room. */
  | 'ROOM_SYSTEM'
  /** The large interactive whiteboard by Microsoft. */
  | 'SURFACE_HUB'
  /** The client did not report it. */
  | 'UNKNOWN'
  /** A value that this gateway does not know, or that Microsoft Graph added later and hides. */
  | 'UNKNOWN_FUTURE_VALUE'
  /** A web browser, nothing installed. */
  | 'WEB'
  /** A computer with Microsoft Windows. */
  | 'WINDOWS';

/** When in the call a failure happened. */
export type FailureStage =
  /** Before the call was established. */
  | 'CALL_SETUP'
  /** After the call was established. */
  | 'MIDCALL'
  /** The stage was not reported. */
  | 'UNKNOWN'
  /** A value that this gateway does not know, or that Microsoft Graph added later and hides. */
  | 'UNKNOWN_FUTURE_VALUE';

/** Which end sent and which received. */
export type MediaStreamDirection =
  /** Sent by the called end, heard or seen at the calling end. */
  | 'CALLEE_TO_CALLER'
  /** Sent by the calling end, heard or seen at the called end. */
  | 'CALLER_TO_CALLEE'
  /** A value that this gateway does not know, or that Microsoft Graph added later and hides. */
  | 'UNKNOWN_FUTURE_VALUE';

/** A kind of media or data that was exchanged. */
export type Modality =
  /** Sound: speech and whatever else the microphone or a shared window sent. */
  | 'AUDIO'
  /** Messages between the programs, such as shared content that is neither sound nor picture. */
  | 'DATA'
  /** A screen or window sent by remote desktop protocol, the older way. */
  | 'SCREEN_SHARING'
  /** A value that this gateway does not know, or that Microsoft Graph added later and hides. */
  | 'UNKNOWN_FUTURE_VALUE'
  /** Pictures from a camera. */
  | 'VIDEO'
  /** A screen or window sent as a video stream, which is how Teams does it. */
  | 'VIDEO_BASED_SCREEN_SHARING';

/** By what the calls over calling plans are added up; always by currency as well. */
export type PstnCostGrouping =
  /** The kind of call, as Graph writes it: `user_out`, `conf_in` and the like. */
  | 'CALL_TYPE'
  /** The day on which the call started, in UTC. */
  | 'DAY'
  /** The country or region that was called. */
  | 'DESTINATION'
  /** The person whose plan paid, by object id. */
  | 'USER';

/** By what a row of the PSTN log was found to belong to a call record. Graph gives no key between the two, so all but the first are likely, not certain. */
export type PstnMatchBasis =
  /** The row's call id is the id of the record. */
  | 'CALL_ID'
  /** A telephone number of the row, which names no user, took part at that time; masked digits may be any. */
  | 'NUMBER'
  /** A telephone number of the row, and its user, both took part at that time. */
  | 'NUMBER_AND_USER'
  /** The user of the row took part at that time, and the row shows no number. */
  | 'USER';

/** By what the streams of many calls are put together. */
export type QualityGrouping =
  /** Wired, wireless or other network at every person's end, as Graph writes it. */
  | 'CONNECTION_TYPE'
  /** The day on which the call started, in UTC. */
  | 'DAY'
  /** Microphone at every person's end. */
  | 'DEVICE'
  /** Sound, video or screen sharing: `audio`, `video`, `sharing`. */
  | 'MODALITY'
  /** Operating system or equipment at every person's end, as Graph writes it. */
  | 'PLATFORM'
  /** Subnet of every person's end. */
  | 'SUBNET'
  /** Every person at an end of the stream; in meetings the participant. */
  | 'USER';

/** Where a poor session went wrong, as far as its telemetry tells. */
export type QualitySide =
  /** At both ends. */
  | 'BOTH'
  /** At the end that answered the leg. */
  | 'CALLEE'
  /** At the end that placed the leg. */
  | 'CALLER'
  /** Between the ends: neither had trouble of its own, or both had nothing but a bad network. */
  | 'NETWORK'
  /** Not poor, or the ends reported too little to tell. */
  | 'UNKNOWN';

/** What somebody may be here, by the app roles that an administrator has given them. */
export type Role =
  /** Sees everything that there is, telephone numbers as the gateway is set. */
  | 'ADMIN'
  /** Second tier of support: all calls, telephone numbers masked. */
  | 'ENGINEER'
  /** Figures alone, without people and without single calls. */
  | 'REPORTS'
  /** Sees the calls that they took part in. */
  | 'SELF'
  /** First tier of support: all calls, without names, networks and devices of people not searched for. */
  | 'SUPPORT';

/** What a service did in a call. */
export type ServiceRole =
  /** Steered the telephone bridge of an outside provider for a meeting. */
  | 'AUDIO_TELECONFERENCER_CONTROLLER'
  /** Played announcements into a meeting, such as who joins or leaves. */
  | 'CONFERENCING_ANNOUNCEMENT_SERVICE'
  /** Received people who dialled in by telephone and asked which meeting they want. */
  | 'CONFERENCING_ATTENDANT'
  /** A calling bot that an organisation or vendor built, not Microsoft. */
  | 'CUSTOM_BOT'
  /** Recorded spoken messages into Exchange mailboxes; older than today’s cloud voicemail. */
  | 'EXCHANGE_UNIFIED_MESSAGING_SERVICE'
  /** Connected the call to another telephone network. */
  | 'GATEWAY'
  /** Translated between the telephone network and the call on the internet. */
  | 'MEDIATION_SERVER'
  /** Linked telephone lines on premises to the cloud (Cloud Connector Edition, retired). */
  | 'MEDIATION_SERVER_CLOUD_CONNECTOR_EDITION'
  /** Hosted the media of a group call; often the far end of each session in a meeting. */
  | 'MEDIA_CONTROLLER'
  /** Distributed calls among the members of a team, on premises; forerunner of call queues. */
  | 'RESPONSE_GROUP_SERVICE'
  /** Played announcements to callers of a response group on premises. */
  | 'RESPONSE_GROUP_SERVICE_ANNOUNCEMENT_SERVICE'
  /** Conference server that passed on shared screens in a Skype for Business meeting. */
  | 'SKYPE_FOR_BUSINESS_APPLICATION_SHARING_MCU'
  /** Answered calls in Skype for Business and passed them on. */
  | 'SKYPE_FOR_BUSINESS_ATTENDANT'
  /** Conference server that mixed sound and pictures for everybody in a Skype for Business meeting. */
  | 'SKYPE_FOR_BUSINESS_AUDIO_VIDEO_MCU'
  /** Answered with a spoken menu and passed the caller on; serves Teams as well. */
  | 'SKYPE_FOR_BUSINESS_AUTO_ATTENDANT'
  /** Kept callers waiting and handed them to the next free agent; serves Teams as well. */
  | 'SKYPE_FOR_BUSINESS_CALL_QUEUES'
  /** Joined people on Skype for Business with people on Teams. */
  | 'SKYPE_FOR_BUSINESS_MICROSOFT_TEAMS_GATEWAY'
  /** Ran voice applications in the cloud (UCAP) that take and make calls without a person. */
  | 'SKYPE_FOR_BUSINESS_UNIFIED_COMMUNICATION_APPLICATION_PLATFORM'
  /** Interpreted speech from one language into another during the call. */
  | 'SKYPE_TRANSLATOR'
  /** It was not reported. */
  | 'UNKNOWN'
  /** A value that this gateway does not know, or that Microsoft Graph added later and hides. */
  | 'UNKNOWN_FUTURE_VALUE'
  /** Recorded a spoken message because nobody answered. */
  | 'VOICEMAIL';

/** What kind of trouble a measurement points at. */
export type SideCause =
  /** Microphone, speaker or processor of that end. */
  | 'DEVICE'
  /** Wired or mobile network of that end, or its path outward. */
  | 'NETWORK'
  /** Measured at the other end, in what it received from this one. */
  | 'PEER'
  /** Wireless network of that end. */
  | 'WIFI';

/** How media arrived, by the limits of a profile. */
export type Verdict =
  /** Judged, and everything that was reported is within its limit. As on the page of the Call Quality Dashboard, only a stream of which nothing was reported is unclassified. */
  | 'GOOD'
  /** Beyond at least one limit; of several streams, at least one of them. */
  | 'POOR'
  /** Not judged: nothing that a limit is on was reported, or too few packets. */
  | 'UNCLASSIFIED';

/** How pictures were encoded for the network. */
export type VideoCodec =
  /** AOMedia Video 1: good pictures at low bit rates, used for screen sharing. */
  | 'AV1'
  /** ITU-T H.263, of the 1990s; met with old equipment. */
  | 'H263'
  /** ITU-T H.264 (AVC), the most widespread one. */
  | 'H264'
  /** A variety of H.264 that Microsoft lists and does not explain. */
  | 'H264S'
  /** H.264 in layers for conferencing, as Lync 2013 and Skype for Business use it. */
  | 'H264UC'
  /** ITU-T H.265 (HEVC), successor of H.264. */
  | 'H265'
  /** The client reported something that is not an encoding for pictures. */
  | 'INVALID'
  /** Microsoft's RTVideo, under a name that refers to the VC-1 standard. */
  | 'RTVC1'
  /** Microsoft's older encoding, of Lync and Office Communications Server. */
  | 'RT_VIDEO'
  /** The client did not report it. */
  | 'UNKNOWN'
  /** A value that this gateway does not know, or that Microsoft Graph added later and hides. */
  | 'UNKNOWN_FUTURE_VALUE'
  /** Microsoft's RTVideo under its protocol name, x-rtvc1. */
  | 'XRTVC1';

/** What kind of caller it is. */
export type ViewerKind =
  /** A program on its own account. */
  | 'APPLICATION'
  /** Whoever it is: this gateway does not ask (AUTH=none). */
  | 'NOBODY'
  /** A person who has signed in. */
  | 'USER';

export type AttendanceEntryFragment = { __typename: 'Attendance', participantId: string | null, joinedAt: string | null, leftAt: string | null, connectedSeconds: number, failedAttempts: number, platforms: Array<ClientPlatform>, worstVerdict: Verdict, identity: { __typename: 'UserIdentity', displayName: string | null } | null, intervals: Array<{ __typename: 'AttendanceInterval', joinedAt: string, leftAt: string }> };

export type CallQueryVariables = Exact<{
  id: string | number;
}>;


export type CallQuery = { __typename: 'Query', callRecord: { __typename: 'CallRecord', endDateTime: string | null, version: number | null, lastModifiedDateTime: string | null, joinWebUrl: string | null, id: string, type: CallType | null, modalities: Array<Modality> | null, startDateTime: string | null, durationSeconds: number | null, organizer: { __typename: 'Organizer', identity: { __typename: 'CommunicationsIdentitySet', user: { __typename: 'UserIdentity', id: string | null, displayName: string | null } | null, phone: { __typename: 'Identity', id: string | null } | null, guest: { __typename: 'Identity', displayName: string | null } | null, application: { __typename: 'Identity', displayName: string | null } | null } | null } | null } & ({ __typename: 'CallRecord' } | { __typename: 'CallRecord' }) & ({ quality: { __typename: 'Quality', verdict: Verdict, goodStreamCount: number, poorStreamCount: number, unclassifiedStreamCount: number, reasons: Array<{ __typename: 'QualityReason', metric: string, value: number, threshold: number, unit: string, streamCount: number }> } | null } | { quality?: never }) & ({ summary: { __typename: 'CallSummary', participantCount: number, failedSessionCount: number, hasPstnLeg: boolean, isSettled: boolean, availableUntil: string | null } | null } | { summary?: never }) & ({ __typename: 'CallRecord' } | { __typename: 'CallRecord' }) & ({ sessions: Array<{ __typename: 'Session', id: string, startDateTime: string | null, endDateTime: string | null, failureInfo: { __typename: 'FailureInfo', stage: FailureStage | null, reason: string | null } | null, caller:
        | { __typename: 'ParticipantEndpoint', name: string | null, associatedIdentity: { __typename: 'UserIdentity', id: string | null, displayName: string | null } | null, userAgent:
            | { __typename: 'ClientUserAgent' }
            | { __typename: 'ServiceUserAgent', role: ServiceRole | null }
            | { __typename: 'UnknownUserAgent' }
           | null }
        | { __typename: 'ServiceEndpoint', userAgent:
            | { __typename: 'ClientUserAgent' }
            | { __typename: 'ServiceUserAgent', role: ServiceRole | null }
            | { __typename: 'UnknownUserAgent' }
           | null }
        | { __typename: 'UnknownEndpoint', userAgent:
            | { __typename: 'ClientUserAgent' }
            | { __typename: 'ServiceUserAgent', role: ServiceRole | null }
            | { __typename: 'UnknownUserAgent' }
           | null }
       | null, callee:
        | { __typename: 'ParticipantEndpoint', name: string | null, associatedIdentity: { __typename: 'UserIdentity', id: string | null, displayName: string | null } | null, userAgent:
            | { __typename: 'ClientUserAgent' }
            | { __typename: 'ServiceUserAgent', role: ServiceRole | null }
            | { __typename: 'UnknownUserAgent' }
           | null }
        | { __typename: 'ServiceEndpoint', userAgent:
            | { __typename: 'ClientUserAgent' }
            | { __typename: 'ServiceUserAgent', role: ServiceRole | null }
            | { __typename: 'UnknownUserAgent' }
           | null }
        | { __typename: 'UnknownEndpoint', userAgent:
            | { __typename: 'ClientUserAgent' }
            | { __typename: 'ServiceUserAgent', role: ServiceRole | null }
            | { __typename: 'UnknownUserAgent' }
           | null }
       | null, segments: Array<{ __typename: 'Segment', id: string, startDateTime: string | null, endDateTime: string | null, failureInfo: { __typename: 'FailureInfo', stage: FailureStage | null, reason: string | null } | null, quality: { __typename: 'Quality', verdict: Verdict } | null, media: Array<{ __typename: 'Media', label: string | null, streams: Array<{ __typename: 'MediaStream', streamId: string | null, streamDirection: MediaStreamDirection | null, audioCodec: AudioCodec | null, videoCodec: VideoCodec | null, averageJitterMs: number | null, averageRoundTripTimeMs: number | null, averagePacketLossRate: number | null, averageRatioOfConcealedSamples: number | null, averageVideoFrameRate: number | null, quality: { __typename: 'Quality', verdict: Verdict, reasons: Array<{ __typename: 'QualityReason', metric: string, value: number, threshold: number, unit: string }> } | null }> | null }> | null }> | null, quality: { __typename: 'Quality', verdict: Verdict } | null, side: { __typename: 'SideHint', side: QualitySide, reasons: Array<{ __typename: 'SideReason', cause: SideCause, metric: string, side: QualitySide, value: number, threshold: number, unit: string }> } | null }> | null } | { sessions?: never }) & ({ __typename: 'CallRecord' } | { __typename: 'CallRecord' }) & ({ attendance: Array<{ __typename: 'Attendance', participantId: string | null, joinedAt: string | null, leftAt: string | null, connectedSeconds: number, failedAttempts: number, platforms: Array<ClientPlatform>, worstVerdict: Verdict, identity: { __typename: 'UserIdentity', displayName: string | null } | null, intervals: Array<{ __typename: 'AttendanceInterval', joinedAt: string, leftAt: string }> }> | null } | { attendance?: never }) & ({ __typename: 'CallRecord' } | { __typename: 'CallRecord' }) & ({ pstnCalls: Array<{ __typename: 'PstnCallMatch', basis: PstnMatchBasis, row: { __typename: 'PstnCallLogRow', id: string | null, startDateTime: string | null, duration: number | null, callType: string | null, callerNumber: string | null, calleeNumber: string | null, destinationName: string | null, charge: string | null, connectionCharge: string | null, currency: string | null } }> | null } | { pstnCalls?: never }) & ({ __typename: 'CallRecord' } | { __typename: 'CallRecord' }) & ({ directRoutingCalls: Array<{ __typename: 'DirectRoutingLogRow', id: string | null, startDateTime: string | null, inviteDateTime: string | null, duration: number | null, callType: string | null, callerNumber: string | null, calleeNumber: string | null, trunkFullyQualifiedDomainName: string | null, finalSipCode: number | null, finalSipCodePhrase: string | null, successfulCall: boolean | null }> | null } | { directRoutingCalls?: never }) | null };

export type CallFactsFragment = { __typename: 'CallRecord', endDateTime: string | null, version: number | null, lastModifiedDateTime: string | null, joinWebUrl: string | null, id: string, type: CallType | null, modalities: Array<Modality> | null, startDateTime: string | null, durationSeconds: number | null, organizer: { __typename: 'Organizer', identity: { __typename: 'CommunicationsIdentitySet', user: { __typename: 'UserIdentity', id: string | null, displayName: string | null } | null, phone: { __typename: 'Identity', id: string | null } | null, guest: { __typename: 'Identity', displayName: string | null } | null, application: { __typename: 'Identity', displayName: string | null } | null } | null } | null };

export type CallFiguresFragment = { __typename: 'CallSummary', participantCount: number, failedSessionCount: number, hasPstnLeg: boolean, isSettled: boolean, availableUntil: string | null };

export type DirectLegFragment = { __typename: 'DirectRoutingLogRow', id: string | null, startDateTime: string | null, inviteDateTime: string | null, duration: number | null, callType: string | null, callerNumber: string | null, calleeNumber: string | null, trunkFullyQualifiedDomainName: string | null, finalSipCode: number | null, finalSipCodePhrase: string | null, successfulCall: boolean | null };

export type PstnLegFragment = { __typename: 'PstnCallMatch', basis: PstnMatchBasis, row: { __typename: 'PstnCallLogRow', id: string | null, startDateTime: string | null, duration: number | null, callType: string | null, callerNumber: string | null, calleeNumber: string | null, destinationName: string | null, charge: string | null, connectionCharge: string | null, currency: string | null } };

export type CallQualityFactsFragment = { __typename: 'Quality', verdict: Verdict, goodStreamCount: number, poorStreamCount: number, unclassifiedStreamCount: number, reasons: Array<{ __typename: 'QualityReason', metric: string, value: number, threshold: number, unit: string, streamCount: number }> };

export type StreamsSessionFragment = { __typename: 'Session', id: string, caller:
    | { __typename: 'ParticipantEndpoint', name: string | null, associatedIdentity: { __typename: 'UserIdentity', id: string | null, displayName: string | null } | null, userAgent:
        | { __typename: 'ClientUserAgent' }
        | { __typename: 'ServiceUserAgent', role: ServiceRole | null }
        | { __typename: 'UnknownUserAgent' }
       | null }
    | { __typename: 'ServiceEndpoint', userAgent:
        | { __typename: 'ClientUserAgent' }
        | { __typename: 'ServiceUserAgent', role: ServiceRole | null }
        | { __typename: 'UnknownUserAgent' }
       | null }
    | { __typename: 'UnknownEndpoint', userAgent:
        | { __typename: 'ClientUserAgent' }
        | { __typename: 'ServiceUserAgent', role: ServiceRole | null }
        | { __typename: 'UnknownUserAgent' }
       | null }
   | null, callee:
    | { __typename: 'ParticipantEndpoint', name: string | null, associatedIdentity: { __typename: 'UserIdentity', id: string | null, displayName: string | null } | null, userAgent:
        | { __typename: 'ClientUserAgent' }
        | { __typename: 'ServiceUserAgent', role: ServiceRole | null }
        | { __typename: 'UnknownUserAgent' }
       | null }
    | { __typename: 'ServiceEndpoint', userAgent:
        | { __typename: 'ClientUserAgent' }
        | { __typename: 'ServiceUserAgent', role: ServiceRole | null }
        | { __typename: 'UnknownUserAgent' }
       | null }
    | { __typename: 'UnknownEndpoint', userAgent:
        | { __typename: 'ClientUserAgent' }
        | { __typename: 'ServiceUserAgent', role: ServiceRole | null }
        | { __typename: 'UnknownUserAgent' }
       | null }
   | null, quality: { __typename: 'Quality', verdict: Verdict } | null, side: { __typename: 'SideHint', side: QualitySide, reasons: Array<{ __typename: 'SideReason', cause: SideCause, metric: string, side: QualitySide, value: number, threshold: number, unit: string }> } | null, segments: Array<{ __typename: 'Segment', id: string, media: Array<{ __typename: 'Media', label: string | null, streams: Array<{ __typename: 'MediaStream', streamId: string | null, streamDirection: MediaStreamDirection | null, audioCodec: AudioCodec | null, videoCodec: VideoCodec | null, averageJitterMs: number | null, averageRoundTripTimeMs: number | null, averagePacketLossRate: number | null, averageRatioOfConcealedSamples: number | null, averageVideoFrameRate: number | null, quality: { __typename: 'Quality', verdict: Verdict, reasons: Array<{ __typename: 'QualityReason', metric: string, value: number, threshold: number, unit: string }> } | null }> | null }> | null }> | null };

export type StreamRowFragment = { __typename: 'MediaStream', streamId: string | null, streamDirection: MediaStreamDirection | null, audioCodec: AudioCodec | null, videoCodec: VideoCodec | null, averageJitterMs: number | null, averageRoundTripTimeMs: number | null, averagePacketLossRate: number | null, averageRatioOfConcealedSamples: number | null, averageVideoFrameRate: number | null, quality: { __typename: 'Quality', verdict: Verdict, reasons: Array<{ __typename: 'QualityReason', metric: string, value: number, threshold: number, unit: string }> } | null };

export type TimelineSessionFragment = { __typename: 'Session', id: string, startDateTime: string | null, endDateTime: string | null, failureInfo: { __typename: 'FailureInfo', stage: FailureStage | null, reason: string | null } | null, caller:
    | { __typename: 'ParticipantEndpoint', name: string | null, associatedIdentity: { __typename: 'UserIdentity', id: string | null, displayName: string | null } | null, userAgent:
        | { __typename: 'ClientUserAgent' }
        | { __typename: 'ServiceUserAgent', role: ServiceRole | null }
        | { __typename: 'UnknownUserAgent' }
       | null }
    | { __typename: 'ServiceEndpoint', userAgent:
        | { __typename: 'ClientUserAgent' }
        | { __typename: 'ServiceUserAgent', role: ServiceRole | null }
        | { __typename: 'UnknownUserAgent' }
       | null }
    | { __typename: 'UnknownEndpoint', userAgent:
        | { __typename: 'ClientUserAgent' }
        | { __typename: 'ServiceUserAgent', role: ServiceRole | null }
        | { __typename: 'UnknownUserAgent' }
       | null }
   | null, callee:
    | { __typename: 'ParticipantEndpoint', name: string | null, associatedIdentity: { __typename: 'UserIdentity', id: string | null, displayName: string | null } | null, userAgent:
        | { __typename: 'ClientUserAgent' }
        | { __typename: 'ServiceUserAgent', role: ServiceRole | null }
        | { __typename: 'UnknownUserAgent' }
       | null }
    | { __typename: 'ServiceEndpoint', userAgent:
        | { __typename: 'ClientUserAgent' }
        | { __typename: 'ServiceUserAgent', role: ServiceRole | null }
        | { __typename: 'UnknownUserAgent' }
       | null }
    | { __typename: 'UnknownEndpoint', userAgent:
        | { __typename: 'ClientUserAgent' }
        | { __typename: 'ServiceUserAgent', role: ServiceRole | null }
        | { __typename: 'UnknownUserAgent' }
       | null }
   | null, segments: Array<{ __typename: 'Segment', id: string, startDateTime: string | null, endDateTime: string | null, failureInfo: { __typename: 'FailureInfo', stage: FailureStage | null, reason: string | null } | null, quality: { __typename: 'Quality', verdict: Verdict } | null }> | null };

type TimelineEnd_ParticipantEndpoint_Fragment = { __typename: 'ParticipantEndpoint', name: string | null, associatedIdentity: { __typename: 'UserIdentity', id: string | null, displayName: string | null } | null, userAgent:
    | { __typename: 'ClientUserAgent' }
    | { __typename: 'ServiceUserAgent', role: ServiceRole | null }
    | { __typename: 'UnknownUserAgent' }
   | null };

type TimelineEnd_ServiceEndpoint_Fragment = { __typename: 'ServiceEndpoint', userAgent:
    | { __typename: 'ClientUserAgent' }
    | { __typename: 'ServiceUserAgent', role: ServiceRole | null }
    | { __typename: 'UnknownUserAgent' }
   | null };

type TimelineEnd_UnknownEndpoint_Fragment = { __typename: 'UnknownEndpoint', userAgent:
    | { __typename: 'ClientUserAgent' }
    | { __typename: 'ServiceUserAgent', role: ServiceRole | null }
    | { __typename: 'UnknownUserAgent' }
   | null };

export type TimelineEndFragment =
  | TimelineEnd_ParticipantEndpoint_Fragment
  | TimelineEnd_ServiceEndpoint_Fragment
  | TimelineEnd_UnknownEndpoint_Fragment
;

export type CallsQueryVariables = Exact<{
  filter?: CallRecordFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type CallsQuery = { __typename: 'Query', callRecords: { __typename: 'CallRecordConnection', nodes: Array<{ __typename: 'CallRecord', id: string, type: CallType | null, modalities: Array<Modality> | null, startDateTime: string | null, durationSeconds: number | null, organizer: { __typename: 'Organizer', identity: { __typename: 'CommunicationsIdentitySet', user: { __typename: 'UserIdentity', id: string | null, displayName: string | null } | null, phone: { __typename: 'Identity', id: string | null } | null, guest: { __typename: 'Identity', displayName: string | null } | null, application: { __typename: 'Identity', displayName: string | null } | null } | null } | null } & ({ __typename: 'CallRecord' } | { __typename: 'CallRecord' }) & ({ quality: { __typename: 'Quality', verdict: Verdict } | null } | { quality?: never })>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null };

export type CallRowFragment = { __typename: 'CallRecord', id: string, type: CallType | null, modalities: Array<Modality> | null, startDateTime: string | null, durationSeconds: number | null, organizer: { __typename: 'Organizer', identity: { __typename: 'CommunicationsIdentitySet', user: { __typename: 'UserIdentity', id: string | null, displayName: string | null } | null, phone: { __typename: 'Identity', id: string | null } | null, guest: { __typename: 'Identity', displayName: string | null } | null, application: { __typename: 'Identity', displayName: string | null } | null } | null } | null };

export type CostsQueryVariables = Exact<{
  from: string;
  to: string;
  groupBy: PstnCostGrouping;
}>;


export type CostsQuery = { __typename: 'Query', pstnCosts: Array<{ __typename: 'PstnCost', key: string | null, name: string | null, currency: string | null, callCount: number, durationSeconds: number, charge: string, connectionCharge: string, total: string }> | null };

export type CostRowFragment = { __typename: 'PstnCost', key: string | null, name: string | null, currency: string | null, callCount: number, durationSeconds: number, charge: string, connectionCharge: string, total: string };

export type ChangesSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ChangesSubscription = { callRecordChanged: { __typename: 'CallRecordChange', cursor: string, kind: CallRecordChangeKind, version: number, noticedAt: string, callRecordId: string, callRecord: { __typename: 'CallRecord', endDateTime: string | null, id: string, type: CallType | null, modalities: Array<Modality> | null, startDateTime: string | null, durationSeconds: number | null, quality: { __typename: 'Quality', verdict: Verdict } | null, organizer: { __typename: 'Organizer', identity: { __typename: 'CommunicationsIdentitySet', user: { __typename: 'UserIdentity', id: string | null, displayName: string | null } | null, phone: { __typename: 'Identity', id: string | null } | null, guest: { __typename: 'Identity', displayName: string | null } | null, application: { __typename: 'Identity', displayName: string | null } | null } | null } | null } | null } };

export type BudgetQueryVariables = Exact<{ [key: string]: never; }>;


export type BudgetQuery = { __typename: 'Query', rateLimit: { __typename: 'RateLimit', application: { __typename: 'RateLimitBudget', limit: number, remaining: number, windowSeconds: number } | null, caller: { __typename: 'RateLimitBudget', limit: number, remaining: number, windowSeconds: number } | null } };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { __typename: 'Query', viewer: { __typename: 'Viewer', id: string | null, kind: ViewerKind, roles: Array<Role>, hiddenFields: Array<string> } };

export type TrendQueryVariables = Exact<{
  filter?: CallRecordFilter | null | undefined;
  maxRecords?: number | null | undefined;
}>;


export type TrendQuery = { __typename: 'Query', callQualitySummary: { __typename: 'CallQualitySummary', progress: Array<{ __typename: 'CallQualityProgress', recordsRead: number, poorCallPercentage: number | null }> } & ({ __typename: 'CallQualitySummary', complete: boolean, recordsRead: number, callCount: number, poorCallCount: number, unclassifiedCallCount: number, poorCallPercentage: number | null, groups: Array<{ __typename: 'QualityGroup', key: string | null, callCount: number, poorCallCount: number }> } | { __typename: 'CallQualitySummary', complete?: never, recordsRead?: never, callCount?: never, poorCallCount?: never, unclassifiedCallCount?: never, poorCallPercentage?: never, groups?: never }) | null };

export type TrendFiguresFragment = { __typename: 'CallQualitySummary', complete: boolean, recordsRead: number, callCount: number, poorCallCount: number, unclassifiedCallCount: number, poorCallPercentage: number | null, groups: Array<{ __typename: 'QualityGroup', key: string | null, callCount: number, poorCallCount: number }> };

export type GroupsQueryVariables = Exact<{
  filter?: CallRecordFilter | null | undefined;
  maxRecords?: number | null | undefined;
  groupBy: QualityGrouping;
}>;


export type GroupsQuery = { __typename: 'Query', callQualitySummary: { __typename: 'CallQualitySummary', complete: boolean, recordsRead: number, groups: Array<{ __typename: 'QualityGroup', key: string | null, name: string | null, callCount: number, poorCallCount: number, poorStreamCount: number, goodStreamCount: number, poorPercentage: number | null }> } | null };

export type GroupRowFragment = { __typename: 'QualityGroup', key: string | null, name: string | null, callCount: number, poorCallCount: number, poorStreamCount: number, goodStreamCount: number, poorPercentage: number | null };

export const AttendanceEntryFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AttendanceEntry"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Attendance"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"participantId"}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"joinedAt"}},{"kind":"Field","name":{"kind":"Name","value":"leftAt"}},{"kind":"Field","name":{"kind":"Name","value":"connectedSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"failedAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"platforms"}},{"kind":"Field","name":{"kind":"Name","value":"worstVerdict"}},{"kind":"Field","name":{"kind":"Name","value":"intervals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"joinedAt"}},{"kind":"Field","name":{"kind":"Name","value":"leftAt"}}]}}]}}]} as unknown as DocumentNode<AttendanceEntryFragment, unknown>;
export const CallRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CallRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CallRecord"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"modalities"}},{"kind":"Field","name":{"kind":"Name","value":"startDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"organizer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"phone"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"guest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"application"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CallRowFragment, unknown>;
export const CallFactsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CallFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CallRecord"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CallRow"}},{"kind":"Field","name":{"kind":"Name","value":"endDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"lastModifiedDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"joinWebUrl"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CallRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CallRecord"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"modalities"}},{"kind":"Field","name":{"kind":"Name","value":"startDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"organizer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"phone"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"guest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"application"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CallFactsFragment, unknown>;
export const CallFiguresFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CallFigures"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CallSummary"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"participantCount"}},{"kind":"Field","name":{"kind":"Name","value":"failedSessionCount"}},{"kind":"Field","name":{"kind":"Name","value":"hasPstnLeg"}},{"kind":"Field","name":{"kind":"Name","value":"isSettled"}},{"kind":"Field","name":{"kind":"Name","value":"availableUntil"}}]}}]} as unknown as DocumentNode<CallFiguresFragment, unknown>;
export const DirectLegFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DirectLeg"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DirectRoutingLogRow"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"startDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"inviteDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"duration"}},{"kind":"Field","name":{"kind":"Name","value":"callType"}},{"kind":"Field","name":{"kind":"Name","value":"callerNumber"}},{"kind":"Field","name":{"kind":"Name","value":"calleeNumber"}},{"kind":"Field","name":{"kind":"Name","value":"trunkFullyQualifiedDomainName"}},{"kind":"Field","name":{"kind":"Name","value":"finalSipCode"}},{"kind":"Field","name":{"kind":"Name","value":"finalSipCodePhrase"}},{"kind":"Field","name":{"kind":"Name","value":"successfulCall"}}]}}]} as unknown as DocumentNode<DirectLegFragment, unknown>;
export const PstnLegFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PstnLeg"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PstnCallMatch"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}},{"kind":"Field","name":{"kind":"Name","value":"row"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"startDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"duration"}},{"kind":"Field","name":{"kind":"Name","value":"callType"}},{"kind":"Field","name":{"kind":"Name","value":"callerNumber"}},{"kind":"Field","name":{"kind":"Name","value":"calleeNumber"}},{"kind":"Field","name":{"kind":"Name","value":"destinationName"}},{"kind":"Field","name":{"kind":"Name","value":"charge"}},{"kind":"Field","name":{"kind":"Name","value":"connectionCharge"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]} as unknown as DocumentNode<PstnLegFragment, unknown>;
export const CallQualityFactsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CallQualityFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Quality"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}},{"kind":"Field","name":{"kind":"Name","value":"goodStreamCount"}},{"kind":"Field","name":{"kind":"Name","value":"poorStreamCount"}},{"kind":"Field","name":{"kind":"Name","value":"unclassifiedStreamCount"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"metric"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"threshold"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"streamCount"}}]}}]}}]} as unknown as DocumentNode<CallQualityFactsFragment, unknown>;
export const TimelineEndFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TimelineEnd"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"userAgent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceUserAgent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ParticipantEndpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"associatedIdentity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}}]}}]} as unknown as DocumentNode<TimelineEndFragment, unknown>;
export const StreamRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StreamRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MediaStream"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"streamId"}},{"kind":"Field","name":{"kind":"Name","value":"streamDirection"}},{"kind":"Field","name":{"kind":"Name","value":"audioCodec"}},{"kind":"Field","name":{"kind":"Name","value":"videoCodec"}},{"kind":"Field","name":{"kind":"Name","value":"averageJitterMs"}},{"kind":"Field","name":{"kind":"Name","value":"averageRoundTripTimeMs"}},{"kind":"Field","name":{"kind":"Name","value":"averagePacketLossRate"}},{"kind":"Field","name":{"kind":"Name","value":"averageRatioOfConcealedSamples"}},{"kind":"Field","name":{"kind":"Name","value":"averageVideoFrameRate"}},{"kind":"Field","name":{"kind":"Name","value":"quality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"metric"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"threshold"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}}]}}]}}]}}]} as unknown as DocumentNode<StreamRowFragment, unknown>;
export const StreamsSessionFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StreamsSession"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"caller"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TimelineEnd"}}]}},{"kind":"Field","name":{"kind":"Name","value":"callee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TimelineEnd"}}]}},{"kind":"Field","name":{"kind":"Name","value":"quality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}}]}},{"kind":"Field","name":{"kind":"Name","value":"side"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"side"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cause"}},{"kind":"Field","name":{"kind":"Name","value":"metric"}},{"kind":"Field","name":{"kind":"Name","value":"side"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"threshold"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"segments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"media"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"streams"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"StreamRow"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TimelineEnd"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"userAgent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceUserAgent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ParticipantEndpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"associatedIdentity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StreamRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MediaStream"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"streamId"}},{"kind":"Field","name":{"kind":"Name","value":"streamDirection"}},{"kind":"Field","name":{"kind":"Name","value":"audioCodec"}},{"kind":"Field","name":{"kind":"Name","value":"videoCodec"}},{"kind":"Field","name":{"kind":"Name","value":"averageJitterMs"}},{"kind":"Field","name":{"kind":"Name","value":"averageRoundTripTimeMs"}},{"kind":"Field","name":{"kind":"Name","value":"averagePacketLossRate"}},{"kind":"Field","name":{"kind":"Name","value":"averageRatioOfConcealedSamples"}},{"kind":"Field","name":{"kind":"Name","value":"averageVideoFrameRate"}},{"kind":"Field","name":{"kind":"Name","value":"quality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"metric"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"threshold"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}}]}}]}}]}}]} as unknown as DocumentNode<StreamsSessionFragment, unknown>;
export const TimelineSessionFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TimelineSession"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"startDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"endDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"failureInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"caller"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TimelineEnd"}}]}},{"kind":"Field","name":{"kind":"Name","value":"callee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TimelineEnd"}}]}},{"kind":"Field","name":{"kind":"Name","value":"segments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"startDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"endDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"failureInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"quality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TimelineEnd"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"userAgent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceUserAgent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ParticipantEndpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"associatedIdentity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}}]}}]} as unknown as DocumentNode<TimelineSessionFragment, unknown>;
export const CostRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CostRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PstnCost"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"callCount"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"charge"}},{"kind":"Field","name":{"kind":"Name","value":"connectionCharge"}},{"kind":"Field","name":{"kind":"Name","value":"total"}}]}}]} as unknown as DocumentNode<CostRowFragment, unknown>;
export const TrendFiguresFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TrendFigures"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CallQualitySummary"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"complete"}},{"kind":"Field","name":{"kind":"Name","value":"recordsRead"}},{"kind":"Field","name":{"kind":"Name","value":"callCount"}},{"kind":"Field","name":{"kind":"Name","value":"poorCallCount"}},{"kind":"Field","name":{"kind":"Name","value":"unclassifiedCallCount"}},{"kind":"Field","name":{"kind":"Name","value":"poorCallPercentage"}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"callCount"}},{"kind":"Field","name":{"kind":"Name","value":"poorCallCount"}}]}}]}}]} as unknown as DocumentNode<TrendFiguresFragment, unknown>;
export const GroupRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"QualityGroup"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"callCount"}},{"kind":"Field","name":{"kind":"Name","value":"poorCallCount"}},{"kind":"Field","name":{"kind":"Name","value":"poorStreamCount"}},{"kind":"Field","name":{"kind":"Name","value":"goodStreamCount"}},{"kind":"Field","name":{"kind":"Name","value":"poorPercentage"}}]}}]} as unknown as DocumentNode<GroupRowFragment, unknown>;
export const CallDocument = {"__meta__":{"hash":"sha256:66623c70888adfd33490c5d3ca4f7c9b2642515815f7296f5fb7121958e503b5"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Call"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"callRecord"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CallFacts"}},{"kind":"InlineFragment","directives":[{"kind":"Directive","name":{"kind":"Name","value":"defer"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"quality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CallQualityFacts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"summary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CallFigures"}}]}}]}},{"kind":"InlineFragment","directives":[{"kind":"Directive","name":{"kind":"Name","value":"defer"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"sessions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TimelineSession"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"StreamsSession"}}]}}]}},{"kind":"InlineFragment","directives":[{"kind":"Directive","name":{"kind":"Name","value":"defer"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"attendance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"AttendanceEntry"}}]}}]}},{"kind":"InlineFragment","directives":[{"kind":"Directive","name":{"kind":"Name","value":"defer"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"pstnCalls"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"PstnLeg"}}]}}]}},{"kind":"InlineFragment","directives":[{"kind":"Directive","name":{"kind":"Name","value":"defer"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"directRoutingCalls"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DirectLeg"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CallRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CallRecord"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"modalities"}},{"kind":"Field","name":{"kind":"Name","value":"startDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"organizer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"phone"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"guest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"application"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TimelineEnd"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"userAgent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceUserAgent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ParticipantEndpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"associatedIdentity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StreamRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MediaStream"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"streamId"}},{"kind":"Field","name":{"kind":"Name","value":"streamDirection"}},{"kind":"Field","name":{"kind":"Name","value":"audioCodec"}},{"kind":"Field","name":{"kind":"Name","value":"videoCodec"}},{"kind":"Field","name":{"kind":"Name","value":"averageJitterMs"}},{"kind":"Field","name":{"kind":"Name","value":"averageRoundTripTimeMs"}},{"kind":"Field","name":{"kind":"Name","value":"averagePacketLossRate"}},{"kind":"Field","name":{"kind":"Name","value":"averageRatioOfConcealedSamples"}},{"kind":"Field","name":{"kind":"Name","value":"averageVideoFrameRate"}},{"kind":"Field","name":{"kind":"Name","value":"quality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"metric"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"threshold"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CallFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CallRecord"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CallRow"}},{"kind":"Field","name":{"kind":"Name","value":"endDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"lastModifiedDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"joinWebUrl"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CallQualityFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Quality"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}},{"kind":"Field","name":{"kind":"Name","value":"goodStreamCount"}},{"kind":"Field","name":{"kind":"Name","value":"poorStreamCount"}},{"kind":"Field","name":{"kind":"Name","value":"unclassifiedStreamCount"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"metric"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"threshold"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"streamCount"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CallFigures"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CallSummary"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"participantCount"}},{"kind":"Field","name":{"kind":"Name","value":"failedSessionCount"}},{"kind":"Field","name":{"kind":"Name","value":"hasPstnLeg"}},{"kind":"Field","name":{"kind":"Name","value":"isSettled"}},{"kind":"Field","name":{"kind":"Name","value":"availableUntil"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TimelineSession"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"startDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"endDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"failureInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"caller"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TimelineEnd"}}]}},{"kind":"Field","name":{"kind":"Name","value":"callee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TimelineEnd"}}]}},{"kind":"Field","name":{"kind":"Name","value":"segments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"startDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"endDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"failureInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"quality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StreamsSession"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"caller"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TimelineEnd"}}]}},{"kind":"Field","name":{"kind":"Name","value":"callee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TimelineEnd"}}]}},{"kind":"Field","name":{"kind":"Name","value":"quality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}}]}},{"kind":"Field","name":{"kind":"Name","value":"side"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"side"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cause"}},{"kind":"Field","name":{"kind":"Name","value":"metric"}},{"kind":"Field","name":{"kind":"Name","value":"side"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"threshold"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"segments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"media"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"streams"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"StreamRow"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AttendanceEntry"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Attendance"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"participantId"}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"joinedAt"}},{"kind":"Field","name":{"kind":"Name","value":"leftAt"}},{"kind":"Field","name":{"kind":"Name","value":"connectedSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"failedAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"platforms"}},{"kind":"Field","name":{"kind":"Name","value":"worstVerdict"}},{"kind":"Field","name":{"kind":"Name","value":"intervals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"joinedAt"}},{"kind":"Field","name":{"kind":"Name","value":"leftAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PstnLeg"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PstnCallMatch"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}},{"kind":"Field","name":{"kind":"Name","value":"row"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"startDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"duration"}},{"kind":"Field","name":{"kind":"Name","value":"callType"}},{"kind":"Field","name":{"kind":"Name","value":"callerNumber"}},{"kind":"Field","name":{"kind":"Name","value":"calleeNumber"}},{"kind":"Field","name":{"kind":"Name","value":"destinationName"}},{"kind":"Field","name":{"kind":"Name","value":"charge"}},{"kind":"Field","name":{"kind":"Name","value":"connectionCharge"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DirectLeg"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DirectRoutingLogRow"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"startDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"inviteDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"duration"}},{"kind":"Field","name":{"kind":"Name","value":"callType"}},{"kind":"Field","name":{"kind":"Name","value":"callerNumber"}},{"kind":"Field","name":{"kind":"Name","value":"calleeNumber"}},{"kind":"Field","name":{"kind":"Name","value":"trunkFullyQualifiedDomainName"}},{"kind":"Field","name":{"kind":"Name","value":"finalSipCode"}},{"kind":"Field","name":{"kind":"Name","value":"finalSipCodePhrase"}},{"kind":"Field","name":{"kind":"Name","value":"successfulCall"}}]}}]} as unknown as DocumentNode<CallQuery, CallQueryVariables>;
export const CallsDocument = {"__meta__":{"hash":"sha256:462e32c2b4e6618c03494551d2e86d633fa88e94b1a499b5dff956a08822c32e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Calls"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CallRecordFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"callRecords"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"30"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CallRow"}},{"kind":"InlineFragment","directives":[{"kind":"Directive","name":{"kind":"Name","value":"defer"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"quality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CallRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CallRecord"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"modalities"}},{"kind":"Field","name":{"kind":"Name","value":"startDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"organizer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"phone"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"guest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"application"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CallsQuery, CallsQueryVariables>;
export const CostsDocument = {"__meta__":{"hash":"sha256:56a38ed35ba028c09130c7a80cb6843fe1ea6cc47d8ba8185f6ec9eae6d15bbe"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Costs"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"groupBy"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PstnCostGrouping"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"pstnCosts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}},{"kind":"Argument","name":{"kind":"Name","value":"groupBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"groupBy"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CostRow"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CostRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PstnCost"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"callCount"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"charge"}},{"kind":"Field","name":{"kind":"Name","value":"connectionCharge"}},{"kind":"Field","name":{"kind":"Name","value":"total"}}]}}]} as unknown as DocumentNode<CostsQuery, CostsQueryVariables>;
export const ChangesDocument = {"__meta__":{"hash":"sha256:d0553eeab63fa0f7fdb75cbc45094b4172b9de5da9f6a74f719cff8ac1214d8e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Changes"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"callRecordChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"noticedAt"}},{"kind":"Field","name":{"kind":"Name","value":"callRecordId"}},{"kind":"Field","name":{"kind":"Name","value":"callRecord"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CallRow"}},{"kind":"Field","name":{"kind":"Name","value":"endDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"quality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CallRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CallRecord"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"modalities"}},{"kind":"Field","name":{"kind":"Name","value":"startDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"organizer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"phone"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"guest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"application"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ChangesSubscription, ChangesSubscriptionVariables>;
export const BudgetDocument = {"__meta__":{"hash":"sha256:76c4a9a71776a5c4189ceb6c012be92302b4771038f55a209df61c8b7b7f097a"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Budget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"rateLimit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"application"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}},{"kind":"Field","name":{"kind":"Name","value":"windowSeconds"}}]}},{"kind":"Field","name":{"kind":"Name","value":"caller"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}},{"kind":"Field","name":{"kind":"Name","value":"windowSeconds"}}]}}]}}]}}]} as unknown as DocumentNode<BudgetQuery, BudgetQueryVariables>;
export const ViewerDocument = {"__meta__":{"hash":"sha256:81d272c75165f8ebdc60158930f8e837bab77d6b6acbc9ad034842c03a5babb3"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}},{"kind":"Field","name":{"kind":"Name","value":"hiddenFields"}}]}}]}}]} as unknown as DocumentNode<ViewerQuery, ViewerQueryVariables>;
export const TrendDocument = {"__meta__":{"hash":"sha256:df19ac39bdbf1842ddf3f036fb4932492452c42f495defce04d2a9f81e5b569c","deferredFields":{"TrendFigures":["__typename","complete","recordsRead","callCount","poorCallCount","unclassifiedCallCount","poorCallPercentage","groups"]}},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Trend"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CallRecordFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"maxRecords"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"callQualitySummary"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"groupBy"},"value":{"kind":"EnumValue","value":"DAY"}},{"kind":"Argument","name":{"kind":"Name","value":"maxRecords"},"value":{"kind":"Variable","name":{"kind":"Name","value":"maxRecords"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"stream"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"recordsRead"}},{"kind":"Field","name":{"kind":"Name","value":"poorCallPercentage"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TrendFigures"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"defer"}}]}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TrendFigures"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CallQualitySummary"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"complete"}},{"kind":"Field","name":{"kind":"Name","value":"recordsRead"}},{"kind":"Field","name":{"kind":"Name","value":"callCount"}},{"kind":"Field","name":{"kind":"Name","value":"poorCallCount"}},{"kind":"Field","name":{"kind":"Name","value":"unclassifiedCallCount"}},{"kind":"Field","name":{"kind":"Name","value":"poorCallPercentage"}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"callCount"}},{"kind":"Field","name":{"kind":"Name","value":"poorCallCount"}}]}}]}}]} as unknown as DocumentNode<TrendQuery, TrendQueryVariables>;
export const GroupsDocument = {"__meta__":{"hash":"sha256:2ccd8e75d392c45d364b22a4277771577aec465a6abe08c763ca1b7fa22c3966"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Groups"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CallRecordFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"maxRecords"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"groupBy"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"QualityGrouping"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"callQualitySummary"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"groupBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"groupBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"maxRecords"},"value":{"kind":"Variable","name":{"kind":"Name","value":"maxRecords"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"complete"}},{"kind":"Field","name":{"kind":"Name","value":"recordsRead"}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"QualityGroup"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"callCount"}},{"kind":"Field","name":{"kind":"Name","value":"poorCallCount"}},{"kind":"Field","name":{"kind":"Name","value":"poorStreamCount"}},{"kind":"Field","name":{"kind":"Name","value":"goodStreamCount"}},{"kind":"Field","name":{"kind":"Name","value":"poorPercentage"}}]}}]} as unknown as DocumentNode<GroupsQuery, GroupsQueryVariables>;