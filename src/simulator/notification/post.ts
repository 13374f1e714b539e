import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Clock } from '../../clock.ts';

export interface PostReply {
  readonly status: number;
  /** Empty without one. */
  readonly contentType: string;
  readonly body: string;
}

export interface PostOptions {
  readonly contentType: string;
  readonly body: string;
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** Ends it from outside. */
  readonly signal: AbortSignal;
}

/** Nobody answered within the time. */
export class PostTimeoutError extends Error {
  override readonly name = 'PostTimeoutError';
}

/** Of an answer no more is read. */
const mostBytes = 65_536;

/** One POST over a connection of its own. Rejects with PostTimeoutError, or with why there was no answer. */
export function post(url: string, { contentType, body, clock, timeoutMs, signal }: PostOptions): Promise<PostReply> {
  return new Promise((resolve, reject) => {
    const payload = Buffer.from(body);
    const send = url.startsWith('https:') ? requestHttps : requestHttp;
    const request = send(url, {
      method: 'POST',
      agent: false,
      signal,
      headers: { 'Content-Type': contentType, 'Content-Length': payload.length },
    });
    const cancel = clock.schedule(timeoutMs, () => {
      reject(new PostTimeoutError('No answer in time.'));
      request.destroy();
    });
    const fail = (error: Error) => {
      cancel();
      reject(error);
    };
    request.on('error', fail);
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= mostBytes) chunks.push(chunk);
      });
      response.on('error', fail);
      response.once('end', () => {
        cancel();
        resolve({
          status: response.statusCode ?? 0,
          contentType: response.headers['content-type'] ?? '',
          body: Buffer.concat(chunks).toString(),
        });
      });
    });
    request.end(payload);
  });
}
