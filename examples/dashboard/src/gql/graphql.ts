/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

/** How media arrived, by the limits of a profile. */
export type Verdict =
  /** Judged, and everything that was reported is within its limit. As on the page of the Call Quality Dashboard, only a stream of which nothing was reported is unclassified. */
  | 'GOOD'
  /** Beyond at least one limit; of several streams, at least one of them. */
  | 'POOR'
  /** Not judged: nothing that a limit is on was reported, or too few packets. */
  | 'UNCLASSIFIED';

export type CallsQueryVariables = Exact<{
  filter?: CallRecordFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type CallsQuery = { __typename: 'Query', callRecords: { __typename: 'CallRecordConnection', nodes: Array<{ __typename: 'CallRecord', id: string, type: CallType | null }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null };


export const CallsDocument = {"__meta__":{"hash":"sha256:5fc22e9b4ae4ba1aef2cb2cb77e2b9479c9e177785fdb9cacdd2c7172b2c64b7"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Calls"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CallRecordFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"callRecords"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"30"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<CallsQuery, CallsQueryVariables>;