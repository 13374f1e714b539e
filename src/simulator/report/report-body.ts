import { toBadRequest } from '../graph-error.ts';
import type { Link } from '../link.ts';
import type { Query } from '../query.ts';
import type { Telephony } from '../tenant/telephony.ts';
import type { Version } from '../version.ts';
import type { ReportCall } from './report-call.ts';
import { reportFunctions } from './report-function.ts';

export interface ReportAsk {
  readonly telephony: Telephony;
  readonly link: Link;
  readonly query: Query;
  readonly version: Version;
  /** Rows of a page. */
  readonly pageSize: number;
}

/** Where the page starts; only what a link has given out is taken. */
function readSkip(text: string | undefined, pageSize: number, count: number): number {
  if (text === undefined) return 0;
  const skip = Number(text);
  if (!/^[1-9]\d*$/.test(text) || skip % pageSize !== 0 || skip >= count) {
    throw toBadRequest(`$skip=${text} is of no link that the simulator has given out.`);
  }
  return skip;
}

/** A page of a report. Its `@odata.count` is that of the page. Throws 400 for a `$skip` of no link. */
export function toReportBody(call: ReportCall, { telephony, link, query, version, pageSize }: ReportAsk): object {
  const { rowType, isEndExclusive, rows } = reportFunctions[call.name];
  const isInRange = (time: bigint) => time >= call.from && (isEndExclusive ? time < call.to : time <= call.to);
  const { count, bodies } = rows(telephony, isInRange, version);
  const from = readSkip(query.skip, pageSize, count);
  const to = from + pageSize;
  const value = bodies(from, to);
  return {
    '@odata.context': link.collection(`microsoft.graph.callRecords.${rowType}`),
    '@odata.count': value.length,
    value,
    ...(to < count ? { '@odata.nextLink': link.resource(`/${call.text}`, { skip: to.toString() }) } : {}),
  };
}
