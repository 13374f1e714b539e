import type { Call } from '../tenant/call.ts';

/** Which records a subscription is about. */
export interface SubscribedResource {
  /** As it was written. */
  readonly text: string;
  /** Ids in lower case of whom one must take part; undefined for every record. */
  readonly participantIds: ReadonlySet<string> | undefined;
}

const literal = `'[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}'`;
const comparison = (variable: string) =>
  `${variable}/id +(?:eq +${literal}|in *\\( *${literal}(?: *, *${literal})* *\\))`;
const any = `participants/any\\( *(?<v>\\w+) *: *${comparison('\\k<v>')}(?: +or +${comparison('\\k<v>')})* *\\)`;
const anyTerm = new RegExp(`^${any}$`, 'i');

/** Outside of parentheses. */
function splitAtOr(text: string): string[] {
  let depth = 0;
  const terms: string[] = [''];
  for (const part of text.split(/(\(|\)| +or +)/)) {
    if (part === '(') depth += 1;
    if (part === ')') depth -= 1;
    if (depth === 0 && part.trim() === 'or') terms.push('');
    else terms.push(`${terms.pop() ?? ''}${part}`);
  }
  return terms.map((term) => term.trim());
}

/**
 * Reads `/communications/callRecords`, with or without its first slash and a filter on participants by `eq`, `or` and
 * `in` (Graph documentation, "Change notifications for call records"); undefined for anything else.
 */
export function parseSubscribedResource(text: string): SubscribedResource | undefined {
  const [, filter] = /^\/?communications\/callRecords(?:\?\$filter=(.+))?$/.exec(text) ?? [undefined, null];
  if (filter === null) return undefined;
  if (filter === undefined) return { text, participantIds: undefined };
  const terms = splitAtOr(filter.trim());
  if (!terms.every((term) => anyTerm.test(term))) return undefined;
  const ids = terms.flatMap((term) => term.match(new RegExp(literal, 'gi')) ?? []);
  return { text, participantIds: new Set(ids.map((id) => id.slice(1, -1).toLowerCase())) };
}

export function isAbout({ participantIds }: SubscribedResource, { parties }: Call): boolean {
  return participantIds === undefined || parties.some(({ id }) => participantIds.has(id.toLowerCase()));
}
