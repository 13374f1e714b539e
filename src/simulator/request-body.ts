import type { IncomingMessage } from 'node:http';
import { toBadRequest } from './graph-error.ts';

const largestBytes = 1_048_576;

/** The body as text. Throws 400 for one above a megabyte. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largestBytes) throw toBadRequest('The request body is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
