import { GraphError } from './errors.ts';

/** What of a resource is wanted, in OData's terms. */
export interface Query {
  /** Members to ask for; undefined = all of them. */
  readonly select?: readonly string[] | undefined;
  /** At most one relationship: two in one `$expand` are not documented for call records. */
  readonly expand?: Expansion | undefined;
}

export interface Expansion {
  readonly relationship: string;
  readonly query: Query;
}

/** Path of the collection of call records, relative to the version root. */
export const CALL_RECORDS = '/communications/callRecords';

/** `/communications/callRecords/{id}`, with the id as one percent-encoded segment; throws for an id that leads elsewhere. */
export function callRecordPath(id: string): string {
  if (typeof id !== 'string' || id === '' || id === '.' || id === '..') {
    throw new GraphError('UPSTREAM_INVALID_RESPONSE', 'Microsoft Graph sent a call record whose id is not one.');
  }
  return `${CALL_RECORDS}/${encodeURIComponent(id)}`;
}

/** `path?$select=…&$expand=…`, relative to the version root. */
export function toUrl(path: string, query: Query, filter?: string): string {
  const options = toOptions(query);
  if (filter) options.unshift(`$filter=${encodeFilter(filter)}`);
  return options.length ? `${path}?${options.join('&')}` : path;
}

/** `encodeURIComponent` leaves the quote as it is; `/` and `:` may stay readable in a query (RFC 3986, 3.4). */
function encodeFilter(filter: string): string {
  return encodeURIComponent(filter).replaceAll("'", '%27').replaceAll('%2F', '/').replaceAll('%3A', ':');
}

function toOptions({ select, expand }: Query): string[] {
  const options: string[] = [];
  if (select) options.push(`$select=${select.join(',')}`);
  if (expand) {
    const nested = toOptions(expand.query);
    options.push(`$expand=${expand.relationship}${nested.length ? `(${nested.join(';')})` : ''}`);
  }
  return options;
}

/** The query that serves both, or undefined where they want different relationships expanded. */
export function mergeQueries(a: Query, b: Query): Query | undefined {
  const expand = mergeExpansions(a.expand, b.expand);
  if (expand === null) return undefined;
  const select = a.select && b.select && [...new Set([...a.select, ...b.select])];
  return { select, expand };
}

function mergeExpansions(a: Expansion | undefined, b: Expansion | undefined): Expansion | undefined | null {
  if (!a || !b) return a ?? b;
  if (a.relationship !== b.relationship) return null;
  const query = mergeQueries(a.query, b.query);
  return query ? { relationship: a.relationship, query } : null;
}

/** Whether what `wide` brings has everything that `narrow` asks for. */
export function covers(wide: Query, narrow: Query): boolean {
  const { select } = wide;
  if (select && !narrow.select?.every((member) => select.includes(member))) return false;
  if (!narrow.expand) return true;
  return wide.expand?.relationship === narrow.expand.relationship && covers(wide.expand.query, narrow.expand.query);
}

/** Text as an OData string literal: in quotes, quotes inside doubled (OData 4.01 URL conventions, 5.1.1.6.1). */
export function toStringLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export interface CallRecordFilter {
  /** First instant of `startDateTime`, inclusive; RFC 3339. */
  readonly from?: string | null | undefined;
  /** End of the window of `startDateTime`, exclusive; RFC 3339. */
  readonly to?: string | null | undefined;
  readonly participantId?: string | null | undefined;
}

/** Graph's `$filter` for the list of call records, unencoded; undefined = everything. */
export function toFilter({ from, to, participantId }: CallRecordFilter): string | undefined {
  const terms: string[] = [];
  if (from) terms.push(`startDateTime ge ${from.toUpperCase()}`);
  if (to) terms.push(`startDateTime lt ${to.toUpperCase()}`);
  if (participantId) terms.push(`participants_v2/any(p:p/id eq ${toStringLiteral(participantId)})`);
  return terms.length ? terms.join(' and ') : undefined;
}
