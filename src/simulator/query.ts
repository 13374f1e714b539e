import { toBadRequest, toUndocumented } from './graph-error.ts';

/** Names of system query options without `$`, in lower case, as the service takes them. */
export type OptionName = 'select' | 'expand' | 'filter' | 'skiptoken' | 'skip';

export type Query = { readonly [Name in OptionName]?: string | undefined };

function decode(text: string): string {
  try {
    // A plus sign is a space in a query; a real one arrives as %2B.
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw toBadRequest('The query string is not percent-encoded correctly.');
  }
}

/** Reads the part behind `?`. Throws 400 for an option that is repeated, empty or not in `allowed`. */
export function parseQuery(text: string, allowed: readonly OptionName[]): Query {
  const query: Partial<Record<OptionName, string>> = {};
  for (const pair of text.split('&').filter((part) => part !== '')) {
    const separator = pair.indexOf('=');
    const shownName = decode(separator < 0 ? pair : pair.slice(0, separator));
    const value = separator < 0 ? '' : decode(pair.slice(separator + 1));
    const lowerName = shownName.replace(/^\$/, '').toLowerCase();
    const name = allowed.find((option) => option === lowerName);
    if (name === undefined) throw toUndocumented(`Query option '${shownName}'`);
    if (query[name] !== undefined) throw toBadRequest(`Query option '${shownName}' must be specified only once.`);
    if (value.trim() === '') throw toBadRequest(`The value of query option '${shownName}' must not be empty.`);
    query[name] = value;
  }
  return query;
}

/** Writes options in the form of a link. */
export function formatQuery(query: Query): string {
  const names = ['filter', 'select', 'expand', 'skiptoken', 'skip'] as const;
  return names
    .flatMap((name) => (query[name] === undefined ? [] : [`$${name}=${encodeURIComponent(query[name])}`]))
    .join('&');
}
