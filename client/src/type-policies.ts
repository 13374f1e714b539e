import type { FieldPolicy, Reference, TypePolicies } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';

interface Page {
  readonly nodes?: readonly unknown[] | undefined;
  readonly pageInfo?: { readonly endCursor?: string | null } | undefined;
}

/** A list with the place in it at which the page behind each cursor begins. */
interface List extends Page {
  readonly starts?: Readonly<Record<string, number>> | undefined;
}

/** A connection that is read page by page into one list: `edges` as Apollo's own policy has it, and `nodes` in the same way. */
function connection(keyArgs: readonly string[]): FieldPolicy {
  const ofEdges = relayStylePagination([...keyArgs]);
  const mergeEdges = ofEdges.merge as Exclude<typeof ofEdges.merge, boolean | undefined>;
  return {
    ...(ofEdges as FieldPolicy),
    merge(existing: List | undefined, incoming: Page | undefined, options) {
      // A page that failed takes nothing away from the list.
      if (!incoming) return existing ?? null;
      const merged = mergeEdges(existing as never, incoming as never, options as never) as object;
      if (!incoming.nodes) return merged;
      const after = options.args?.['after'] as string | null | undefined;
      const start = after == null ? 0 : existing?.starts?.[after];
      const known = start === undefined ? [] : (existing?.nodes ?? []);
      const before = known.slice(0, start ?? 0);
      const end = before.length + incoming.nodes.length;
      const endCursor = incoming.pageInfo?.endCursor;
      // A page that comes in parts is merged with each of them: what was read behind it in the meantime stays.
      const isAgain = endCursor != null && start !== undefined && existing?.starts?.[endCursor] === end;
      const starts = { ...(start !== undefined && existing?.starts), ...(endCursor != null && { [endCursor]: end }) };
      return {
        ...merged,
        ...(isAgain && existing?.pageInfo && { pageInfo: existing.pageInfo }),
        nodes: [...before, ...incoming.nodes, ...(isAgain ? known.slice(end) : [])],
        starts,
      };
    },
  };
}

/** What has no id of its own and stands once below its parent: selections of two queries are one object. */
const PARTS = [
  'CallQualityProgress',
  'CallQualitySummary',
  'CallSummary',
  'ClientUserAgent',
  'CommunicationsIdentitySet',
  'DeviceInfo',
  'FailureInfo',
  'NetworkInfo',
  'ParticipantEndpoint',
  'Quality',
  'RateLimit',
  'RateLimitBudget',
  'ServiceEndpoint',
  'ServiceUserAgent',
  'SideHint',
  'UnknownEndpoint',
  'UnknownUserAgent',
  'UserFeedback',
] as const;

/**
 * Whose id is theirs in the directory, and who are shown in each call as they were in it: with one entry for all calls, one
 * call would change how they look in another.
 */
const PEOPLE = ['AdministrativeUnitInfo', 'Identity', 'Organizer', 'Participant', 'UserIdentity'] as const;

const WINDOW = ['from', 'to'];

/**
 * How Apollo's cache keeps call records: connections as one list, calls and sessions by their ids (which the gateway makes
 * distinct where Graph repeats one), everything else within its parent. A call that a list has read is there for `callRecord`.
 */
export const typePolicies: TypePolicies = {
  ...Object.fromEntries(PARTS.map((name) => [name, { merge: true }])),
  ...Object.fromEntries(PEOPLE.map((name) => [name, { keyFields: false, merge: true }])),
  Query: {
    fields: {
      callRecords: connection(['filter']),
      directRoutingCalls: connection(WINDOW),
      pstnBlockedUsers: connection(WINDOW),
      pstnCalls: connection(WINDOW),
      pstnDialoutReport: connection(WINDOW),
      smsMessages: connection(WINDOW),
      callRecord: {
        read: (known: Reference | null | undefined, { args, toReference }) =>
          known === undefined ? toReference({ __typename: 'CallRecord', id: args?.['id'] as string }) : known,
      },
    },
  },
  Viewer: { fields: { callRecords: connection(['filter']) } },
};
