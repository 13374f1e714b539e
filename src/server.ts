import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock } from './clock.ts';
import { sleep } from './clock.ts';

export interface HttpServerOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly clock: Clock;
  /**
   * Which names of this server a request may carry in `Host`. A page of another name that a resolver points here would
   * read what it likes; all are welcome unless told.
   */
  readonly isOwnHost?: (hostname: string) => boolean;
  /** Origins whose pages may send requests, besides the server's own. */
  readonly isWelcomeOrigin?: (origin: string) => boolean;
  /** Certificate and key in PEM; plain HTTP where there is none. */
  readonly tls?: { readonly cert: string | Buffer; readonly key: string | Buffer } | undefined;
  readonly inbound?: Partial<InboundLimits>;
  /** Takes connections that ask for another protocol; without it they are refused. */
  readonly onUpgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Is told when a client was cut off because it had stopped reading its answer. */
  readonly onStalledReader?: () => void;
}

/** What a client may take of the server. */
export interface InboundLimits {
  /** How long it may take for its headers, in milliseconds from the connection on; then it gets 408. */
  readonly headersTimeoutMs: number;
  /** The same for the whole of a request. */
  readonly requestTimeoutMs: number;
  /** Further connections are closed unheard. */
  readonly maxConnections: number;
  /** How long it may take nothing of an answer that is ready for it, in milliseconds; then it is cut off. */
  readonly stalledReaderMs: number;
}

export interface HttpServer {
  /** Where it listens, such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /**
   * Takes no more connections and resolves when every answer under way has gone out, or after `graceMs`,
   * when what is left is cut.
   */
  stop(graceMs: number): Promise<void>;
}

/** What they are unless told. */
export const usualInbound: InboundLimits = {
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 15_000,
  maxConnections: 1_000,
  stalledReaderMs: 20_000,
};
/** A kept connection becomes idle when its last answer has gone: it is looked for this often while stopping. */
const IDLE_CHECK_MS = 50;

/** Rejects when it cannot listen. */
export async function startHttpServer(listener: RequestListener, options: HttpServerOptions): Promise<HttpServer> {
  const isOwnHost = options.isOwnHost ?? (() => true);
  const { headersTimeoutMs, requestTimeoutMs, maxConnections, stalledReaderMs } = {
    ...usualInbound,
    ...options.inbound,
  };
  let stopping = false;
  const underWay = new Set<ServerResponse>();
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    if (stopping) sayGoodbye(response);
    const refusal = toRefusal(request, isOwnHost, options.isWelcomeOrigin);
    if (refusal) {
      response.writeHead(refusal, { 'content-length': 0 }).end();
      return;
    }
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
    watchReader(response, stalledReaderMs, options.onStalledReader);
    listener(request, response);
  };
  const timeouts = {
    headersTimeout: headersTimeoutMs,
    requestTimeout: requestTimeoutMs,
    // Node looks every 30 seconds unless told, so that a limit of 10 could last 40.
    connectionsCheckingInterval: Math.ceil(headersTimeoutMs / 10),
  };
  const server = options.tls
    ? createSecureServer({ ...timeouts, ...options.tls }, handle)
    : createServer(timeouts, handle);
  const { onUpgrade } = options;
  if (onUpgrade) {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      // What breaks on a connection that is no longer Node's must not end the process.
      socket.on('error', () => socket.destroy());
      const refusal = stopping ? 503 : toRefusal(request, isOwnHost, options.isWelcomeOrigin);
      if (refusal) socket.end(`HTTP/1.1 ${refusal} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      else onUpgrade(request, socket, head);
    });
  }
  server.maxConnections = maxConnections;
  server.on('connection', (socket: Socket) => {
    socket.once('close', () => {
      // Of pipelined requests Node tells the one whose turn it is; those behind it would never learn that nobody waits.
      for (const response of underWay) {
        if (response.req.socket === socket && !response.socket) response.destroy().emit('close');
      }
    });
  });
  await listen(server, options);
  return {
    url: toUrl(server.address() as AddressInfo, options.tls ? 'https' : 'http'),
    async stop(graceMs) {
      stopping = true;
      underWay.forEach(sayGoodbye);
      const closed = new Promise<true>((resolve) => server.close(() => resolve(true)));
      const cutAtMs = options.clock.now() + graceMs;
      while (!(await Promise.race([closed, sleep(options.clock, IDLE_CHECK_MS)]))) {
        if (options.clock.now() >= cutAtMs) server.closeAllConnections();
        else server.closeIdleConnections();
      }
    },
  };
}

/** Cuts off a client that has stopped reading: what it does not take stays in memory. */
function watchReader(response: ServerResponse, stalledReaderMs: number, onStalledReader?: () => void): void {
  response.setTimeout(stalledReaderMs, () => {
    // Without anything to take it is the client that waits.
    if (!response.writableLength) return;
    onStalledReader?.();
    response.destroy();
  });
}

/** Tells the client not to send its next request on this connection. */
function sayGoodbye(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}

/** The status to refuse a request with that names no host, not this one, or comes from a page of another. */
function toRefusal(
  { headers }: IncomingMessage,
  isOwnHost: (hostname: string) => boolean,
  isWelcomeOrigin: (origin: string) => boolean = () => false,
): 400 | 403 | undefined {
  const { host, origin } = headers;
  if (!host || !URL.canParse(`http://${host}/`)) return 400;
  const url = new URL(`http://${host}/`);
  if (!isOwnHost(url.hostname)) return 403;
  if (origin === undefined || isWelcomeOrigin(origin)) return undefined;
  return URL.canParse(origin) && new URL(origin).host === url.host ? undefined : 403;
}

function listen(server: Server, { host, port }: HttpServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function toUrl({ address, family, port }: AddressInfo, scheme: string): string {
  return `${scheme}://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
