import type { ApiVersion } from './exchange.ts';
import type { Ticks } from './instant.ts';
import { toInstantText, toTicks } from './instant.ts';
import { CALL_RECORDS } from './odata.ts';

/** A report function of Graph, bound to the collection of call records. */
export interface Report {
  readonly name: string;
  /** Whether Graph has it in beta only. */
  readonly betaOnly: boolean;
  /** The member that Graph matches against the window; undefined = rows are sums over the window. */
  readonly time?: 'startDateTime' | 'sentDateTime' | 'blockDateTime';
}

/** Graph documentation, the method pages of callRecord and of its beta. */
export const reports = {
  pstnCalls: { name: 'getPstnCalls', betaOnly: false, time: 'startDateTime' },
  directRoutingCalls: { name: 'getDirectRoutingCalls', betaOnly: false, time: 'startDateTime' },
  smsMessages: { name: 'getSmsLog', betaOnly: true, time: 'sentDateTime' },
  pstnBlockedUsers: { name: 'getPstnBlockedUsersLog', betaOnly: true, time: 'blockDateTime' },
  pstnDialoutReport: { name: 'getPstnOnlineMeetingDialoutReport', betaOnly: true },
} as const satisfies Readonly<Record<string, Report>>;

export type ReportName = keyof typeof reports;

export interface TimeWindow {
  /** Inclusive. */
  readonly from: Ticks;
  /** Exclusive. */
  readonly to: Ticks;
}

/** The longest range that Graph takes in one call: 90 days. */
const LONGEST: Ticks = 90n * 24n * 3600n * 10_000_000n;

/** Before this there were no calls to report: the first of Teams are of November 2016. */
const EARLIEST: Ticks = toTicks('2016-01-01T00:00:00Z') as Ticks;
/** Clocks differ. */
const TOMORROW: Ticks = LONGEST / 90n;

/** The part of the window in which there can be rows: neither before Teams nor after now. */
export function clipWindow({ from, to }: TimeWindow, nowMs: number): TimeWindow {
  const latest = BigInt(Math.round(nowMs)) * 10_000n + TOMORROW;
  return { from: from < EARLIEST ? EARLIEST : from, to: to > latest ? latest : to };
}

/** The window in as few pieces as Graph takes, in order. */
export function splitWindow({ from, to }: TimeWindow): TimeWindow[] {
  const windows: TimeWindow[] = [];
  for (let start = from; start < to; start += LONGEST) {
    const end = start + LONGEST;
    windows.push({ from: start, to: end < to ? end : to });
  }
  return windows;
}

/**
 * `getX(fromDateTime=…,toDateTime=…)`. Some functions count their end in and some do not, and two pages do not say. So
 * the end is asked for as it is and rows at the very end are left to the next window; sums, which cannot be sorted
 * afterwards, end a tick earlier.
 */
export function toReportPath(report: Report, { from, to }: TimeWindow): string {
  const end = report.time ? to : to - 1n;
  return `${CALL_RECORDS}/${report.name}(fromDateTime=${toInstantText(from)},toDateTime=${toInstantText(end)})`;
}

/** The version to read a report from: what is in v1.0 has further members in beta. */
export function toReportVersion(report: Report, beta: boolean): ApiVersion {
  return beta || report.betaOnly ? 'beta' : 'v1.0';
}
