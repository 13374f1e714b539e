import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../src/clock.ts';
import { sleep } from '../../src/clock.ts';

/** One HTTP request on its way to Graph. */
export interface DoorRequest {
  readonly method: string;
  /** Path and query below the version. */
  readonly url: string;
  readonly body: string;
  readonly atMs: number;
}

export interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Stands before a Graph and lets through, refuses or keeps waiting what is asked of it. */
export interface GraphDoor {
  readonly baseUrl: string;
  readonly requests: DoorRequest[];
  /** What a request gets in place of Graph's answer; `never`: none. */
  refuse: (request: DoorRequest) => Refusal | 'never' | undefined;
  /** How long Graph's answer is on its way, by the clock. */
  delayMs: (request: DoorRequest) => number;
  /** How many requests are kept waiting. */
  waitingCount(): number;
  close(): Promise<void>;
}

export async function openGraphDoor(graphUrl: string, clock: Clock): Promise<GraphDoor> {
  const waiting = new Set<object>();
  const server = createServer((request, response) => void pass(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const door: GraphDoor = {
    baseUrl,
    requests: [],
    refuse: () => undefined,
    delayMs: () => 0,
    waitingCount: () => waiting.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '' } = request;
    const asked = { method, url: url.replace('/v1.0', ''), body: Buffer.concat(chunks).toString(), atMs: clock.now() };
    door.requests.push(asked);
    const refusal = door.refuse(asked);
    if (refusal === 'never') {
      waiting.add(response);
      response.once('close', () => waiting.delete(response));
      return;
    }
    if (refusal) {
      const body = JSON.stringify({ error: { code: 'Refused', message: 'by the test' } });
      response.writeHead(refusal.status, { 'content-type': 'application/json', ...refusal.headers }).end(body);
      return;
    }
    const { authorization = '', prefer = '', 'content-type': type } = request.headers;
    const answer = await fetch(graphUrl + url, {
      method,
      headers: { authorization, prefer: String(prefer), ...(type && { 'content-type': type }) },
      ...(asked.body && { body: asked.body }),
    });
    const delayMs = door.delayMs(asked);
    if (delayMs > 0) {
      waiting.add(response);
      await sleep(clock, delayMs);
      waiting.delete(response);
    }
    const text = (await answer.text()).replaceAll(graphUrl, baseUrl);
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' });
    response.end(text);
  }

  return door;
}

export const failing =
  (status: number, isConcerned: (request: DoorRequest) => boolean = () => true): GraphDoor['refuse'] =>
  (request) =>
    isConcerned(request) ? { status } : undefined;

export const isOfSubscriptions = ({ url }: DoorRequest) => url.startsWith('/subscriptions');
export const isList = ({ url }: DoorRequest) => url.startsWith('/communications/callRecords?');
