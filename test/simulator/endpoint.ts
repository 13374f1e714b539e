import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { apartMs } from '../../src/simulator/notification/disturbance.ts';
import { rest, until } from '../fault/until.ts';
import type { Json, Reply, SimulatorClient } from './simulator-client.ts';

/** A POST that came. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly validationToken: string | null;
  /** The text of the body. */
  readonly text: string;
}

/** Who is told of changes. */
export interface Endpoint {
  readonly url: string;
  readonly handshakes: readonly Received[];
  readonly deliveries: readonly Received[];
  /** Notifications of all deliveries, in order. */
  items(): Json[];
  /** Answers deliveries; default: 202. */
  answer: (response: ServerResponse, received: Received) => void;
  /** Answers handshakes; default: as documented. */
  shake: (response: ServerResponse, token: string) => void;
}

export const shakeAsDocumented = (response: ServerResponse, token: string) =>
  void response.writeHead(200, { 'content-type': 'text/plain' }).end(token);

/** An endpoint that lives as long as the test that asked for it. */
export async function openEndpoint(): Promise<Endpoint> {
  const handshakes: Received[] = [];
  const deliveries: Received[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      const { pathname, search, searchParams } = new URL(request.url ?? '', 'http://endpoint');
      const validationToken = searchParams.get('validationToken');
      const received = { path: `${pathname}${search}`, headers: request.headers, validationToken, text };
      if (validationToken === null) {
        deliveries.push(received);
        endpoint.answer(response, received);
      } else {
        handshakes.push(received);
        endpoint.shake(response, validationToken);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const endpoint: Endpoint = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    handshakes,
    deliveries,
    items: () => deliveries.flatMap(({ text }): Json[] => JSON.parse(text).value),
    answer: (response) => void response.writeHead(202).end(),
    shake: shakeAsDocumented,
  };
  return endpoint;
}

const minuteMs = 60_000;

/** A body that is in order; `lifetimeMs` from now. */
export function toWish(
  { clock }: SimulatorClient,
  { url }: Endpoint,
  changes: object = {},
  lifetimeMs = 60 * minuteMs,
) {
  return {
    changeType: 'created,updated',
    notificationUrl: `${url}/notifications`,
    resource: '/communications/callRecords',
    expirationDateTime: new Date(clock.now() + lifetimeMs).toISOString(),
    clientState: 'secret',
    ...changes,
  };
}

export function sendJson(client: SimulatorClient, method: string, url: string, body: unknown): Promise<Reply> {
  return client.send(method, url, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

/** The id of a subscription that is made. */
export async function subscribe(
  client: SimulatorClient,
  endpoint: Endpoint,
  changes: object = {},
  lifetimeMs?: number,
): Promise<string> {
  const wish = toWish(client, endpoint, changes, lifetimeMs);
  const { status, body } = await sendJson(client, 'POST', '/subscriptions', wish);
  if (status !== 201) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body.id as string;
}

/** How long the simulator waits for an answer; no other wait of its is as long. */
const timeoutMs = 10_000;

/** Resolves once everything that is due soon has come. */
export async function deliver({ clock, control }: SimulatorClient): Promise<void> {
  for (let turn = 0; control.undelivered() > 0 || clock.msToNext() <= apartMs; turn += 1) {
    if (turn > 2000) throw new Error(`${control.undelivered()} notifications are not delivered`);
    await clock.advanceToNext(apartMs);
    await rest();
  }
}

/** Resolves once no answer of an endpoint is waited for. */
export function untilAnswered({ clock }: SimulatorClient): Promise<void> {
  return until(() => clock.msToNext() !== timeoutMs, 'answer');
}
