import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { sleep } from '../clock.ts';
import { startChange, type ChangeOptions } from './change.ts';
import type { Control } from './control/control.ts';
import { createControlService } from './control/control-service.ts';
import { createGraph } from './graph.ts';
import { writeAnswer } from './http-answer.ts';
import { reportPageSize as documentedReportPageSize } from './paging.ts';
import { createRandom } from './random.ts';
import { createService, type ItemOutcome, type Outcome } from './service.ts';
import { defaultSeed } from './showcase.ts';
import { createThrottle, unlimited } from './throttle.ts';
import { createAccessToken } from './token.ts';

export interface SimulatorOptions extends Omit<ChangeOptions, 'seed'> {
  /** The same seed and time make the same tenant. Default 1. */
  readonly seed?: number;
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Default 0: any free one. */
  readonly port?: number;
  /** Waited before every answer, by `clock`. Default 0. */
  readonly latencyMs?: number;
  /** Whether Graph's throttling limits apply. Default false. */
  readonly throttle?: boolean;
  /** Most items of a page of records, sessions or participants. Default: what Graph documents for each. */
  readonly pageSize?: number;
  /** Rows of a page of a report. Default: Graph's 1000. */
  readonly reportPageSize?: number;
  /** Called once for every HTTP request, as soon as it is answered; status 499: the client left before. */
  readonly onRequest?: (entry: SimulatorRequest) => void;
}

export interface SimulatorRequest {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly items: readonly ItemOutcome[];
}

export interface Simulator {
  /** Without version and last slash. */
  readonly baseUrl: string;
  /** Good for a year. */
  readonly accessToken: string;
  /** Makes happen what nobody can ask of Graph. */
  readonly control: Control;
  /** Drops open connections, and whatever was still to be told. */
  close(): Promise<void>;
}

const clientLeftStatus = 499;

/** An address of every interface is no address to link to. */
function toShownHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}

/** Starts a stand-in for the call records of Microsoft Graph on a port of its own. Rejects when it cannot listen, and when its change cannot start. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { clock, seed = defaultSeed, host = '127.0.0.1', port = 0, latencyMs = 0, onRequest } = options;
  const { pageSize, reportPageSize = documentedReportPageSize } = options;
  const random = createRandom(seed, 'server');
  const change = startChange({ ...options, seed });
  const server = createServer({ keepAliveTimeout: 60_000 });
  try {
    await listen(server, port, host);
  } catch (error) {
    change.stop();
    throw error;
  }
  const baseUrl = `http://${toShownHost(host)}:${(server.address() as AddressInfo).port}`;
  const throttle = options.throttle === true ? createThrottle() : unlimited;
  const { tenant, control } = change;
  const service = createService({
    graph: createGraph({ tenant, clock, baseUrl, throttle, pageSize, reportPageSize }),
    subscriptions: change.createSubscriptionService(baseUrl),
    control: createControlService(control),
    clock,
    random,
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const requestId = random.guid();
    const clientRequestId = [headers['client-request-id'] ?? requestId].flat().join(',');
    const left = new AbortController();
    response.once('close', () => left.abort());
    let outcome: Pick<Outcome, 'status' | 'items'> = { status: clientLeftStatus, items: [] };
    try {
      if (latencyMs > 0) await sleep(clock, latencyMs, left.signal);
      const identity = { requestId, clientRequestId };
      const answered = await service.answer(request, identity);
      await writeAnswer(request, response, answered, identity);
      if (response.writableEnded) outcome = answered;
    } catch {
      response.destroy();
    }
    onRequest?.({ method, url, headers, status: outcome.status, items: outcome.items });
  }

  server.on('request', (request, response) => void handle(request, response));
  return {
    baseUrl,
    accessToken: createAccessToken({ now: clock.now() }),
    control,
    close: () =>
      new Promise((resolve) => {
        change.stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
