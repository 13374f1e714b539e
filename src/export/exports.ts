import { GraphQLError } from 'graphql';
import type { Signal } from '../abort.ts';
import { createAborter } from '../abort.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Clock } from '../clock.ts';
import { nextTurn } from '../clock.ts';
import { toClientError } from '../errors.ts';
import type { ConcurrencyCap } from '../limits/concurrency-cap.ts';
import type { Views } from '../views.ts';
import { columns } from './columns.ts';
import type { ExportRequest } from './export-request.ts';
import type { Format } from './format.ts';
import type { ExportPage, ReadPages } from './pages.ts';
import { toCursor } from './position.ts';
import type { CallEdge, Cell } from './stream-row.ts';
import { toParts } from './stream-row.ts';

/** How an export ended. */
export type ExportEnd = 'done' | 'left' | 'failed' | 'stopped';

export interface ExportsOptions {
  readonly views: Views;
  readonly readPages: ReadPages;
  readonly cap: ConcurrencyCap;
  readonly clock: Clock;
  readonly log: { info(line: object, message: string): void };
  /** Is told of each export that has ended, with the rows that it gave. */
  readonly onEnd?: (end: ExportEnd, rows: number) => void;
}

export interface ExportCaller {
  readonly viewer: Viewer;
  readonly requestId: string;
  /** Aborts when the caller leaves. */
  readonly signal: Signal;
}

/** The text of a file, piece by piece; throws behind the last piece where the file is not whole. */
export type ExportText = AsyncGenerator<string, void, undefined>;

export interface Exports {
  /**
   * Begins an export: resolves when its first page is there, rejects with the GraphQLError of what was not to be had.
   * The text holds one of the caller's exports until it has ended or `return` was called.
   */
  open(request: ExportRequest, format: Format, caller: ExportCaller): Promise<ExportText>;
  /** Throws FORBIDDEN for who may not see calls: without an operation, which `open` has. */
  check(viewer: Viewer): void;
  /** Ends all of them, each as one that is not whole. */
  stop(): void;
}

/** Behind the columns: on the last row of each call, where to go on. */
export const CURSOR_COLUMN = 'cursor';
export const columnNames: readonly string[] = [...columns.map(({ name }) => name), CURSOR_COLUMN];

/** Characters that are written together. */
const PIECE = 64_000;

/** Exports of call records, one row for each media stream. */
export function createExports({ views, readPages, cap, clock, log, onEnd }: ExportsOptions): Exports {
  /** What ends each of those under way. */
  const underWay = new Set<() => void>();
  let isStopping = false;

  function check({ roles }: Viewer): void {
    if (views(roles).policy.records !== 'none') return;
    throw new GraphQLError('Your roles do not let you read call records.', { extensions: { code: 'FORBIDDEN' } });
  }

  return {
    check,
    stop() {
      isStopping = true;
      for (const end of underWay) end();
    },
    async open(request, format, { viewer, requestId, signal: left }) {
      if (isStopping) throw toStoppedError();
      const giveBack = cap.enter(viewer);
      if (giveBack instanceof GraphQLError) throw giveBack;

      const startedMs = clock.now();
      const aborter = createAborter();
      let end: ExportEnd = 'left';
      let rows = 0;
      let calls = 0;
      let isClosed = false;
      let after = request.after === undefined ? null : toCursor({ scope: request.scope, after: request.after });
      const leave = () => aborter.abort(new GraphQLError('The caller left.'));
      const stop = () => aborter.abort(toStoppedError());
      left.addEventListener('abort', leave, { once: true });
      underWay.add(stop);
      if (left.aborted) leave();

      const close = (code?: unknown) => {
        if (isClosed) return;
        isClosed = true;
        aborter.abort(new GraphQLError('The export has ended.'));
        left.removeEventListener('abort', leave);
        underWay.delete(stop);
        giveBack();
        onEnd?.(end, rows);
        const durationMs = Math.round(clock.now() - startedMs);
        log.info({ requestId, durationMs, calls, rows, end, ...(code !== undefined && { code }) }, 'export');
      };

      /** The end of an export that is not whole, as it is told. */
      const fail = (error: unknown): GraphQLError => {
        const told = toClientError(error);
        end = left.aborted ? 'left' : told === aborter.signal.reason ? 'stopped' : 'failed';
        return told;
      };

      function* toTexts({ edges }: ExportPage): Generator<string, void, undefined> {
        let piece = '';
        for (const edge of edges) {
          calls += 1;
          for (const cells of toRows(edge, toCursor({ scope: request.scope, after: edge.cursor }))) {
            rows += 1;
            piece += format.row(cells);
            if (piece.length < PIECE) continue;
            yield piece;
            piece = '';
          }
        }
        if (piece) yield piece;
      }

      const pages = readPages(request, { viewer, requestId, signal: aborter.signal });
      let page: IteratorResult<ExportPage, void>;
      try {
        page = await pages.next();
      } catch (error) {
        const told = fail(error);
        close(told.extensions['code']);
        throw told;
      }

      async function* toText(): ExportText {
        let code: unknown;
        try {
          if (request.hasHeader) {
            const head = format.head(columnNames);
            if (head) yield head;
          }
          for (; !page.done; page = await pages.next()) {
            for (const piece of toTexts(page.value)) {
              yield piece;
              if (aborter.signal.aborted) throw aborter.signal.reason;
              // A large page must not keep everybody else waiting.
              await nextTurn();
            }
            const last = page.value.edges.at(-1);
            if (last) after = toCursor({ scope: request.scope, after: last.cursor });
          }
          end = 'done';
        } catch (error) {
          const told = fail(error);
          code = told.extensions['code'];
          const text = format.failure({ code: String(code), message: told.message, after });
          if (text && !left.aborted) yield text;
          throw told;
        } finally {
          close(code);
        }
      }
      return guarded(toText(), close);
    },
  };
}

/** A generator that was never begun runs no `finally`: what it holds is given back all the same. */
function guarded(text: ExportText, close: () => void): ExportText {
  const giveBack = text.return.bind(text);
  text.return = (value) => {
    close();
    return giveBack(value);
  };
  return text;
}

function* toRows({ node }: CallEdge, cursor: string): Generator<Cell[], void, undefined> {
  let waiting: Cell[] | undefined;
  for (const parts of toParts(node)) {
    if (waiting) yield waiting;
    waiting = columns.map((column) => column.read(parts));
    waiting.push(null);
  }
  if (!waiting) return;
  waiting[columns.length] = cursor;
  yield waiting;
}

function toStoppedError(): GraphQLError {
  return new GraphQLError('The gateway is about to stop: go on `after` the last cursor.', {
    extensions: { code: 'OVERLOADED', retryable: true, retryAfterSeconds: 10 },
  });
}
