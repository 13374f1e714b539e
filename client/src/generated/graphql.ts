/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

/** How media arrived, by the limits of a profile. */
export type Verdict =
  /** Judged, and everything that was reported is within its limit. As on the page of the Call Quality Dashboard, only a stream of which nothing was reported is unclassified. */
  | 'GOOD'
  /** Beyond at least one limit; of several streams, at least one of them. */
  | 'POOR'
  /** Not judged: nothing that a limit is on was reported, or too few packets. */
  | 'UNCLASSIFIED';

export type CallAttendanceQueryVariables = Exact<{
  id: string | number;
}>;


export type CallAttendanceQuery = { __typename: 'Query', callRecord: { __typename: 'CallRecord', id: string, attendance: Array<{ __typename: 'Attendance', participantId: string | null, joinedAt: string | null, leftAt: string | null, connectedSeconds: number, platforms: Array<ClientPlatform>, worstVerdict: Verdict, failedAttempts: number, identity: { __typename: 'UserIdentity', displayName: string | null } | null, intervals: Array<{ __typename: 'AttendanceInterval', joinedAt: string, leftAt: string }> }> | null } | null };

export type RecentCallsQueryVariables = Exact<{
  filter?: CallRecordFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type RecentCallsQuery = { __typename: 'Query', callRecords: { __typename: 'CallRecordConnection', nodes: Array<{ __typename: 'CallRecord', id: string, type: CallType | null, modalities: Array<Modality> | null, startDateTime: string | null, endDateTime: string | null, durationSeconds: number | null, version: number | null, organizer: { __typename: 'Organizer', identity: { __typename: 'CommunicationsIdentitySet', user: { __typename: 'UserIdentity', displayName: string | null } | null, phone: { __typename: 'Identity', id: string | null } | null } | null } | null }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null };

export type CallSessionsQueryVariables = Exact<{
  id: string | number;
}>;


export type CallSessionsQuery = { __typename: 'Query', callRecord: { __typename: 'CallRecord', joinWebUrl: string | null, id: string, type: CallType | null, modalities: Array<Modality> | null, startDateTime: string | null, endDateTime: string | null, durationSeconds: number | null, version: number | null, sessions: Array<{ __typename: 'Session', id: string, modalities: Array<Modality> | null, startDateTime: string | null, endDateTime: string | null, durationSeconds: number | null, segments: Array<{ __typename: 'Segment', id: string, startDateTime: string | null, endDateTime: string | null, quality: { __typename: 'Quality', verdict: Verdict } | null }> | null, failureInfo: { __typename: 'FailureInfo', stage: FailureStage | null, reason: string | null } | null, caller:
        | { __typename: 'ParticipantEndpoint', name: string | null, associatedIdentity: { __typename: 'UserIdentity', id: string | null, displayName: string | null } | null, userAgent:
            | { __typename: 'ClientUserAgent', headerValue: string | null }
            | { __typename: 'ServiceUserAgent', headerValue: string | null }
            | { __typename: 'UnknownUserAgent', headerValue: string | null }
           | null }
        | { __typename: 'ServiceEndpoint', userAgent:
            | { __typename: 'ClientUserAgent', headerValue: string | null }
            | { __typename: 'ServiceUserAgent', headerValue: string | null }
            | { __typename: 'UnknownUserAgent', headerValue: string | null }
           | null }
        | { __typename: 'UnknownEndpoint', userAgent:
            | { __typename: 'ClientUserAgent', headerValue: string | null }
            | { __typename: 'ServiceUserAgent', headerValue: string | null }
            | { __typename: 'UnknownUserAgent', headerValue: string | null }
           | null }
       | null, callee:
        | { __typename: 'ParticipantEndpoint', name: string | null, associatedIdentity: { __typename: 'UserIdentity', id: string | null, displayName: string | null } | null, userAgent:
            | { __typename: 'ClientUserAgent', headerValue: string | null }
            | { __typename: 'ServiceUserAgent', headerValue: string | null }
            | { __typename: 'UnknownUserAgent', headerValue: string | null }
           | null }
        | { __typename: 'ServiceEndpoint', userAgent:
            | { __typename: 'ClientUserAgent', headerValue: string | null }
            | { __typename: 'ServiceUserAgent', headerValue: string | null }
            | { __typename: 'UnknownUserAgent', headerValue: string | null }
           | null }
        | { __typename: 'UnknownEndpoint', userAgent:
            | { __typename: 'ClientUserAgent', headerValue: string | null }
            | { __typename: 'ServiceUserAgent', headerValue: string | null }
            | { __typename: 'UnknownUserAgent', headerValue: string | null }
           | null }
       | null }> | null, organizer: { __typename: 'Organizer', identity: { __typename: 'CommunicationsIdentitySet', user: { __typename: 'UserIdentity', displayName: string | null } | null, phone: { __typename: 'Identity', id: string | null } | null } | null } | null } | null };

export type CallFragment = { __typename: 'CallRecord', id: string, type: CallType | null, modalities: Array<Modality> | null, startDateTime: string | null, endDateTime: string | null, durationSeconds: number | null, version: number | null, organizer: { __typename: 'Organizer', identity: { __typename: 'CommunicationsIdentitySet', user: { __typename: 'UserIdentity', displayName: string | null } | null, phone: { __typename: 'Identity', id: string | null } | null } | null } | null };

export type LegFragment = { __typename: 'Session', id: string, modalities: Array<Modality> | null, startDateTime: string | null, endDateTime: string | null, durationSeconds: number | null, failureInfo: { __typename: 'FailureInfo', stage: FailureStage | null, reason: string | null } | null, caller:
    | { __typename: 'ParticipantEndpoint', name: string | null, associatedIdentity: { __typename: 'UserIdentity', id: string | null, displayName: string | null } | null, userAgent:
        | { __typename: 'ClientUserAgent', headerValue: string | null }
        | { __typename: 'ServiceUserAgent', headerValue: string | null }
        | { __typename: 'UnknownUserAgent', headerValue: string | null }
       | null }
    | { __typename: 'ServiceEndpoint', userAgent:
        | { __typename: 'ClientUserAgent', headerValue: string | null }
        | { __typename: 'ServiceUserAgent', headerValue: string | null }
        | { __typename: 'UnknownUserAgent', headerValue: string | null }
       | null }
    | { __typename: 'UnknownEndpoint', userAgent:
        | { __typename: 'ClientUserAgent', headerValue: string | null }
        | { __typename: 'ServiceUserAgent', headerValue: string | null }
        | { __typename: 'UnknownUserAgent', headerValue: string | null }
       | null }
   | null, callee:
    | { __typename: 'ParticipantEndpoint', name: string | null, associatedIdentity: { __typename: 'UserIdentity', id: string | null, displayName: string | null } | null, userAgent:
        | { __typename: 'ClientUserAgent', headerValue: string | null }
        | { __typename: 'ServiceUserAgent', headerValue: string | null }
        | { __typename: 'UnknownUserAgent', headerValue: string | null }
       | null }
    | { __typename: 'ServiceEndpoint', userAgent:
        | { __typename: 'ClientUserAgent', headerValue: string | null }
        | { __typename: 'ServiceUserAgent', headerValue: string | null }
        | { __typename: 'UnknownUserAgent', headerValue: string | null }
       | null }
    | { __typename: 'UnknownEndpoint', userAgent:
        | { __typename: 'ClientUserAgent', headerValue: string | null }
        | { __typename: 'ServiceUserAgent', headerValue: string | null }
        | { __typename: 'UnknownUserAgent', headerValue: string | null }
       | null }
   | null };

type Party_ParticipantEndpoint_Fragment = { __typename: 'ParticipantEndpoint', name: string | null, associatedIdentity: { __typename: 'UserIdentity', id: string | null, displayName: string | null } | null, userAgent:
    | { __typename: 'ClientUserAgent', headerValue: string | null }
    | { __typename: 'ServiceUserAgent', headerValue: string | null }
    | { __typename: 'UnknownUserAgent', headerValue: string | null }
   | null };

type Party_ServiceEndpoint_Fragment = { __typename: 'ServiceEndpoint', userAgent:
    | { __typename: 'ClientUserAgent', headerValue: string | null }
    | { __typename: 'ServiceUserAgent', headerValue: string | null }
    | { __typename: 'UnknownUserAgent', headerValue: string | null }
   | null };

type Party_UnknownEndpoint_Fragment = { __typename: 'UnknownEndpoint', userAgent:
    | { __typename: 'ClientUserAgent', headerValue: string | null }
    | { __typename: 'ServiceUserAgent', headerValue: string | null }
    | { __typename: 'UnknownUserAgent', headerValue: string | null }
   | null };

export type PartyFragment =
  | Party_ParticipantEndpoint_Fragment
  | Party_ServiceEndpoint_Fragment
  | Party_UnknownEndpoint_Fragment
;

export type PstnCostsQueryVariables = Exact<{
  from: string;
  to: string;
  groupBy: PstnCostGrouping;
}>;


export type PstnCostsQuery = { __typename: 'Query', pstnCosts: Array<{ __typename: 'PstnCost', key: string | null, name: string | null, currency: string | null, callCount: number, durationSeconds: number, total: string }> | null };

export type CallChangedSubscriptionVariables = Exact<{
  participantId?: string | number | null | undefined;
  after?: string | null | undefined;
}>;


export type CallChangedSubscription = { callRecordChanged: { __typename: 'CallRecordChange', kind: CallRecordChangeKind, version: number, cursor: string, callRecordId: string, callRecord: { __typename: 'CallRecord', id: string, type: CallType | null, modalities: Array<Modality> | null, startDateTime: string | null, endDateTime: string | null, durationSeconds: number | null, version: number | null, organizer: { __typename: 'Organizer', identity: { __typename: 'CommunicationsIdentitySet', user: { __typename: 'UserIdentity', displayName: string | null } | null, phone: { __typename: 'Identity', id: string | null } | null } | null } | null } | null } };

export type CallQualityQueryVariables = Exact<{
  id: string | number;
}>;


export type CallQualityQuery = { __typename: 'Query', callRecord: { __typename: 'CallRecord', id: string, quality: { __typename: 'Quality', verdict: Verdict, poorStreamCount: number, goodStreamCount: number, poorPercentage: number | null, reasons: Array<{ __typename: 'QualityReason', metric: string, value: number, threshold: number, unit: string, streamCount: number }> } | null } | null };

export type PoorCallTrendQueryVariables = Exact<{
  filter?: CallRecordFilter | null | undefined;
  maxRecords?: number | null | undefined;
}>;


export type PoorCallTrendQuery = { __typename: 'Query', callQualitySummary: { __typename: 'CallQualitySummary', complete: boolean, recordsRead: number, poorCallPercentage: number | null, groups: Array<{ __typename: 'QualityGroup', key: string | null, callCount: number, poorCallCount: number, poorPercentage: number | null }> } | null };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { __typename: 'Query', viewer: { __typename: 'Viewer', id: string | null, roles: Array<Role>, hiddenFields: Array<string>, maskedFields: Array<string> } };

export const CallFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Call"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CallRecord"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"modalities"}},{"kind":"Field","name":{"kind":"Name","value":"startDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"endDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"organizer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"phone"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CallFragment, unknown>;
export const PartyFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Party"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"userAgent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"headerValue"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ParticipantEndpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"associatedIdentity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}}]}}]} as unknown as DocumentNode<PartyFragment, unknown>;
export const LegFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Leg"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"modalities"}},{"kind":"Field","name":{"kind":"Name","value":"startDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"endDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"failureInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"caller"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Party"}}]}},{"kind":"Field","name":{"kind":"Name","value":"callee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Party"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Party"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"userAgent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"headerValue"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ParticipantEndpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"associatedIdentity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}}]}}]} as unknown as DocumentNode<LegFragment, unknown>;
export const CallAttendanceDocument = {"__meta__":{"hash":"sha256:091550b344daeb406f258083d3778a2b299366575eae2caa93e7f9c096e4ccc9"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CallAttendance"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"callRecord"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"attendance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"participantId"}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"joinedAt"}},{"kind":"Field","name":{"kind":"Name","value":"leftAt"}},{"kind":"Field","name":{"kind":"Name","value":"connectedSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"intervals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"joinedAt"}},{"kind":"Field","name":{"kind":"Name","value":"leftAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"platforms"}},{"kind":"Field","name":{"kind":"Name","value":"worstVerdict"}},{"kind":"Field","name":{"kind":"Name","value":"failedAttempts"}}]}}]}}]}}]} as unknown as DocumentNode<CallAttendanceQuery, CallAttendanceQueryVariables>;
export const RecentCallsDocument = {"__meta__":{"hash":"sha256:24814a8dce5637cc745cdada2c12abbae6760ed7f247caee249147aa77656cac"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RecentCalls"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CallRecordFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"60"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"callRecords"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Call"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Call"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CallRecord"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"modalities"}},{"kind":"Field","name":{"kind":"Name","value":"startDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"endDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"organizer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"phone"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RecentCallsQuery, RecentCallsQueryVariables>;
export const CallSessionsDocument = {"__meta__":{"hash":"sha256:c44c84b3dfa2f5d32341442ba482253bcaed70fc3b55965ccf59f449c94765ed"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CallSessions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"callRecord"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Call"}},{"kind":"Field","name":{"kind":"Name","value":"joinWebUrl"}},{"kind":"Field","name":{"kind":"Name","value":"sessions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Leg"}},{"kind":"Field","name":{"kind":"Name","value":"segments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"startDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"endDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"quality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Party"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"userAgent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"headerValue"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ParticipantEndpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"associatedIdentity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Call"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CallRecord"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"modalities"}},{"kind":"Field","name":{"kind":"Name","value":"startDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"endDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"organizer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"phone"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Leg"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"modalities"}},{"kind":"Field","name":{"kind":"Name","value":"startDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"endDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"failureInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"caller"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Party"}}]}},{"kind":"Field","name":{"kind":"Name","value":"callee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Party"}}]}}]}}]} as unknown as DocumentNode<CallSessionsQuery, CallSessionsQueryVariables>;
export const PstnCostsDocument = {"__meta__":{"hash":"sha256:6ea626bae5f9a8f3bbefc9507a2cb63b25aa24b4eaa5a0818ff5c29b7c6c3023"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PstnCosts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"groupBy"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PstnCostGrouping"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"pstnCosts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}},{"kind":"Argument","name":{"kind":"Name","value":"groupBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"groupBy"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"callCount"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"total"}}]}}]}}]} as unknown as DocumentNode<PstnCostsQuery, PstnCostsQueryVariables>;
export const CallChangedDocument = {"__meta__":{"hash":"sha256:099fc05f8cd98099a764da681352cd78af93f27ce1948ef9bc88d2fc2d7684d4"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"CallChanged"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"participantId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"callRecordChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"participantId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"participantId"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"callRecordId"}},{"kind":"Field","name":{"kind":"Name","value":"callRecord"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Call"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Call"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CallRecord"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"modalities"}},{"kind":"Field","name":{"kind":"Name","value":"startDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"endDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"organizer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"phone"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CallChangedSubscription, CallChangedSubscriptionVariables>;
export const CallQualityDocument = {"__meta__":{"hash":"sha256:df46913ba47002bb007c0135728c8ff2516019523e4b808cac56e674aec1dda1"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CallQuality"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"callRecord"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"quality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}},{"kind":"Field","name":{"kind":"Name","value":"poorStreamCount"}},{"kind":"Field","name":{"kind":"Name","value":"goodStreamCount"}},{"kind":"Field","name":{"kind":"Name","value":"poorPercentage"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"metric"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"threshold"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"streamCount"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CallQualityQuery, CallQualityQueryVariables>;
export const PoorCallTrendDocument = {"__meta__":{"hash":"sha256:832ac90c38374281b99746d68384ea60534de92c2c6bb43a9b3d602e2a8dd1e9"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PoorCallTrend"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CallRecordFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"maxRecords"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"callQualitySummary"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"groupBy"},"value":{"kind":"EnumValue","value":"DAY"}},{"kind":"Argument","name":{"kind":"Name","value":"maxRecords"},"value":{"kind":"Variable","name":{"kind":"Name","value":"maxRecords"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"complete"}},{"kind":"Field","name":{"kind":"Name","value":"recordsRead"}},{"kind":"Field","name":{"kind":"Name","value":"poorCallPercentage"}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"callCount"}},{"kind":"Field","name":{"kind":"Name","value":"poorCallCount"}},{"kind":"Field","name":{"kind":"Name","value":"poorPercentage"}}]}}]}}]}}]} as unknown as DocumentNode<PoorCallTrendQuery, PoorCallTrendQueryVariables>;
export const MeDocument = {"__meta__":{"hash":"sha256:e33b8ac2679ce407fc650bc2dbdfda46f3285f6d81fa4e40cb0e9fb6b8cf4d16"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}},{"kind":"Field","name":{"kind":"Name","value":"hiddenFields"}},{"kind":"Field","name":{"kind":"Name","value":"maskedFields"}}]}}]}}]} as unknown as DocumentNode<MeQuery, MeQueryVariables>;