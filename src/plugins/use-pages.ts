import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Plugin } from 'graphql-yoga';
import { toCoding } from '../accepted-coding.ts';
import { toPagePolicy } from './page-policy.ts';

const compress = promisify(gzip);

interface Page {
  readonly text: string;
  readonly policy: string;
  packed?: Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Sends pages for browsers with what they may do, and packed, to who takes them so. Answers go out as they are: they seldom
 * weigh enough, and what stands in front of the gateway packs them nearer to the caller.
 */
export function usePages(): Plugin {
  let known: Page | undefined;

  return {
    async onResponse(event) {
      const { request, response, fetchAPI } = event;
      if (!response?.headers.get('content-type')?.startsWith('text/html')) return;
      const text = await response.text();
      if (known?.text !== text) known = { text, policy: toPagePolicy(text) };
      const page = known;
      const headers = {
        ...Object.fromEntries(response.headers),
        vary: 'Accept-Encoding',
        'content-security-policy': page.policy,
        'referrer-policy': 'no-referrer',
      };
      const { status } = response;
      if (toCoding(request.headers.get('accept-encoding') ?? '', ['gzip']) === 'identity') {
        event.setResponse(new fetchAPI.Response(text, { status, headers }));
        return;
      }
      const bytes = await (page.packed ??= pack(text));
      const ofPacked = { 'content-encoding': 'gzip', 'content-length': String(bytes.length) };
      event.setResponse(new fetchAPI.Response(bytes, { status, headers: { ...headers, ...ofPacked } }));
    },
  };
}

const pack = async (text: string) => new Uint8Array(await compress(text));
