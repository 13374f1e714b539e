const JSON_TYPE = 'application/json';
const RESPONSE_TYPE = 'application/graphql-response+json';

export type AnswerType = typeof JSON_TYPE | typeof RESPONSE_TYPE;

/** What of a request decides whether it is the plain case: POST of JSON to the endpoint, whole and unpacked. */
export interface RequestHead {
  readonly method: string | undefined;
  /** Path and query. */
  readonly url: string | undefined;
  /** By name in lower case. */
  readonly header: (name: string) => string | null | undefined;
}

/** The media type to answer a plain request with, as Yoga would choose it; undefined for any other request. */
export function toAnswerType({ method, url, header }: RequestHead, endpoint: string): AnswerType | undefined {
  if (method !== 'POST' || url !== endpoint) return undefined;
  const contentType = header('content-type');
  if (contentType !== JSON_TYPE && !contentType?.startsWith(`${JSON_TYPE};`)) return undefined;
  if (header('content-encoding') || header('transfer-encoding')) return undefined;
  return toAccepted(header('accept') ?? '*/*');
}

/** GraphQL over HTTP, 6.1: the first that is accepted of those that a whole answer can have. */
function toAccepted(accept: string): AnswerType | undefined {
  if (accept === JSON_TYPE || accept === '*/*') return JSON_TYPE;
  for (const entry of accept.toLowerCase().split(',')) {
    const [type = '', ...parameters] = entry.split(';').map((part) => part.trim());
    if (parameters.some((parameter) => parameter.includes('charset'))) return undefined;
    if (type === RESPONSE_TYPE) return RESPONSE_TYPE;
    if (type === JSON_TYPE || type === '*/*' || type === 'application/*') return JSON_TYPE;
  }
  return undefined;
}
