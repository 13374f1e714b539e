import type { RequestListener } from 'node:http';
import { connect } from 'node:net';
import { systemClock } from '../../src/clock.ts';
import type { Gateway } from '../../src/gateway.ts';
import type { HttpServer, HttpServerOptions } from '../../src/server.ts';
import { startHttpServer } from '../../src/server.ts';

export interface Front extends HttpServer {
  /** How many requests have got through to the gateway. */
  readonly begunCount: () => number;
  /** How many of them are over, answered or not. */
  readonly overCount: () => number;
}

/** The gateway's real HTTP server, for as long as `play` takes. */
export async function onFront<T>(
  gateway: Gateway,
  play: (front: Front) => Promise<T>,
  options: Partial<HttpServerOptions> = {},
): Promise<T> {
  let [begunCount, overCount] = [0, 0];
  const listener: RequestListener = (request, response) => {
    begunCount += 1;
    response.once('close', () => (overCount += 1));
    gateway.listener(request, response);
  };
  const server = await startHttpServer(listener, { host: '127.0.0.1', port: 0, clock: systemClock, ...options });
  try {
    return await play({ ...server, begunCount: () => begunCount, overCount: () => overCount });
  } finally {
    await server.stop(0);
  }
}

/** Asks over HTTP. */
export function post(url: string, query: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    body: JSON.stringify({ query }),
    ...init,
    headers: { 'content-type': 'application/json', ...(init.headers as Readonly<Record<string, string>>) },
  });
}

/** A GraphQL request as it goes over the wire; `headers` are whole lines. */
export function toWire(query: string, headers: readonly string[] = []): string {
  const body = JSON.stringify({ query });
  return `${toHead(...headers, `Content-Length: ${Buffer.byteLength(body)}`)}\r\n${body}`;
}

/** The request line and headers, without the empty line behind them. */
export function toHead(...headers: readonly string[]): string {
  const lines = ['POST /graphql HTTP/1.1', 'Host: 127.0.0.1', 'Content-Type: application/json', ...headers];
  return lines.map((line) => `${line}\r\n`).join('');
}

export interface Line {
  /** All that has come back so far. */
  readonly text: () => string;
  /** Resolves when the connection is closed, by whichever side. */
  readonly closed: Promise<void>;
  readonly send: (text: string) => void;
  readonly hangUp: () => void;
}

/** A connection on which anything can be said. */
export function openLine(url: string): Line {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => (text += String(chunk)));
  // A cut connection is a way of being answered.
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return { text: () => text, closed, send: (said) => void socket.write(said), hangUp: () => void socket.destroy() };
}

/** The statuses of the answers in what came back. */
export const toStatuses = (text: string) =>
  [...text.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status));
