import DataLoader from 'dataloader';
import { toTicks } from '../graph/instant.ts';
import type { TimeWindow } from '../graph/report.ts';
import type { DirectRoutingLogRow, PstnCallLogRow } from '../graph/report-row.ts';
import type { CallRecord, Participant } from '../graph/resources.ts';
import type { PstnMatch } from './pstn-match.ts';
import { matchPstnCall } from './pstn-match.ts';
import type { ReportLoader } from './report.ts';

/** The rows of the reports that belong to call records, however many records ask: one window read for all of them. */
export interface ReportJoinLoader {
  directRoutingCalls(record: CallRecord): Promise<readonly DirectRoutingLogRow[]>;
  /** Takes the participants while they are still under way, so that records whose lists arrive apart share a report. */
  pstnCalls(record: CallRecord, participants: Promise<readonly Participant[]>): Promise<readonly PstnMatch[]>;
}

interface PstnWant {
  readonly record: CallRecord;
  readonly participants: Promise<readonly Participant[]>;
}

const MARGIN = 60n * 10_000_000n;

export function createReportJoinLoader(reports: ReportLoader): ReportJoinLoader {
  const directRouting = new DataLoader<CallRecord, readonly DirectRoutingLogRow[]>(
    async (records) => {
      const window = toCommonWindow(records);
      const rows = window ? await reports.all<DirectRoutingLogRow>('directRoutingCalls', window) : [];
      const byRecord = new Map<string, DirectRoutingLogRow[]>();
      for (const row of rows) {
        // A row without a correlation of its own belongs to no record; it must not cost the others theirs.
        if (typeof row.correlationId !== 'string') continue;
        const key = row.correlationId.toLowerCase();
        const known = byRecord.get(key);
        if (known) known.push(row);
        else byRecord.set(key, [row]);
      }
      return records.map(({ id }) => byRecord.get(id.toLowerCase()) ?? []);
    },
    { cache: false },
  );
  const pstn = new DataLoader<PstnWant, readonly PstnMatch[]>(
    async (wants) => {
      const window = toCommonWindow(wants.map(({ record }) => record));
      const rows = window ? await reports.all<PstnCallLogRow>('pstnCalls', window) : [];
      const matched = wants.map(async ({ record, participants }) => matchPstnCalls(rows, record, await participants));
      return (await Promise.allSettled(matched)).map((match) =>
        match.status === 'fulfilled' ? match.value : (match.reason as Error),
      );
    },
    { cache: false },
  );
  return {
    directRoutingCalls: (record) => directRouting.load(record),
    pstnCalls(record, participants) {
      participants.catch(() => undefined);
      return pstn.load({ record, participants });
    },
  };
}

/** From a minute before the record's start to a minute after its end; undefined when it has neither. */
function toWindow({ startDateTime, endDateTime }: CallRecord): TimeWindow | undefined {
  const start = toTicks(startDateTime ?? endDateTime);
  const end = toTicks(endDateTime ?? startDateTime);
  return start === undefined || end === undefined ? undefined : { from: start - MARGIN, to: end + MARGIN };
}

/** The window around all records: rows between them cost pages of 1000, a window for each would cost a request each. */
function toCommonWindow(records: readonly CallRecord[]): TimeWindow | undefined {
  const windows = records.map(toWindow).filter((window) => window !== undefined);
  if (!windows.length) return undefined;
  return {
    from: windows.reduce((least, { from }) => (from < least ? from : least), windows[0]?.from as bigint),
    to: windows.reduce((most, { to }) => (to > most ? to : most), 0n),
  };
}

function matchPstnCalls(
  rows: readonly PstnCallLogRow[],
  record: CallRecord,
  participants: readonly Participant[],
): readonly PstnMatch[] {
  const window = toWindow(record);
  if (!window) return [];
  return rows.flatMap((row) => {
    const start = toTicks(row.startDateTime);
    if (start === undefined || start < window.from || start >= window.to) return [];
    const basis = matchPstnCall(row, record, participants);
    return basis ? [{ basis, row }] : [];
  });
}
