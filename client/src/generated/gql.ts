/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query CallAttendance($id: ID!) {\n  callRecord(id: $id) {\n    id\n    attendance {\n      participantId\n      identity {\n        displayName\n      }\n      joinedAt\n      leftAt\n      connectedSeconds\n      intervals {\n        joinedAt\n        leftAt\n      }\n      platforms\n      worstVerdict\n      failedAttempts\n    }\n  }\n}": typeof types.CallAttendanceDocument,
    "query RecentCalls($filter: CallRecordFilter, $first: Int = 60, $after: String) {\n  callRecords(filter: $filter, first: $first, after: $after) {\n    nodes {\n      ...Call\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nquery CallSessions($id: ID!) {\n  callRecord(id: $id) {\n    ...Call\n    joinWebUrl\n    sessions {\n      ...Leg\n      segments {\n        id\n        startDateTime\n        endDateTime\n        quality {\n          verdict\n        }\n      }\n    }\n  }\n}\n\nfragment Call on CallRecord {\n  id\n  type\n  modalities\n  startDateTime\n  endDateTime\n  durationSeconds\n  version\n  organizer {\n    identity {\n      user {\n        displayName\n      }\n      phone {\n        id\n      }\n    }\n  }\n}\n\nfragment Leg on Session {\n  id\n  modalities\n  startDateTime\n  endDateTime\n  durationSeconds\n  failureInfo {\n    stage\n    reason\n  }\n  caller {\n    ...Party\n  }\n  callee {\n    ...Party\n  }\n}\n\nfragment Party on Endpoint {\n  userAgent {\n    headerValue\n  }\n  ... on ParticipantEndpoint {\n    name\n    associatedIdentity {\n      id\n      displayName\n    }\n  }\n}": typeof types.RecentCallsDocument,
    "query PstnCosts($from: DateTime!, $to: DateTime!, $groupBy: PstnCostGrouping!) {\n  pstnCosts(from: $from, to: $to, groupBy: $groupBy) {\n    key\n    name\n    currency\n    callCount\n    durationSeconds\n    total\n  }\n}": typeof types.PstnCostsDocument,
    "subscription CallChanged($participantId: ID, $after: String) {\n  callRecordChanged(participantId: $participantId, after: $after) {\n    kind\n    version\n    cursor\n    callRecordId\n    callRecord {\n      ...Call\n    }\n  }\n}": typeof types.CallChangedDocument,
    "query CallQuality($id: ID!) {\n  callRecord(id: $id) {\n    id\n    quality {\n      verdict\n      poorStreamCount\n      goodStreamCount\n      poorPercentage\n      reasons {\n        metric\n        value\n        threshold\n        unit\n        streamCount\n      }\n    }\n  }\n}\n\nquery PoorCallTrend($filter: CallRecordFilter, $maxRecords: Int = 100) {\n  callQualitySummary(filter: $filter, groupBy: DAY, maxRecords: $maxRecords) {\n    complete\n    recordsRead\n    poorCallPercentage\n    groups {\n      key\n      callCount\n      poorCallCount\n      poorPercentage\n    }\n  }\n}": typeof types.CallQualityDocument,
    "query Me {\n  viewer {\n    id\n    roles\n    hiddenFields\n    maskedFields\n  }\n}": typeof types.MeDocument,
};
const documents: Documents = {
    "query CallAttendance($id: ID!) {\n  callRecord(id: $id) {\n    id\n    attendance {\n      participantId\n      identity {\n        displayName\n      }\n      joinedAt\n      leftAt\n      connectedSeconds\n      intervals {\n        joinedAt\n        leftAt\n      }\n      platforms\n      worstVerdict\n      failedAttempts\n    }\n  }\n}": types.CallAttendanceDocument,
    "query RecentCalls($filter: CallRecordFilter, $first: Int = 60, $after: String) {\n  callRecords(filter: $filter, first: $first, after: $after) {\n    nodes {\n      ...Call\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nquery CallSessions($id: ID!) {\n  callRecord(id: $id) {\n    ...Call\n    joinWebUrl\n    sessions {\n      ...Leg\n      segments {\n        id\n        startDateTime\n        endDateTime\n        quality {\n          verdict\n        }\n      }\n    }\n  }\n}\n\nfragment Call on CallRecord {\n  id\n  type\n  modalities\n  startDateTime\n  endDateTime\n  durationSeconds\n  version\n  organizer {\n    identity {\n      user {\n        displayName\n      }\n      phone {\n        id\n      }\n    }\n  }\n}\n\nfragment Leg on Session {\n  id\n  modalities\n  startDateTime\n  endDateTime\n  durationSeconds\n  failureInfo {\n    stage\n    reason\n  }\n  caller {\n    ...Party\n  }\n  callee {\n    ...Party\n  }\n}\n\nfragment Party on Endpoint {\n  userAgent {\n    headerValue\n  }\n  ... on ParticipantEndpoint {\n    name\n    associatedIdentity {\n      id\n      displayName\n    }\n  }\n}": types.RecentCallsDocument,
    "query PstnCosts($from: DateTime!, $to: DateTime!, $groupBy: PstnCostGrouping!) {\n  pstnCosts(from: $from, to: $to, groupBy: $groupBy) {\n    key\n    name\n    currency\n    callCount\n    durationSeconds\n    total\n  }\n}": types.PstnCostsDocument,
    "subscription CallChanged($participantId: ID, $after: String) {\n  callRecordChanged(participantId: $participantId, after: $after) {\n    kind\n    version\n    cursor\n    callRecordId\n    callRecord {\n      ...Call\n    }\n  }\n}": types.CallChangedDocument,
    "query CallQuality($id: ID!) {\n  callRecord(id: $id) {\n    id\n    quality {\n      verdict\n      poorStreamCount\n      goodStreamCount\n      poorPercentage\n      reasons {\n        metric\n        value\n        threshold\n        unit\n        streamCount\n      }\n    }\n  }\n}\n\nquery PoorCallTrend($filter: CallRecordFilter, $maxRecords: Int = 100) {\n  callQualitySummary(filter: $filter, groupBy: DAY, maxRecords: $maxRecords) {\n    complete\n    recordsRead\n    poorCallPercentage\n    groups {\n      key\n      callCount\n      poorCallCount\n      poorPercentage\n    }\n  }\n}": types.CallQualityDocument,
    "query Me {\n  viewer {\n    id\n    roles\n    hiddenFields\n    maskedFields\n  }\n}": types.MeDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CallAttendance($id: ID!) {\n  callRecord(id: $id) {\n    id\n    attendance {\n      participantId\n      identity {\n        displayName\n      }\n      joinedAt\n      leftAt\n      connectedSeconds\n      intervals {\n        joinedAt\n        leftAt\n      }\n      platforms\n      worstVerdict\n      failedAttempts\n    }\n  }\n}"): (typeof documents)["query CallAttendance($id: ID!) {\n  callRecord(id: $id) {\n    id\n    attendance {\n      participantId\n      identity {\n        displayName\n      }\n      joinedAt\n      leftAt\n      connectedSeconds\n      intervals {\n        joinedAt\n        leftAt\n      }\n      platforms\n      worstVerdict\n      failedAttempts\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query RecentCalls($filter: CallRecordFilter, $first: Int = 60, $after: String) {\n  callRecords(filter: $filter, first: $first, after: $after) {\n    nodes {\n      ...Call\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nquery CallSessions($id: ID!) {\n  callRecord(id: $id) {\n    ...Call\n    joinWebUrl\n    sessions {\n      ...Leg\n      segments {\n        id\n        startDateTime\n        endDateTime\n        quality {\n          verdict\n        }\n      }\n    }\n  }\n}\n\nfragment Call on CallRecord {\n  id\n  type\n  modalities\n  startDateTime\n  endDateTime\n  durationSeconds\n  version\n  organizer {\n    identity {\n      user {\n        displayName\n      }\n      phone {\n        id\n      }\n    }\n  }\n}\n\nfragment Leg on Session {\n  id\n  modalities\n  startDateTime\n  endDateTime\n  durationSeconds\n  failureInfo {\n    stage\n    reason\n  }\n  caller {\n    ...Party\n  }\n  callee {\n    ...Party\n  }\n}\n\nfragment Party on Endpoint {\n  userAgent {\n    headerValue\n  }\n  ... on ParticipantEndpoint {\n    name\n    associatedIdentity {\n      id\n      displayName\n    }\n  }\n}"): (typeof documents)["query RecentCalls($filter: CallRecordFilter, $first: Int = 60, $after: String) {\n  callRecords(filter: $filter, first: $first, after: $after) {\n    nodes {\n      ...Call\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nquery CallSessions($id: ID!) {\n  callRecord(id: $id) {\n    ...Call\n    joinWebUrl\n    sessions {\n      ...Leg\n      segments {\n        id\n        startDateTime\n        endDateTime\n        quality {\n          verdict\n        }\n      }\n    }\n  }\n}\n\nfragment Call on CallRecord {\n  id\n  type\n  modalities\n  startDateTime\n  endDateTime\n  durationSeconds\n  version\n  organizer {\n    identity {\n      user {\n        displayName\n      }\n      phone {\n        id\n      }\n    }\n  }\n}\n\nfragment Leg on Session {\n  id\n  modalities\n  startDateTime\n  endDateTime\n  durationSeconds\n  failureInfo {\n    stage\n    reason\n  }\n  caller {\n    ...Party\n  }\n  callee {\n    ...Party\n  }\n}\n\nfragment Party on Endpoint {\n  userAgent {\n    headerValue\n  }\n  ... on ParticipantEndpoint {\n    name\n    associatedIdentity {\n      id\n      displayName\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PstnCosts($from: DateTime!, $to: DateTime!, $groupBy: PstnCostGrouping!) {\n  pstnCosts(from: $from, to: $to, groupBy: $groupBy) {\n    key\n    name\n    currency\n    callCount\n    durationSeconds\n    total\n  }\n}"): (typeof documents)["query PstnCosts($from: DateTime!, $to: DateTime!, $groupBy: PstnCostGrouping!) {\n  pstnCosts(from: $from, to: $to, groupBy: $groupBy) {\n    key\n    name\n    currency\n    callCount\n    durationSeconds\n    total\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription CallChanged($participantId: ID, $after: String) {\n  callRecordChanged(participantId: $participantId, after: $after) {\n    kind\n    version\n    cursor\n    callRecordId\n    callRecord {\n      ...Call\n    }\n  }\n}"): (typeof documents)["subscription CallChanged($participantId: ID, $after: String) {\n  callRecordChanged(participantId: $participantId, after: $after) {\n    kind\n    version\n    cursor\n    callRecordId\n    callRecord {\n      ...Call\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CallQuality($id: ID!) {\n  callRecord(id: $id) {\n    id\n    quality {\n      verdict\n      poorStreamCount\n      goodStreamCount\n      poorPercentage\n      reasons {\n        metric\n        value\n        threshold\n        unit\n        streamCount\n      }\n    }\n  }\n}\n\nquery PoorCallTrend($filter: CallRecordFilter, $maxRecords: Int = 100) {\n  callQualitySummary(filter: $filter, groupBy: DAY, maxRecords: $maxRecords) {\n    complete\n    recordsRead\n    poorCallPercentage\n    groups {\n      key\n      callCount\n      poorCallCount\n      poorPercentage\n    }\n  }\n}"): (typeof documents)["query CallQuality($id: ID!) {\n  callRecord(id: $id) {\n    id\n    quality {\n      verdict\n      poorStreamCount\n      goodStreamCount\n      poorPercentage\n      reasons {\n        metric\n        value\n        threshold\n        unit\n        streamCount\n      }\n    }\n  }\n}\n\nquery PoorCallTrend($filter: CallRecordFilter, $maxRecords: Int = 100) {\n  callQualitySummary(filter: $filter, groupBy: DAY, maxRecords: $maxRecords) {\n    complete\n    recordsRead\n    poorCallPercentage\n    groups {\n      key\n      callCount\n      poorCallCount\n      poorPercentage\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Me {\n  viewer {\n    id\n    roles\n    hiddenFields\n    maskedFields\n  }\n}"): (typeof documents)["query Me {\n  viewer {\n    id\n    roles\n    hiddenFields\n    maskedFields\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;