import { toBadRequest } from './graph-error.ts';
import { parseInstant, type Instant } from './instant.ts';

/** What the filter looks at. */
export interface Filterable {
  readonly start: Instant;
  readonly parties: readonly { readonly id: string }[];
}

export type Filter = (call: Filterable) => boolean;

const comparisons: Readonly<Record<string, (one: Instant, other: Instant) => boolean>> = {
  lt: (one, other) => one < other,
  le: (one, other) => one <= other,
  gt: (one, other) => one > other,
  ge: (one, other) => one >= other,
};

const comparisonTerm = /^startDateTime +(\w+) +(\S+)/;
const participantTerm = /^participants_v2\/any\( *(\w+) *: *(\w+)\/id +eq +'((?:[^']|'')*)' *\)/;

const toRefusal = (rest: string) =>
  toBadRequest(
    `Invalid filter clause at '${rest}': only startDateTime with lt, le, gt or ge and participants_v2/any(p:p/id eq '…'), joined by and, are supported.`,
  );

function parseComparison([, operator = '', literal = '']: RegExpExecArray): Filter {
  const compare = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
  const instant = parseInstant(literal);
  if (compare === undefined) throw toRefusal(operator);
  if (instant === undefined)
    throw toBadRequest(`Invalid filter clause: '${literal}' is not a date and time with an offset.`);
  return ({ start }) => compare(start, instant);
}

function parseParticipant([, variable, used, literal = '']: RegExpExecArray): Filter {
  if (variable !== used) throw toRefusal(`${used ?? ''}/id`);
  const id = literal.replaceAll("''", "'");
  return ({ parties }) => parties.some((party) => party.id === id);
}

/** The documented part of `$filter` on the list (Graph documentation, "List callRecords"); all else throws 400. */
export function parseFilter(text: string | undefined): Filter {
  const terms: Filter[] = [];
  let rest = (text ?? '').trim();
  while (rest !== '') {
    if (terms.length > 0) {
      const [conjunction] = /^ +and +/.exec(rest) ?? [];
      if (conjunction === undefined) throw toRefusal(rest);
      rest = rest.slice(conjunction.length);
    }
    const comparison = comparisonTerm.exec(rest);
    const participant = participantTerm.exec(rest);
    const match = comparison ?? participant;
    if (match === null) throw toRefusal(rest);
    terms.push(comparison === null ? parseParticipant(match) : parseComparison(match));
    rest = rest.slice(match[0].length);
  }
  return (call) => terms.every((term) => term(call));
}
