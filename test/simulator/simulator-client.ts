import { onTestFinished } from 'vitest';
import type { Control } from '../../src/simulator/control/control.ts';
import { startSimulator, type SimulatorOptions, type SimulatorRequest } from '../../src/simulator/server.ts';
import { createManualClock, type ManualClock } from '../support/manual-clock.ts';

/** A Wednesday in office hours. */
export const startMs = Date.parse('2026-09-16T14:20:30.250Z');

/** A body of unknown shape; tests look into it freely. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

export interface SimulatorClient {
  readonly baseUrl: string;
  readonly accessToken: string;
  readonly clock: ManualClock;
  readonly control: Control;
  readonly requests: readonly SimulatorRequest[];
  /** `url` is below v1.0, or absolute. */
  readonly get: (url: string, headers?: Record<string, string>) => Promise<Reply>;
  readonly send: (
    method: string,
    url: string,
    init?: { headers?: Record<string, string>; body?: string },
  ) => Promise<Reply>;
  /** Text is sent as it is, anything else as the `requests` of a batch. */
  readonly batch: (requests: unknown) => Promise<Reply>;
}

/** A simulator that lives as long as the test that asked for it. */
export async function connect(options: Partial<SimulatorOptions> = {}): Promise<SimulatorClient> {
  const client = await open(options);
  onTestFinished(client.close);
  return client;
}

/** The same for a whole file: the caller closes it. */
export async function open(
  options: Partial<SimulatorOptions> = {},
): Promise<SimulatorClient & { readonly close: () => Promise<void> }> {
  const clock = createManualClock(startMs);
  const requests: SimulatorRequest[] = [];
  const simulator = await startSimulator({ clock, onRequest: (entry) => requests.push(entry), ...options });
  const { baseUrl, accessToken, control } = simulator;

  const send: SimulatorClient['send'] = async (method, url, init = {}) => {
    const response = await fetch(url.startsWith('http') ? url : `${baseUrl}/v1.0${url}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, ...init.headers },
      ...(init.body === undefined ? {} : { body: init.body }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  };
  return {
    baseUrl,
    accessToken,
    clock,
    control,
    requests,
    send,
    get: (url, headers = {}) => send('GET', url, { headers }),
    batch: (payload) =>
      send('POST', '/$batch', {
        headers: { 'content-type': 'application/json' },
        body: typeof payload === 'string' ? payload : JSON.stringify({ requests: payload }),
      }),
    close: () => simulator.close(),
  };
}

/** Follows every link; the items of all pages, and how many each page had. */
export async function readAll(
  client: SimulatorClient,
  url: string,
  headers: Record<string, string> = {},
): Promise<{ items: Json[]; sizes: number[] }> {
  const items: Json[] = [];
  const sizes: number[] = [];
  for (let next: string | undefined = url; next !== undefined;) {
    const { status, body }: Reply = await client.get(next, headers);
    if (status !== 200) throw new Error(`${status} for ${next}: ${JSON.stringify(body)}`);
    items.push(...body.value);
    sizes.push(body.value.length);
    next = body['@odata.nextLink'];
  }
  return { items, sizes };
}
