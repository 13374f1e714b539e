/** What a URL of Graph is about, as far as it can be told when it changes. */
export interface Subject {
  /** `record`: a call record itself; `part`: a collection of one; `list`: call records; `report`: everything else. */
  readonly kind: 'record' | 'part' | 'list' | 'report';
  /** In lower case; undefined where it is about no single one. */
  readonly recordId: string | undefined;
}

/** Links of Graph's can have the id in either of OData's forms. */
const CALL_RECORDS = /^\/communications\/callRecords(?:\/([\w-]+)|\('([\w-]+)'\))?([/?]|$)/;

const LIST: Subject = { kind: 'list', recordId: undefined };
const REPORT: Subject = { kind: 'report', recordId: undefined };

export function toSubject(url: string): Subject {
  const match = CALL_RECORDS.exec(url);
  if (!match) return REPORT;
  const id = match[1] ?? match[2];
  if (id === undefined) return match[3] === '/' ? REPORT : LIST;
  return { kind: match[3] === '/' ? 'part' : 'record', recordId: id.toLowerCase() };
}

/** What stands for all lists and reports among the sources of an answer. */
export const LISTS = 'lists';

/** What of Graph an answer rests on that has read a URL: the record with this id, or lists. */
export const toSource = (url: string): string => toSubject(url).recordId ?? LISTS;
