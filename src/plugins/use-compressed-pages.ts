import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Plugin } from 'graphql-yoga';

const compress = promisify(gzip);

/**
 * Sends pages for browsers packed, to who takes them so: the playground is 9 MB of text, and the same for everybody.
 * Answers go out as they are: they seldom weigh enough, and what stands in front of the gateway packs them nearer to
 * the caller.
 */
export function useCompressedPages(): Plugin {
  let packed: { readonly page: string; readonly bytes: Promise<Uint8Array<ArrayBuffer>> } | undefined;

  return {
    async onResponse(event) {
      const { request, response, fetchAPI } = event;
      if (!response?.headers.get('content-type')?.startsWith('text/html')) return;
      response.headers.set('vary', 'Accept-Encoding');
      if (!acceptsGzip(request.headers.get('accept-encoding') ?? '')) return;
      const page = await response.text();
      if (packed?.page !== page) packed = { page, bytes: compress(page).then((bytes) => new Uint8Array(bytes)) };
      const headers = {
        ...Object.fromEntries(response.headers),
        'content-encoding': 'gzip',
      };
      const bytes = await packed.bytes;
      event.setResponse(
        new fetchAPI.Response(bytes, {
          status: response.status,
          headers: { ...headers, 'content-length': String(bytes.length) },
        }),
      );
    },
  };
}

/** RFC 9110, 12.5.3: a weight of 0 is a refusal. */
function acceptsGzip(acceptEncoding: string): boolean {
  return acceptEncoding
    .toLowerCase()
    .split(',')
    .map((entry) => entry.split(';').map((part) => part.trim()))
    .some(
      ([coding, ...parameters]) => coding === 'gzip' && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)),
    );
}
