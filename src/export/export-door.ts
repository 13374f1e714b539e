import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import { createAborter } from '../abort.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Clock } from '../clock.ts';
import { toClientError } from '../errors.ts';
import type { RequestHead } from '../fast-way/answer-type.ts';
import { toWaitSeconds } from '../operation/operation.ts';
import { csv } from './csv.ts';
import { toExportRequest } from './export-request.ts';
import type { Exports, ExportText } from './exports.ts';
import { columnNames } from './exports.ts';
import type { Format } from './format.ts';
import { createNdjson } from './ndjson.ts';

/** Exports behind HTTP: `GET` or `HEAD` of one of two paths. */
export interface ExportDoor {
  owns(path: string): boolean;
  /** For node:http. */
  handle(request: IncomingMessage, response: ServerResponse, viewer: Viewer): Promise<void>;
  /** For code. */
  fetch(head: RequestHead, viewer: Viewer, signal: AbortSignal | null | undefined): Promise<ExportAnswer>;
}

export interface ExportAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | ReadableStream<Uint8Array> | null;
}

export interface ExportDoorOptions {
  readonly exports: Exports;
  readonly clock: Clock;
  /** The id of a request: the caller's where it gave a GUID, else a fresh one. */
  readonly toRequestId: (given: string | null | undefined) => string;
}

interface Opened {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What to send; none for HEAD. */
  readonly body: string | ExportText | undefined;
}

const PATH = '/export/streams';
const formats: ReadonlyMap<string, Format> = new Map([
  [`${PATH}.csv`, csv],
  [`${PATH}.ndjson`, createNdjson(columnNames)],
]);

const STATUS: Readonly<Record<string, number>> = {
  BAD_USER_INPUT: 400,
  LIMIT_EXCEEDED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BUDGET_EXCEEDED: 429,
  INTERNAL_SERVER_ERROR: 500,
  OVERLOADED: 503,
  UPSTREAM_THROTTLED: 503,
  UPSTREAM_UNAVAILABLE: 503,
  UPSTREAM_TIMEOUT: 504,
  DEADLINE_EXCEEDED: 504,
};

export function createExportDoor({ exports, clock, toRequestId }: ExportDoorOptions): ExportDoor {
  async function open(
    { method = 'GET', url = '', header }: RequestHead,
    viewer: Viewer,
    signal: Leaving,
  ): Promise<Opened> {
    const { pathname, search } = new URL(url, 'http://gateway');
    const requestId = toRequestId(header('x-request-id'));
    const format = formats.get(pathname);
    if (method !== 'GET' && method !== 'HEAD') {
      return { status: 405, headers: { allow: 'GET, HEAD', 'x-request-id': requestId }, body: undefined };
    }
    // Nobody can read what a page of another origin has an image or a link ask for, but all of it would be read of Graph.
    if (/^(cross|same)-site$/.test(header('sec-fetch-site') ?? '') && !header('origin')) {
      return toErrorAnswer(403, 'FORBIDDEN', 'Pages of other sites cannot ask for an export.', requestId);
    }
    try {
      if (!format) throw new Error('No such export.');
      const request = toExportRequest(search, clock.now());
      const headers = {
        'content-type': format.contentType(request.hasHeader),
        'content-disposition': `attachment; filename="${toFileName(pathname, request.scope)}"`,
        'x-request-id': requestId,
      };
      if (method === 'HEAD') {
        exports.check(viewer);
        return { status: 200, headers, body: undefined };
      }
      const body = await exports.open(request, format, { viewer, requestId, signal });
      return { status: 200, headers, body };
    } catch (error) {
      return toRefusal(toClientError(error), requestId);
    }
  }

  return {
    owns: (path) => formats.has(path),
    async handle(request, response, viewer) {
      const { headers, method, url } = request;
      const aborter = createAborter();
      response.once('close', () => aborter.abort(undefined));
      const header = (name: string) => headers[name] as string | undefined;
      // Without chunks the end of a file and a connection that broke look alike.
      const opened =
        request.httpVersion === '1.0' && method === 'GET'
          ? toErrorAnswer(505, 'BAD_REQUEST', 'An export needs HTTP/1.1.', toRequestId(header('x-request-id')))
          : await open({ method, url, header }, viewer, aborter.signal);
      const { status, body } = opened;
      if (response.destroyed) {
        if (typeof body === 'object') await body.return(undefined);
        return;
      }
      response.writeHead(status, opened.headers);
      if (typeof body !== 'object') response.end(body);
      else await send(body, response);
    },
    async fetch(head, viewer, given) {
      const aborter = createAborter();
      if (given?.aborted) aborter.abort(undefined);
      given?.addEventListener('abort', () => aborter.abort(undefined), { once: true });
      const { status, headers, body } = await open(head, viewer, aborter.signal);
      return {
        status,
        headers,
        body: typeof body === 'object' ? toStream(body, () => aborter.abort(undefined)) : (body ?? null),
      };
    },
  };
}

type Leaving = ReturnType<typeof createAborter>['signal'];

/** Takes the next piece when the one before has gone into the socket: what a client does not read is not read of Graph. */
async function send(text: ExportText, response: ServerResponse): Promise<void> {
  try {
    for await (const piece of text) {
      if (response.destroyed) return;
      if (!response.write(piece)) await toRoom(response);
    }
    response.end();
  } catch {
    // No last chunk: whoever reads on finds the connection broken, and cannot take the file for a whole one.
    response.socket?.end();
    response.socket?.destroySoon();
  }
}

function toRoom(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      response.off('drain', settle);
      response.off('close', settle);
      resolve();
    };
    response.once('drain', settle);
    response.once('close', settle);
  });
}

function toStream(text: ExportText, leave: () => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await text.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        leave();
        await text.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

function toFileName(pathname: string, { from, to }: { readonly from: string; readonly to: string }): string {
  const [name, extension] = (pathname.split('/').at(-1) ?? '').split('.');
  const toPart = (instant: string) => instant.replaceAll(/[^0-9TZ]/gi, '');
  return `${name}_${toPart(from)}_${toPart(to)}.${extension}`;
}

function toRefusal(error: GraphQLError, requestId: string): Opened {
  const code = String(error.extensions['code']);
  const status = STATUS[code] ?? 502;
  const waitSeconds = toWaitSeconds([error]);
  const isPassing = status === 429 || status === 503;
  return {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-request-id': requestId,
      ...((waitSeconds > 0 || isPassing) && { 'retry-after': String(waitSeconds || 10) }),
    },
    body: JSON.stringify({ errors: [{ message: error.message, extensions: toShownExtensions(error) }] }),
  };
}

function toShownExtensions({ extensions }: GraphQLError): Record<string, unknown> {
  const shown = { ...extensions };
  delete shown['http'];
  return shown;
}

function toErrorAnswer(status: number, code: string, message: string, requestId: string): Opened {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'x-request-id': requestId },
    body: JSON.stringify({ errors: [{ message, extensions: { code } }] }),
  };
}
