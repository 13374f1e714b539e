import { toItems } from '../graph/paging.ts';
import { toTicks } from '../graph/instant.ts';
import type { Report, ReportName, TimeWindow } from '../graph/report.ts';
import { clipWindow, reports, splitWindow, toReportPath, toReportVersion } from '../graph/report.ts';
import type { Page } from '../graph/resources.ts';
import type { CursorSeal } from './cursor.ts';
import { mergeDialoutSums } from './dialout-sum.ts';
import { InputError } from './input-error.ts';
import type { PageReader } from './page-reader.ts';
import type { ResourceLoader } from './resource.ts';

/** Graph's page of report rows; its size cannot be chosen. */
const PAGE_SIZE = 1000;
/** Pieces of a window that are read at the same time. */
const MOST_AT_A_TIME = 8;

export interface WantedReport {
  readonly report: ReportName;
  readonly window: TimeWindow;
  readonly first: number;
  readonly after?: string | null | undefined;
}

export interface ReportEntry<Row> {
  readonly row: Row;
  /** Opaque; sealed only when asked for. */
  cursor(): string;
}

export interface ReportList<Row> {
  readonly entries: readonly ReportEntry<Row>[];
  readonly hasNextPage: boolean;
  /** What ended the reading early, where something did. */
  readonly error?: Error;
}

export interface ReportLoader {
  /** Rejects with InputError, or with a GraphError when nothing could be read. */
  list<Row extends object>(wanted: WantedReport): Promise<ReportList<Row>>;
  /** Every row of the window, in Graph's order; rejects when one page cannot be read. */
  all<Row extends object>(report: ReportName, window: TimeWindow): Promise<readonly Row[]>;
}

/** A place in a report. */
interface ReportPosition {
  /** Which piece of the window. */
  readonly piece: number;
  /** Relative URL of the page; empty = the first page of the piece. */
  readonly page: string;
  /** Rows of that page, of those within the window, that were already given. */
  readonly offset: number;
}

interface PlacedRow {
  readonly row: object;
  readonly position: ReportPosition;
}

interface ReadPiece {
  readonly rows: readonly PlacedRow[];
  readonly isWhole: boolean;
  readonly error?: Error;
}

export interface ReportOptions {
  readonly seal: CursorSeal;
  /** Whether reports are read from Graph's beta. */
  readonly beta: boolean;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

export function createReportLoader(
  resources: ResourceLoader,
  pages: PageReader,
  { seal, beta, now }: ReportOptions,
): ReportLoader {
  function toReport(name: ReportName): Report {
    const report: Report = reports[name];
    if (!report.betaOnly || beta) return report;
    throw new InputError(`${name} is only in Graph's beta, which this gateway reads when it runs with GRAPH_BETA=on.`);
  }

  /** One piece of a window from a place on, until `limit` rows are there; what goes wrong on the way keeps what was read. */
  async function readPiece(
    report: Report,
    window: TimeWindow,
    start: ReportPosition,
    limit: number,
  ): Promise<ReadPiece> {
    const kind = { version: toReportVersion(report, beta), exactMoney: true };
    const rows: PlacedRow[] = [];
    try {
      const path = start.page || toReportPath(report, window);
      const firstPage = await resources.load<Page<object>>({ ...kind, path });
      const urls = new Map([[firstPage, start.page]]);
      const next = async (link: string) => {
        const page = await pages.next<object>(link, kind);
        urls.set(page, pages.toRelativeUrl(link, kind));
        return page;
      };
      let { offset } = start;
      for await (const page of pages.follow(firstPage, next)) {
        const url = urls.get(page) ?? '';
        const within = toItems(page).filter((row) => isBefore(row, report, window));
        for (const [index, row] of within.entries()) {
          if (index < offset) continue;
          if (rows.length === limit) return { rows, isWhole: false };
          rows.push({ row, position: { piece: start.piece, page: url, offset: index + 1 } });
        }
        offset = 0;
        if (rows.length === limit && page['@odata.nextLink']) return { rows, isWhole: false };
      }
      return { rows, isWhole: true };
    } catch (error) {
      return { rows, isWhole: false, error: error as Error };
    }
  }

  return {
    async list<Row extends object>({ report: name, window, first, after }: WantedReport): Promise<ReportList<Row>> {
      const report = toReport(name);
      const listName = `${name} ${window.from} ${window.to} ${beta}`;
      const start = after == null ? { piece: 0, page: '', offset: 0 } : (seal.open(listName, after) as ReportPosition);
      const pieces = splitWindow(clipWindow(window, now()));
      if (!report.time && pieces.length > 1) {
        const sums = mergeDialoutSums(await readAll(report, window)) as readonly Row[];
        const entries = sums.map((row, index) => {
          const position: ReportPosition = { piece: 0, page: '', offset: index + 1 };
          return { row, cursor: () => seal.seal(listName, position) };
        });
        const end = start.offset + first;
        return { entries: entries.slice(start.offset, end), hasNextPage: end < entries.length };
      }
      // As many pieces at a time as could be needed, more with every step through pieces that give too little.
      let atATime = Math.min(MOST_AT_A_TIME, Math.ceil(first / PAGE_SIZE));

      const rows: PlacedRow[] = [];
      const toList = (hasNextPage: boolean, error?: Error): ReportList<Row> => ({
        entries: rows.map(({ row, position }) => ({ row: row as Row, cursor: () => seal.seal(listName, position) })),
        hasNextPage,
        ...(error && { error }),
      });
      for (let piece = start.piece; piece < pieces.length;) {
        const group = pieces.slice(piece, piece + atATime);
        const read = await Promise.all(
          group.map((part, index) => {
            const from = piece + index === start.piece ? start : { piece: piece + index, page: '', offset: 0 };
            return readPiece(report, part, from, first - rows.length);
          }),
        );
        for (const [index, part] of read.entries()) {
          const isLast = piece + index === pieces.length - 1;
          const left = part.rows.length > first - rows.length;
          rows.push(...part.rows.slice(0, first - rows.length));
          if (part.error) {
            if (!rows.length) throw part.error;
            return toList(true, part.error);
          }
          if (left || !part.isWhole) return toList(true);
          if (rows.length === first) return toList(!isLast);
        }
        piece += group.length;
        atATime = Math.min(MOST_AT_A_TIME, atATime * 2);
      }
      return toList(false);
    },

    async all<Row extends object>(name: ReportName, window: TimeWindow): Promise<readonly Row[]> {
      return (await readAll(toReport(name), window)) as readonly Row[];
    },
  };

  async function readAll(report: Report, window: TimeWindow): Promise<readonly object[]> {
    const pieces = splitWindow(clipWindow(window, now()));
    const all: object[] = [];
    for (let start = 0; start < pieces.length; start += MOST_AT_A_TIME) {
      const group = pieces.slice(start, start + MOST_AT_A_TIME);
      const read = await Promise.all(
        group.map((part, index) => readPiece(report, part, { piece: start + index, page: '', offset: 0 }, Infinity)),
      );
      for (const { rows, error } of read) {
        if (error) throw error;
        for (const { row } of rows) all.push(row);
      }
    }
    return all;
  }
}

/** Rows at the very end of a window belong to the next one, whether or not Graph counts the end in. */
function isBefore(row: object, { time }: Report, { to }: TimeWindow): boolean {
  if (!time) return true;
  const at = toTicks((row as Readonly<Record<string, string | null | undefined>>)[time]);
  return at === undefined || at < to;
}
