import type { IncomingMessage } from 'node:http';
import type { Signal } from './abort.ts';

export interface BodyLimits {
  readonly mostBytes?: number;
  /** Is asked for each piece as it comes whether there is room for so many bytes. */
  readonly hasRoom?: (bytes: number) => boolean;
  /** Gives up what has not come until it aborts. */
  readonly signal?: Signal;
}

/**
 * The whole of a body; undefined where the caller left in the middle of it, it is larger than it may be, or there is no room
 * or time for it. What comes then is not kept.
 */
export function readBody(
  request: IncomingMessage,
  { mostBytes = Infinity, hasRoom, signal }: BodyLimits = {},
): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let bytes = 0;
    const giveUp = () => {
      request.off('data', take);
      signal?.removeEventListener('abort', giveUp);
      chunks = [];
      resolve(undefined);
    };
    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= mostBytes && (hasRoom?.(chunk.length) ?? true)) chunks.push(chunk);
      else giveUp();
    };
    request.on('data', take);
    request.once('end', () => {
      signal?.removeEventListener('abort', giveUp);
      resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
    });
    request.once('error', giveUp);
    request.once('close', giveUp);
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}
