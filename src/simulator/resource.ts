import { parseRecordExpand, parseSessionExpand } from './expand.ts';
import { parseFilter } from './filter.ts';
import { toNotFound } from './graph-error.ts';
import { msBetween, toInstant } from './instant.ts';
import type { Link } from './link.ts';
import { readSkipToken, toPageSize, toSkipToken, type Collection } from './paging.ts';
import { formatQuery, type Query } from './query.ts';
import { toReportBody } from './report/report-body.ts';
import type { Route } from './route.ts';
import { parseSelect, participantMembers, project, recordMembers, sessionMembers } from './select.ts';
import type { Call } from './tenant/call.ts';
import type { Tenant } from './tenant/tenant.ts';
import type { Version } from './version.ts';

export interface Ask {
  readonly tenant: Tenant;
  readonly link: Link;
  readonly query: Query;
  readonly version: Version;
  readonly maxPageSize: number | undefined;
  /** Rows of a page of a report. */
  readonly reportPageSize: number;
  readonly nowMs: number;
}

/** Graph keeps call records for 30 days. */
const retentionMs = 30 * 86_400_000;

const isKept = (call: Call, nowMs: number) => msBetween(call.start, toInstant(nowMs)) <= retentionMs;

interface PageOutline<T> {
  readonly collection: Collection;
  readonly path: string;
  readonly query: Query;
  readonly count: number;
  readonly bodies: (from: number, to: number) => readonly T[];
}

/** One page, and the link to the next while there is one. */
function toPage<T>({ link, maxPageSize }: Ask, outline: PageOutline<T>): { value: readonly T[]; nextLink?: string } {
  const { skiptoken, ...options } = outline.query;
  const scope = `${outline.path}?${formatQuery(options)}`;
  const from = readSkipToken(scope, skiptoken);
  const to = from + toPageSize(outline.collection, maxPageSize);
  const value = outline.bodies(from, to);
  if (to >= outline.count) return { value };
  return { value, nextLink: link.resource(outline.path, { ...options, skiptoken: toSkipToken(scope, to) }) };
}

function toListBody(context: string, { value, nextLink }: ReturnType<typeof toPage>) {
  return {
    '@odata.context': context,
    ...(nextLink === undefined ? {} : { '@odata.nextLink': nextLink }),
    value,
  };
}

/** The organizer comes along by itself, unless `$select` says what is wanted. */
function toOrganizerMembers({ tenant, link }: Ask, call: Call) {
  return {
    'organizer_v2@odata.context': link.context(`('${call.id}')/organizer_v2/$entity`),
    organizer_v2: tenant.organizerBody(call),
  };
}

function toSelectContext(names: readonly string[] | undefined): string {
  return names === undefined ? '' : `(${names.join(',')})`;
}

function answerList(ask: Ask) {
  const names = parseSelect(ask.query.select, recordMembers);
  const filter = parseFilter(ask.query.filter);
  const calls = ask.tenant.calls.filter((call) => isKept(call, ask.nowMs) && filter(call));
  const page = toPage(ask, {
    collection: 'records',
    path: '',
    query: ask.query,
    count: calls.length,
    bodies: (from, to) =>
      calls.slice(from, to).map((call) => ({
        ...project(ask.tenant.recordBody(call, true), names),
        ...(names === undefined ? toOrganizerMembers(ask, call) : {}),
      })),
  });
  return toListBody(ask.link.context(toSelectContext(names)), page);
}

function toSessionPage(ask: Ask, call: Call, query: Query) {
  const names = parseSelect(query.select, sessionMembers);
  const hasSegments = parseSessionExpand(query.expand);
  return toPage(ask, {
    collection: 'sessions',
    path: `/${call.id}/sessions`,
    query,
    count: ask.tenant.sessionCount(call),
    bodies: (from, to) =>
      ask.tenant.sessionBodies(call, from, to).map((body, index) => ({
        ...project(body, names),
        ...(hasSegments
          ? {
              'segments@odata.context': ask.link.context(`('${call.id}')/sessions('${body.id}')/segments`),
              segments: ask.tenant.segmentBodies(call, from + index),
            }
          : {}),
      })),
  });
}

function toParticipantPage(ask: Ask, call: Call, query: Query) {
  const names = parseSelect(query.select, participantMembers);
  return toPage(ask, {
    collection: 'participants',
    path: `/${call.id}/participants_v2`,
    query,
    count: call.parties.length,
    bodies: (from, to) => ask.tenant.participantBodies(call, from, to).map((body) => project(body, names)),
  });
}

function toExpansion(ask: Ask, call: Call): { context: string; members: object } {
  const expand = parseRecordExpand(ask.query.expand);
  const toMembers = (name: string, suffix: string, { value, nextLink }: ReturnType<typeof toPage>) => ({
    [`${name}@odata.context`]: ask.link.context(`('${call.id}')/${name}${suffix}`),
    ...(nextLink === undefined ? {} : { [`${name}@odata.nextLink`]: nextLink }),
    [name]: value,
  });
  switch (expand?.relation) {
    case undefined:
      return { context: '', members: {} };
    case 'participants_v2':
      return {
        context: '(participants_v2())',
        members: toMembers('participants_v2', '', toParticipantPage(ask, call, {})),
      };
    case 'sessions': {
      const nested = expand.hasSegments ? '(segments())' : '';
      const query = { select: expand.select?.join(','), expand: expand.hasSegments ? 'segments' : undefined };
      return {
        context: `(sessions${nested === '' ? '()' : nested})`,
        members: toMembers('sessions', nested, toSessionPage(ask, call, query)),
      };
    }
  }
}

function answerRecord(ask: Ask, call: Call) {
  const names = parseSelect(ask.query.select, recordMembers);
  const { context, members } = toExpansion(ask, call);
  return {
    '@odata.context': ask.link.context(`${context === '' ? toSelectContext(names) : context}/$entity`),
    ...project(ask.tenant.recordBody(call, false), names),
    ...(names === undefined
      ? {
          ...toOrganizerMembers(ask, call),
          'participants_v2@odata.context': ask.link.context(`('${call.id}')/participants_v2/$entity`),
        }
      : {}),
    ...members,
  };
}

/** The body of a documented GET. Throws 400 for options it cannot read and 404 for a record that is not there. */
export function toBody(route: Route, ask: Ask): object {
  if (route.kind === 'list') return answerList(ask);
  if (route.kind === 'report') {
    return toReportBody(route.call, { ...ask, telephony: ask.tenant.telephony, pageSize: ask.reportPageSize });
  }
  const call = ask.tenant.find(route.id);
  if (call === undefined || !isKept(call, ask.nowMs)) throw toNotFound();
  switch (route.kind) {
    case 'record':
      return answerRecord(ask, call);
    case 'sessions': {
      const nested = ask.query.expand === undefined ? '' : '(segments())';
      return toListBody(ask.link.context(`('${call.id}')/sessions${nested}`), toSessionPage(ask, call, ask.query));
    }
    case 'participants':
      return toListBody(ask.link.context(`('${call.id}')/participants_v2`), toParticipantPage(ask, call, ask.query));
  }
}
