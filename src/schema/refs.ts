import type { Access } from '../access/access.ts';
import type * as row from '../graph/report-row.ts';
import type * as graph from '../graph/resources.ts';
import type { CallRecordList, ListEntry } from '../loaders/call-record-list.ts';
import type { Quality as QualityValue } from '../quality/quality.ts';
import type { ChangeEvent } from './change-event.ts';
import { builder } from './builder.ts';

/** Every object and interface of the schema by name, without fields, so that type files never import each other. */
export const CallRecord = builder.objectRef<graph.CallRecord>('CallRecord');
export const CallRecordChange = builder.objectRef<ChangeEvent>('CallRecordChange');
export const Organizer = builder.objectRef<graph.Organizer>('Organizer');
export const Participant = builder.objectRef<graph.Participant>('Participant');
export const AdministrativeUnitInfo = builder.objectRef<graph.AdministrativeUnitInfo>('AdministrativeUnitInfo');
export const Session = builder.objectRef<graph.Session>('Session');
export const Segment = builder.objectRef<graph.Segment>('Segment');
export const FailureInfo = builder.objectRef<graph.FailureInfo>('FailureInfo');

export const Endpoint = builder.interfaceRef<graph.Endpoint>('Endpoint');
export const ParticipantEndpoint = builder.objectRef<graph.ParticipantEndpoint>('ParticipantEndpoint');
export const ServiceEndpoint = builder.objectRef<graph.ServiceEndpoint>('ServiceEndpoint');
export const UnknownEndpoint = builder.objectRef<graph.Endpoint>('UnknownEndpoint');

export const UserAgent = builder.interfaceRef<graph.UserAgent>('UserAgent');
export const ClientUserAgent = builder.objectRef<graph.ClientUserAgent>('ClientUserAgent');
export const ServiceUserAgent = builder.objectRef<graph.ServiceUserAgent>('ServiceUserAgent');
export const UnknownUserAgent = builder.objectRef<graph.UserAgent>('UnknownUserAgent');

export const UserFeedback = builder.objectRef<graph.UserFeedback>('UserFeedback');

export const IdentitySet = builder.interfaceRef<graph.IdentitySet>('IdentitySet');
export const CommunicationsIdentitySet = builder.objectRef<graph.IdentitySet>('CommunicationsIdentitySet');
export const Identity = builder.objectRef<graph.Identity>('Identity');
export const UserIdentity = builder.objectRef<graph.Identity>('UserIdentity');

export const Media = builder.objectRef<graph.Media>('Media');
export const MediaStream = builder.objectRef<graph.MediaStream>('MediaStream');
export const NetworkInfo = builder.objectRef<graph.NetworkInfo>('NetworkInfo');
export const DeviceInfo = builder.objectRef<graph.DeviceInfo>('DeviceInfo');
export const TraceRouteHop = builder.objectRef<graph.TraceRouteHop>('TraceRouteHop');

export const PstnCallLogRow = builder.objectRef<row.PstnCallLogRow>('PstnCallLogRow');
export const DirectRoutingLogRow = builder.objectRef<row.DirectRoutingLogRow>('DirectRoutingLogRow');
export const SmsLogRow = builder.objectRef<row.SmsLogRow>('SmsLogRow');
export const PstnBlockedUsersLogRow = builder.objectRef<row.PstnBlockedUsersLogRow>('PstnBlockedUsersLogRow');
export const PstnOnlineMeetingDialoutReport = builder.objectRef<row.PstnOnlineMeetingDialoutReport>(
  'PstnOnlineMeetingDialoutReport',
);

export const CallRecordConnection = builder.objectRef<CallRecordList & { readonly hasPreviousPage: boolean }>(
  'CallRecordConnection',
);
export const CallRecordEdge = builder.objectRef<ListEntry>('CallRecordEdge');
export const PageInfo = builder.objectRef<PageInfoSource>('PageInfo');

/** What a page of a connection says of its place in the list. */
export interface PageInfoSource {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: () => string | null;
  readonly endCursor: () => string | null;
}

export const Quality = builder.objectRef<QualityValue>('Quality');

/** Who is calling. */
export const Viewer = builder.objectRef<Access>('Viewer');
