import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Answer } from './graph.ts';
import type { RequestIdentity } from './graph-error.ts';

const compress = promisify(gzip);
const compressedFromBytes = 1024;

const serverInfo = { DataCenter: 'Simulator', Slice: 'E', Ring: '0', ScaleUnit: '000', RoleInstance: 'SIM00000001' };

function acceptsGzip(headers: IncomingHttpHeaders): boolean {
  const codings = (headers['accept-encoding'] ?? '').toLowerCase().split(',');
  return codings.some((coding) => {
    const [name = '', weight = 'q=1'] = coding.split(';').map((part) => part.trim());
    return name === 'gzip' && Number(weight.slice(2)) > 0;
  });
}

/** Writes the answer, which is empty where it has no body, with Graph's headers, compressed where that is accepted and worth it. */
export async function writeAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Answer,
  { requestId, clientRequestId }: RequestIdentity,
): Promise<void> {
  const text = Buffer.from(body === undefined ? '' : JSON.stringify(body));
  const isCompressed = text.length > compressedFromBytes && acceptsGzip(request.headers);
  const payload = isCompressed ? await compress(text, { level: 1 }) : text;
  if (response.destroyed) return;
  response.writeHead(status, {
    ...headers,
    'request-id': requestId,
    'client-request-id': clientRequestId,
    'x-ms-ags-diagnostic': JSON.stringify({ ServerInfo: serverInfo }),
    'Strict-Transport-Security': 'max-age=31536000',
    ...(isCompressed ? { 'Content-Encoding': 'gzip' } : {}),
    Vary: 'Accept-Encoding',
    ...(body === undefined ? {} : { 'Content-Length': payload.length }),
  });
  response.end(payload);
}
