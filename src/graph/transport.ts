import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { Pool } from 'undici';
import type { Signal } from '../abort.ts';
import { GraphError } from './errors.ts';
import { parseBody } from './json-body.ts';
import { createTurns, LARGE_BYTES } from './turns.ts';

const gunzipBody = promisify(gunzip);

const CONNECT_TIMEOUT_MS = 10_000;
/** Longest silence before the headers and between two pieces of the body; the operation's deadline caps the whole. */
const SILENCE_TIMEOUT_MS = 20_000;

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path and query, from the root of the host. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether money in the answer comes as text with all its digits. */
  readonly exactMoney?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The parsed JSON body of a 200 or 201; undefined for any other status, whose body says nothing that is shown. */
  readonly body: unknown;
  /** Of the body after decompression. */
  readonly bytes: number;
}

export interface TransportOptions {
  /** Most connections held at a time. */
  readonly connections: number;
  /** The largest answer that is read, in bytes after decompression. */
  readonly answerBytes: number;
  /** Longest silence of Graph in the middle of an exchange, in milliseconds; 20 seconds unless told. */
  readonly silenceMs?: number;
}

/** One HTTP exchange with Graph over kept-alive connections. */
export interface Transport {
  /** Throws a GraphError for a broken connection or a body that is not JSON, the signal's reason when it aborts. */
  send(request: HttpRequest, signal: Signal): Promise<HttpAnswer>;
  close(): Promise<void>;
}

export function createTransport(
  origin: string,
  { connections, answerBytes, silenceMs = SILENCE_TIMEOUT_MS }: TransportOptions,
): Transport {
  const turn = createTurns();
  const pool = new Pool(origin, {
    connections,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: silenceMs,
    bodyTimeout: silenceMs,
    maxResponseSize: answerBytes,
  });
  // On the same machine unpacking costs more than the bytes it saves.
  const encoding = origin.startsWith('https:') ? { 'accept-encoding': 'gzip' } : {};

  return {
    async send({ method, path, headers, body: content, exactMoney = false }, signal) {
      try {
        const answer = await pool.request({
          method,
          path,
          headers: { accept: 'application/json', ...encoding, ...headers },
          body: content ?? null,
          // All of it that undici uses.
          signal,
        });
        if (answer.statusCode !== 200 && answer.statusCode !== 201) {
          await answer.body.dump();
          return { status: answer.statusCode, headers: answer.headers, body: undefined, bytes: 0 };
        }
        const bytes = await readBytes(answer, answerBytes);
        // As bytes it waits for nothing: what is parsed, and all that is made of it, is then done with in one go.
        if (bytes.length > LARGE_BYTES) await turn();
        const body = parseJson(bytes, exactMoney);
        return { status: answer.statusCode, headers: answer.headers, body, bytes: bytes.length };
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        throw error instanceof GraphError ? error : toConnectionError(error);
      }
    },
    close: () => pool.destroy(),
  };
}

async function readBytes({ headers, body }: Dispatcher.ResponseData, answerBytes: number): Promise<Buffer> {
  const contentType = String(headers['content-type'] ?? '');
  if (!/^application\/(json|[\w.-]+\+json)\b/i.test(contentType)) {
    await body.dump();
    throw new GraphError('UPSTREAM_INVALID_RESPONSE', 'Microsoft Graph answered with something other than JSON.');
  }
  const bytes = Buffer.from(await body.arrayBuffer());
  return headers['content-encoding'] === 'gzip' ? gunzipBody(bytes, { maxOutputLength: answerBytes }) : bytes;
}

function parseJson(bytes: Buffer, exactMoney: boolean): unknown {
  try {
    return parseBody(bytes, { exactMoney });
  } catch {
    // The parser's own message quotes the body.
    throw brokenBody();
  }
}

function brokenBody(): GraphError {
  return new GraphError('UPSTREAM_INVALID_RESPONSE', 'Microsoft Graph sent a body that is broken or cut short.', {
    retryable: true,
  });
}

function toConnectionError(error: unknown): GraphError {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE' || code === 'ERR_BUFFER_TOO_LARGE') {
    const message = 'Microsoft Graph sent more than the gateway reads of one answer.';
    return new GraphError('RESULT_TRUNCATED', message, { isTooLarge: true });
  }
  if (typeof code === 'string' && code.startsWith('Z_')) return brokenBody();
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return new GraphError('UPSTREAM_TIMEOUT', 'Microsoft Graph did not answer in time.', { retryable: true });
  }
  return new GraphError('UPSTREAM_UNAVAILABLE', 'The connection to Microsoft Graph could not be made or broke.', {
    retryable: true,
  });
}
