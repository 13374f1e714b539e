/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

export type CallQueueQueryVariables = Exact<{
  id: string | number;
}>;


export type CallQueueQuery = { callRecord: { __typename: 'CallRecord', id: string, sessions: Array<{ __typename: 'Session', id: string, callee:
        | { __typename: 'ParticipantEndpoint', userAgent:
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
       | null, segments: Array<{ __typename: 'Segment', id: string }> | null }> | null } | null };

export type TownHallQueryVariables = Exact<{
  id: string | number;
}>;


export type TownHallQuery = { callRecord: { id: string, type: CallType | null, participants: Array<{ id: string, identity: { user: { displayName: string | null } | null, phone: { id: string | null } | null } | null }> | null, sessions: Array<{ id: string, caller:
        | { __typename: 'ParticipantEndpoint', associatedIdentity: { displayName: string | null } | null }
        | { __typename: 'ServiceEndpoint' }
        | { __typename: 'UnknownEndpoint' }
       | null, segments: Array<{ id: string }> | null }> | null } | null };


export const CallQueueDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CallQueue"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"callRecord"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sessions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"callee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"userAgent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceUserAgent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"segments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CallQueueQuery, CallQueueQueryVariables>;
export const TownHallDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TownHall"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"callRecord"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"participants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"phone"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"sessions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"caller"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ParticipantEndpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"associatedIdentity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"segments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}}]} as unknown as DocumentNode<TownHallQuery, TownHallQueryVariables>;