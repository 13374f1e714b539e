import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RawAnswer } from '../support/stub-graph.ts';

/** What a Graph does to one request on its own socket. */
export type Misdeed = (response: ServerResponse, request: IncomingMessage) => void;

/** The misdeeds in their order, one for each round trip; after the last one Graph answers as it should. */
export function misbehave(...misdeeds: readonly Misdeed[]): RawAnswer {
  let count = 0;
  return (request, response) => {
    const misdeed = misdeeds[count];
    count += 1;
    misdeed?.(response, request);
    return misdeed !== undefined;
  };
}

/** The same misdeed each time. */
export const misbehaveAlways =
  (misdeed: Misdeed): RawAnswer =>
  (request, response) => {
    misdeed(response, request);
    return true;
  };

/** A reset in place of an answer. */
export const reset: Misdeed = (response) => response.socket?.resetAndDestroy();

/** A body with its whole length announced, of which only the beginning arrives. */
export const cutAfter =
  (body: Buffer, byteCount: number, headers: Readonly<Record<string, string>> = {}): Misdeed =>
  (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length, ...headers });
    response.write(body.subarray(0, byteCount), () => response.socket?.destroy());
  };

/** An answer as it stands. */
export const send =
  (status: number, headers: Readonly<Record<string, string | number>>, body: string | Buffer = ''): Misdeed =>
  (response) =>
    response.writeHead(status, headers).end(body);
