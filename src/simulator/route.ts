import { toBadRequest, toUndocumented } from './graph-error.ts';
import type { OptionName } from './query.ts';
import { parseReportCall, type ReportCall } from './report/report-call.ts';

/** What can be asked for. */
export type Route =
  | { readonly kind: 'list' }
  | { readonly kind: 'record'; readonly id: string }
  | { readonly kind: 'sessions'; readonly id: string }
  | { readonly kind: 'participants'; readonly id: string }
  | { readonly kind: 'report'; readonly call: ReportCall };

/** Options that Graph's reference describes for each resource. */
export const documentedOptions: Readonly<Record<Route['kind'], readonly OptionName[]>> = {
  list: ['select', 'filter', 'skiptoken'],
  record: ['select', 'expand'],
  sessions: ['select', 'expand', 'skiptoken'],
  participants: ['select', 'skiptoken'],
  // Reports are paged by a number of rows.
  report: ['skip'],
};

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw toBadRequest('The path is not percent-encoded correctly.');
  }
}

const toUnknownSegment = (segment: string) => toBadRequest(`Resource not found for the segment '${segment}'.`);

/** The key in `callRecords('…')`; undefined when `segment` is something else. */
function parseKey(segment: string): string | undefined {
  const literal = /^callRecords\('((?:[^']|'')*)'\)$/.exec(segment)?.[1];
  return literal?.replaceAll("''", "'");
}

function parseChild(id: string, segments: readonly string[]): Route {
  const [child, ...rest] = segments;
  if (child === undefined) return { kind: 'record', id };
  if (child !== 'sessions' && child !== 'participants_v2' && child !== 'organizer_v2') throw toUnknownSegment(child);
  // These paths exist in the metadata and the SDKs; no page of the reference describes them.
  if (rest.length > 0 || child === 'organizer_v2') throw toUndocumented(`The path '${segments.join('/')}'`);
  return child === 'sessions' ? { kind: 'sessions', id } : { kind: 'participants', id };
}

/** Reads a path below the version, with or without its first slash. Throws 400 for all but the documented ones. */
export function parseRoute(path: string): Route {
  const [root, collection, ...rest] = path.replace(/^\//, '').split('/').map(decode);
  if (root !== 'communications') throw toUnknownSegment(root ?? '');
  if (collection === undefined || collection === '') throw toUndocumented("The path 'communications'");
  const key = parseKey(collection);
  if (key !== undefined) return parseChild(key, rest);
  if (collection !== 'callRecords') throw toUnknownSegment(collection);
  const [id, ...children] = rest;
  if (id === undefined) return { kind: 'list' };
  if (id === '$count') throw toUndocumented("The path '$count'");
  const call = parseReportCall(id);
  if (call !== undefined) {
    if (children.length > 0) throw toUndocumented(`The path '${children.join('/')}' of a report`);
    return { kind: 'report', call };
  }
  if (!/^[^()$]+$/.test(id)) throw toUnknownSegment(id);
  return parseChild(id, children);
}
