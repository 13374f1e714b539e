import type { Answer } from './graph.ts';
import { toBadRequest } from './graph-error.ts';
import type { Random } from './random.ts';

export interface BatchItem {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface BatchResponse extends Answer {
  readonly id: string;
}

/** Graph documentation, "Combine multiple HTTP requests using JSON batching". */
const mostRequests = 20;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseHeaders(headers: unknown): Record<string, string> {
  if (headers === undefined || headers === null) return {};
  if (!isObject(headers)) throw toBadRequest('The headers of a batch request must be an object.');
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (typeof value !== 'string') throw toBadRequest(`The header '${name}' of a batch request must be a string.`);
      return [name.toLowerCase(), value];
    }),
  );
}

function parseItem(item: unknown): BatchItem {
  if (!isObject(item)) throw toBadRequest('A batch request must be an object.');
  const { id, method, url, headers, dependsOn } = item;
  if (typeof id !== 'string' || id === '') throw toBadRequest('A batch request must have an id.');
  if (typeof method !== 'string' || typeof url !== 'string') {
    throw toBadRequest(`The batch request '${id}' must have a method and a url.`);
  }
  if (dependsOn !== undefined) throw toBadRequest(`The simulator does not support dependsOn (batch request '${id}').`);
  return { id, method: method.toUpperCase(), url, headers: parseHeaders(headers) };
}

/** Reads the body of a batch. Throws 400 for the whole of it when any part is out of shape. */
export function parseBatch(text: string): readonly BatchItem[] {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw toBadRequest('The batch payload is not JSON.');
  }
  const requests = isObject(body) ? body['requests'] : undefined;
  if (!Array.isArray(requests) || requests.length === 0) throw toBadRequest('The batch payload has no requests.');
  if (requests.length > mostRequests) {
    throw toBadRequest(`Number of batch request steps exceeds the maximum value of ${mostRequests}.`);
  }
  const items = requests.map(parseItem);
  if (new Set(items.map(({ id }) => id.toLowerCase())).size < items.length) {
    throw toBadRequest('Request id must be unique within a batch.');
  }
  return items;
}

/** Where an item's url leads below the version root. Throws 400 for an absolute one and for a batch in a batch. */
export function toItemUrl(url: string): string {
  if (/^([a-z][a-z\d+.-]*:|\/\/)/i.test(url)) throw toBadRequest('The url of a batch request must be relative.');
  if (/^\/?\$batch\b/i.test(url)) throw toBadRequest('A batch request must not hold another batch.');
  return url;
}

/** Graph answers a batch in any order; so that nobody relies on the asked one, that one never comes. */
export function toAnyOrder(random: Random, responses: readonly BatchResponse[]): BatchResponse[] {
  const shuffled = random.shuffle(responses);
  const isAsAsked = shuffled.every((response, index) => response === responses[index]);
  return isAsAsked ? [...shuffled.slice(1), ...shuffled.slice(0, 1)] : shuffled;
}
