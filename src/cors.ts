import type { RequestHead } from './fast-way/answer-type.ts';

/** Which pages of other origins may read what the gateway answers (https://fetch.spec.whatwg.org/#http-cors-protocol). */
export interface Cors {
  /** The answer to a browser that asks first; undefined for any other request. */
  toPreflight(head: RequestHead): { readonly status: number; readonly headers: Headers; readonly body: '' } | undefined;
  /** What every answer to this request carries besides. */
  toHeaders(head: RequestHead): Headers;
}

type Headers = Readonly<Record<string, string>>;

/** Whoever can set one of them on a request that is not JSON has passed the preflight of CORS. */
export const PREFLIGHT_HEADERS = [
  'x-graphql-yoga-csrf',
  'apollo-require-preflight',
  'x-apollo-operation-name',
] as const;
const ALLOWED_HEADERS = ['authorization', 'content-type', 'x-request-id', ...PREFLIGHT_HEADERS];
const EXPOSED_HEADERS = ['x-request-id', 'retry-after', 'www-authenticate'];
const MAX_AGE_SECONDS = 600;

/** `origins` are compared to the letter; with none of them nothing is allowed, and nothing is said about it. */
export function createCors(origins: readonly string[]): Cors {
  const welcome = new Set(origins);

  function toHeaders({ header }: RequestHead): Headers {
    if (!welcome.size) return {};
    const origin = header('origin');
    if (!origin || !welcome.has(origin)) return { vary: 'Origin' };
    return {
      vary: 'Origin',
      'access-control-allow-origin': origin,
      'access-control-expose-headers': EXPOSED_HEADERS.join(', '),
    };
  }

  return {
    toHeaders,
    toPreflight(head) {
      if (head.method !== 'OPTIONS') return undefined;
      const headers = toHeaders(head);
      const isAllowed = 'access-control-allow-origin' in headers;
      return {
        status: 204,
        headers: {
          ...headers,
          allow: 'GET, POST, OPTIONS',
          ...(isAllowed && {
            'access-control-allow-methods': 'GET, POST',
            'access-control-allow-headers': ALLOWED_HEADERS.join(', '),
            'access-control-max-age': String(MAX_AGE_SECONDS),
          }),
        },
        body: '',
      };
    },
  };
}
