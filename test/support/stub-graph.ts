import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One thing that was asked of the stub: a GET, or an item of a batch. */
export interface StubRequest {
  /** Path and query below `/v1.0`, as sent. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly inBatch: boolean;
}

export interface StubAnswer {
  readonly status?: number;
  /** A list is a header that is sent once for each of its values. */
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: unknown;
}

export interface StubGraph {
  readonly baseUrl: string;
  /** Every request in the order of arrival, batch items singly. */
  readonly requests: StubRequest[];
  /** Every round trip, as `GET /path` or `POST /$batch`, with its headers. */
  readonly calls: { readonly line: string; readonly headers: IncomingMessage['headers'] }[];
  close(): Promise<void>;
}

export type Answer = (request: StubRequest) => StubAnswer | Promise<StubAnswer>;

/** A Graph that answers what the test says. Batches are answered in reverse order. */
export async function startStubGraph(answer: Answer, rawAnswer?: RawAnswer): Promise<StubGraph> {
  const requests: StubRequest[] = [];
  const calls: StubGraph['calls'] = [];
  const server = createServer((request, response) => void handle(request, response));

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = (request.url ?? '').replace(/^\/v1\.0/, '');
    calls.push({ line: `${request.method} ${url}`, headers: request.headers });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    if (rawAnswer?.(request, response, text)) return;
    const ask = (url: string, headers: Record<string, string>, inBatch: boolean) => {
      const stubRequest = { url, headers, inBatch };
      requests.push(stubRequest);
      return answer(stubRequest);
    };
    if (url !== '/$batch') {
      const { status = 200, headers, body } = await ask(url, request.headers as Record<string, string>, false);
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body ?? toErrorBody(status)));
      return;
    }
    const items = (JSON.parse(text) as { requests: { id: string; url: string; headers: Record<string, string> }[] })
      .requests;
    const responses = await Promise.all(
      items.map(async ({ id, url, headers }) => {
        const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
        const { status = 200, body, headers: sent } = await ask(url, lower, true);
        return {
          id,
          status,
          headers: { 'Content-Type': 'application/json', ...sent },
          body: body ?? toErrorBody(status),
        };
      }),
    );
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ responses: responses.reverse() }));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    requests,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Answers on the socket itself; true when it has. */
export type RawAnswer = (request: IncomingMessage, response: ServerResponse, body: string) => boolean;

function toErrorBody(status: number): unknown {
  return { error: { code: `Stub${status}`, message: 'upstream text that must not be shown', innerError: {} } };
}
