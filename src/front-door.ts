import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AccessAnswer } from './access-answer.ts';
import type { Viewer } from './access/viewer.ts';
import type { Cors } from './cors.ts';
import type { ExportDoor } from './export/export-door.ts';
import type { RequestHead } from './fast-way/answer-type.ts';
import { toAnswerType } from './fast-way/answer-type.ts';
import type { FastWay, LeftToYoga } from './fast-way/fast-way.ts';
import type { NotificationDoor } from './notification-door.ts';
import { readBody } from './request-body.ts';
import type { Site, SiteAnswer } from './site.ts';

export interface FrontDoor {
  /** For code: a WHATWG request in, a response out. */
  fetch(url: string, init?: RequestInit): Promise<Response>;
  /** For node:http. */
  readonly listener: RequestListener;
}

export interface FrontDoorOptions {
  readonly endpoint: string;
  /** What else there is; to the letter, because whoever guards a path and whoever serves it must mean the same. */
  readonly otherPaths: readonly string[];
  /** Larger bodies are Yoga's to refuse. */
  readonly maxRequestBytes: number;
  /** Left out, everything is Yoga's. */
  readonly fastWay: FastWay | undefined;
  /** Who is calling, or what they are told who are not let in. */
  readonly admit: (request: RequestHead) => Viewer | Promise<Viewer | AccessAnswer>;
  /** Pages for browsers, beside the endpoint; where none has one for `/`, it leads to the endpoint. */
  readonly sites: readonly Site[];
  /** Where Graph posts its notifications; left out, it does not. */
  readonly notifications: NotificationDoor | undefined;
  /** Files of rows; left out, there are none. */
  readonly exports: ExportDoor | undefined;
  /** Which pages of other origins may read the answers. */
  readonly cors: Cors;
  /** Yoga's own way in, for whatever is not plain. */
  readonly yoga: {
    fetch(url: URL, init: RequestInit, context: LeftToYoga): Response | Promise<Response>;
    handle(request: IncomingMessage, response: ServerResponse, context: LeftToYoga): unknown;
    readonly fetchAPI: { readonly Response: typeof globalThis.Response };
  };
}

/** What somebody was shown is for nobody else, and for no other use of it. */
const NOT_TO_BE_KEPT = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** Bodies of requests that may be on their way in at a time, in bytes, before they count as operations under way. */
const MOST_ARRIVING_BYTES = 32_000_000;

