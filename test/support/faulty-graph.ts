import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Dispatcher } from 'undici';
import { Pool } from 'undici';

/** What becomes of a whole round trip. */
export type TripFault =
  | { readonly kind: 'status'; readonly status: 408 | 429 | 500 | 502 | 503 | 504; readonly retryAfter?: string }
  /** The error page of something between the gateway and Graph: 502 and no JSON. */
  | { readonly kind: 'html' }
  /** The connection is reset before the first header. */
  | { readonly kind: 'reset' }
  /** HTTP is whole, the JSON in it is cut. */
  | { readonly kind: 'cut' }
  /** The connection ends politely in the middle of the body. */
  | { readonly kind: 'short' }
  /** The connection is reset in the middle of the body. */
  | { readonly kind: 'reset amid body' };

/** What becomes of one item of a batch that is answered otherwise. */
export type ItemFault =
  { readonly kind: 'lost' } | { readonly kind: 'status'; readonly status: 429 | 503; readonly retryAfter?: string };

export interface Trip {
  /** From 0, in the order of arrival. */
  readonly number: number;
  /** What it asks for, below the version: one URL, or those of a batch. */
  readonly urls: readonly string[];
}

/** Which faults to make; asked once for each round trip, then for the items of a batch that is let through. */
export interface FaultPlan {
  readonly trip?: (trip: Trip) => TripFault | undefined;
  /** One fault or none for each URL of the trip. */
  readonly items?: (trip: Trip) => readonly (ItemFault | undefined)[];
  /** Puts the answers of a batch into another order. */
  readonly reorder?: <T>(responses: readonly T[]) => readonly T[];
}

/** What was done to a round trip. */
export interface FaultyTrip extends Trip {
  readonly fault: TripFault | undefined;
  readonly itemFaults: readonly (ItemFault | undefined)[];
}

export interface FaultyGraph {
  readonly baseUrl: string;
  readonly trips: readonly FaultyTrip[];
  /** How many round trips are being answered now. */
  underWayCount(): number;
  close(): Promise<void>;
}

export interface FaultyGraphOptions extends FaultPlan {
  /** The Graph behind it. */
  readonly upstreamUrl: string;
  /** Whether `trips` grows; a long run has no use for it. */
  readonly isLogged?: boolean;
}

/**
 * A proxy before a Graph that makes faults as planned. All else passes as it is, but that the links in it lead to the
 * proxy as they led to the Graph behind it.
 */
export async function startFaultyGraph(options: FaultyGraphOptions): Promise<FaultyGraph> {
  const { upstreamUrl, isLogged = true } = options;
  const pool = new Pool(upstreamUrl, { connections: 64 });
  const trips: FaultyTrip[] = [];
  const underWay = new Set<ServerResponse>();
  let arrived = 0;
  let baseUrl = '';

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const left = new AbortController();
    underWay.add(response);
    response.once('close', () => {
      underWay.delete(response);
      left.abort();
    });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const trip: Trip = { number: arrived++, urls: toUrls(request.url ?? '', body) };
    const fault = options.trip?.(trip);
    const itemFaults = fault || !body ? [] : (options.items?.(trip) ?? []);
    if (isLogged) trips.push({ ...trip, fault, itemFaults });

    if (fault?.kind === 'reset') return void request.socket.resetAndDestroy();
    if (fault?.kind === 'status') {
      response.writeHead(fault.status, { 'content-type': 'application/json', ...toRetryAfter(fault.retryAfter) });
      return void response.end(JSON.stringify(toErrorBody(fault.status)));
    }
    if (fault?.kind === 'html') {
      response.writeHead(502, { 'content-type': 'text/html' });
      return void response.end(`<html><body><h1>502 Bad Gateway</h1>${UPSTREAM_TEXT}</body></html>`);
    }

    const answer = await pass(request, body, left.signal);
    const text = body ? toBatch(answer.text, body, itemFaults) : answer.text;
    const payload = Buffer.from(text);
    const half = payload.subarray(0, Math.floor(payload.length / 2));
    const headers = { ...answer.headers };
    delete headers['content-length'];
    delete headers['transfer-encoding'];
    delete headers.connection;
    response.writeHead(answer.status, {
      ...headers,
      'content-length': fault?.kind === 'cut' ? half.length : payload.length,
    });
    if (!fault) return void response.end(payload);
    if (fault.kind === 'cut') return void response.end(half);
    response.write(half, () => {
      if (fault.kind === 'short') request.socket.end();
      else request.socket.resetAndDestroy();
    });
  }

  async function pass(request: IncomingMessage, body: string, signal: AbortSignal) {
    const headers = { ...request.headers };
    delete headers.host;
    delete headers.connection;
    delete headers['accept-encoding'];
    const answer = await pool.request({
      method: request.method as Dispatcher.HttpMethod,
      path: request.url ?? '/',
      headers,
      body: body || null,
      signal,
    });
    const text = (await answer.body.text()).replaceAll(upstreamUrl, baseUrl);
    return { status: answer.statusCode, headers: answer.headers, text };
  }

  function toBatch(text: string, body: string, faults: readonly (ItemFault | undefined)[]): string {
    const ids = (JSON.parse(body) as BatchBody).requests.map(({ id }) => id);
    const { responses } = JSON.parse(text) as { responses: readonly { readonly id: string }[] };
    const answered = responses.flatMap((response) => {
      const fault = faults[ids.indexOf(response.id)];
      if (!fault) return [response];
      if (fault.kind === 'lost') return [];
      const { status, retryAfter } = fault;
      return [{ id: response.id, status, headers: toRetryAfter(retryAfter), body: toErrorBody(status) }];
    });
    return JSON.stringify({ responses: options.reorder?.(answered) ?? answered });
  }

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    // The client has left, or the Graph behind is gone: either way there is nobody to tell.
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    baseUrl,
    trips,
    underWayCount: () => underWay.size,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await pool.destroy();
    },
  };
}

interface BatchBody {
  readonly requests: readonly { readonly id: string; readonly url: string }[];
}

/** Stands in every body of an error: nobody may ever be shown it. */
export const UPSTREAM_TEXT = 'upstream text that must not be shown';

function toUrls(url: string, body: string): readonly string[] {
  return body ? (JSON.parse(body) as BatchBody).requests.map((item) => item.url) : [url.replace(/^\/(v1\.0|beta)/, '')];
}

function toRetryAfter(retryAfter: string | undefined): Record<string, string> {
  return retryAfter === undefined ? {} : { 'Retry-After': retryAfter };
}

function toErrorBody(status: number): unknown {
  return { error: { code: `Fault${status}`, message: UPSTREAM_TEXT, innerError: {} } };
}