/** The plain case goes the fast way, everything else Yoga's: both answer alike. */
export function createFrontDoor({
  endpoint,
  otherPaths,
  maxRequestBytes,
  fastWay,
  sites,
  notifications,
  exports,
  admit,
  cors,
  yoga,
}: FrontDoorOptions): FrontDoor {
  let arriving = 0;

  /** The path with what is behind it, where it is the endpoint's or an export's; undefined for what is not here. */
  function toServedUrl(url = ''): string | undefined {
    const path = toPath(url);
    if (path === endpoint || exports?.owns(path)) return url;
    return path === '/' || otherPaths.includes(path) ? path : undefined;
  }

  function toPage(path: string, head: RequestHead): SiteAnswer | undefined {
    for (const site of sites) {
      const page = site.answer(path, head);
      if (page) return page;
    }
    return undefined;
  }

  const toElsewhere = (path: string | undefined): [status: number, headers: Readonly<Record<string, string>>] =>
    path === '/' ? [302, { location: endpoint }] : [404, {}];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { headers, method } = request;
    const path = toPath(request.url);
    if (notifications?.owns(path)) return notifications.handle(request, response);
    const toHead = (url: string | undefined) => ({
      method,
      url,
      header: (name: string) => headers[name] as string | undefined,
    });
    const page = toPage(path, toHead(request.url));
    if (page) {
      response.writeHead(page.status, page.headers).end(page.body);
      return;
    }
    const url = toServedUrl(request.url);
    if (url === undefined || url === '/') {
      response.writeHead(...toElsewhere(url)).end();
      return;
    }
    request.url = url;
    const head = toHead(url);
    const preflight = cors.toPreflight(head);
    if (preflight) {
      response.writeHead(preflight.status, preflight.headers).end();
      return;
    }
    const shared = { ...cors.toHeaders(head), ...NOT_TO_BE_KEPT };
    for (const [name, value] of Object.entries(shared)) response.setHeader(name, value);
    const admitted = admit(head);
    const viewer = admitted instanceof Promise ? await admitted : admitted;
    if ('status' in viewer) {
      response.writeHead(viewer.status, viewer.headers).end(viewer.body);
      return;
    }
    if (exports?.owns(path)) return exports.handle(request, response, viewer);
    const answerType = toAnswerType(head, endpoint);
    const length = Number(headers['content-length']);
    // Bodies that are still coming in hold memory and no place: beyond some of them Yoga takes a place first.
    if (!fastWay || !answerType || !(length <= maxRequestBytes) || arriving + length > MOST_ARRIVING_BYTES) {
      yoga.handle(request, response, { viewer });
      return;
    }
    arriving += length;
    const content = await readBody(request).finally(() => (arriving -= length));
    if (!content) return;
    const result = await fastWay({
      content: content.toString(),
      answerType,
      viewer,
      requestId: headers['x-request-id'] as string | undefined,
      onLeave(leave) {
        response.once('close', leave);
        return () => response.off('close', leave);
      },
    });
    const { pieces } = result;
    if (!pieces) {
      // What Yoga reads in place of the stream, which has been read.
      Object.assign(request, { body: content });
      yoga.handle(request, response, result);
      return;
    }
    let contentLength = 0;
    for (const piece of pieces) contentLength += Buffer.byteLength(piece);
    response.writeHead(200, { ...result.headers, 'content-length': contentLength });
    for (const piece of pieces.slice(0, -1)) response.write(piece);
    response.end(pieces.at(-1));
  }

  return {
    listener: (request, response) => {
      // Whatever it was, one request must not be the end of the others.
      answer(request, response).catch(() => {
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    },
    async fetch(address, init = {}) {
      const { method, body: content, signal } = init;
      const headers = new Headers(init.headers);
      const { origin, pathname, search } = new URL(address);
      if (notifications?.owns(pathname)) {
        const { status, headers: told, body } = await notifications.fetch(new URL(address), init);
        return new yoga.fetchAPI.Response(body || null, { status, headers: told });
      }
      const toHead = (url: string) => ({ method, url, header: (name: string) => headers.get(name) });
      const page = toPage(pathname, toHead(pathname));
      if (page) {
        const { status, headers: told, body } = page;
        return new yoga.fetchAPI.Response(body ? new Uint8Array(body) : null, { status, headers: told });
      }
      const path = toServedUrl(`${pathname}${search}`);
      if (path === undefined || path === '/') {
        const [status, elsewhere] = toElsewhere(path);
        return new yoga.fetchAPI.Response(null, { status, headers: elsewhere });
      }
      const url = new URL(path, origin);
      const head = toHead(path);
      const { Response } = yoga.fetchAPI;
      const preflight = cors.toPreflight(head);
      if (preflight) return new Response(null, preflight);
      const shared = { ...cors.toHeaders(head), ...NOT_TO_BE_KEPT };
      const viewer = await admit(head);
      if ('status' in viewer) {
        return new Response(viewer.body, { status: viewer.status, headers: { ...viewer.headers, ...shared } });
      }
      if (exports?.owns(pathname)) {
        const { status, headers: told, body } = await exports.fetch(head, viewer, signal);
        return new Response(body, { status, headers: { ...told, ...shared } });
      }
      const answerType = toAnswerType(head, endpoint);
      if (!fastWay || !answerType || typeof content !== 'string' || Buffer.byteLength(content) > maxRequestBytes) {
        return withHeaders(await yoga.fetch(url, init, { viewer }), shared);
      }
      const result = await fastWay({
        content,
        answerType,
        viewer,
        requestId: headers.get('x-request-id'),
        onLeave(leave) {
          if (signal?.aborted) leave();
          signal?.addEventListener('abort', leave, { once: true });
          return () => signal?.removeEventListener('abort', leave);
        },
      });
      if (!result.pieces) return withHeaders(await yoga.fetch(url, init, result), shared);
      return new Response(result.pieces.join(''), { status: 200, headers: { ...result.headers, ...shared } });
    },
  };
}

function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

const toPath = (url = '') => /^[^?#]*/.exec(url)?.[0] ?? '';
