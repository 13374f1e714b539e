import { GraphError, toBadRequest, toUndocumented } from './graph-error.ts';
import { parseSelect, sessionMembers } from './select.ts';

export type RecordExpand =
  | { readonly relation: 'participants_v2' }
  | {
      readonly relation: 'sessions';
      readonly select: readonly string[] | undefined;
      readonly hasSegments: boolean;
    };

/** Splits at `separator` outside of parentheses. Throws 400 when those do not match. */
function split(text: string, separator: ',' | ';'): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (const [index, character] of text.split('').entries()) {
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (depth < 0) break;
    if (character === separator && depth === 0) {
      parts.push(text.slice(from, index));
      from = index + 1;
    }
  }
  parts.push(text.slice(from));
  if (depth !== 0) throw toBadRequest('Parsing OData Select and Expand failed: the parentheses do not match.');
  return parts.map((part) => part.trim());
}

function parseItem(text: string): { name: string; options: string | undefined } {
  const [, name, options] = /^(\w+)\s*(?:\((.*)\))?$/s.exec(text) ?? [];
  if (name === undefined) throw toBadRequest(`Parsing OData Select and Expand failed: syntax error in '${text}'.`);
  return { name, options };
}

function parseSegments(text: string): true {
  const { name, options } = parseItem(text);
  if (name !== 'segments') {
    throw new GraphError(
      400,
      'ExpandNotSupported',
      `Expand is not allowed for property '${name}' according to the entity schema.`,
    );
  }
  if (options !== undefined) throw toUndocumented('An option inside the expansion of segments');
  return true;
}

function parseSessionOptions(text: string): RecordExpand {
  const found: { select?: readonly string[]; hasSegments?: true } = {};
  for (const option of split(text, ';')) {
    const [, shownName = '', value = ''] = /^(\$?\w+)\s*=\s*(.+)$/s.exec(option) ?? [];
    const name = shownName.replace(/^\$/, '').toLowerCase();
    if (name === 'select' && found.select === undefined) {
      found.select = parseSelect(value, sessionMembers) ?? [];
    } else if (name === 'expand' && found.hasSegments === undefined) {
      found.hasSegments = parseSegments(value);
    } else {
      throw toUndocumented(`The option '${option}' inside the expansion of sessions`);
    }
  }
  return { relation: 'sessions', select: found.select, hasSegments: found.hasSegments ?? false };
}

/** `$expand` of one record: `participants_v2`, `sessions` or `sessions(…)`, one of them at a time. */
export function parseRecordExpand(text: string | undefined): RecordExpand | undefined {
  if (text === undefined) return undefined;
  const [item = '', ...others] = split(text, ',');
  if (others.length > 0) throw toUndocumented('The expansion of two relationships at once');
  const { name, options } = parseItem(item);
  if (name === 'participants_v2') {
    if (options !== undefined) throw toUndocumented('An option inside the expansion of participants_v2');
    return { relation: 'participants_v2' };
  }
  if (name === 'sessions') {
    return options === undefined
      ? { relation: 'sessions', select: undefined, hasSegments: false }
      : parseSessionOptions(options);
  }
  throw new GraphError(
    400,
    'ExpandNotSupported',
    `Expand is not allowed for property '${name}' according to the entity schema.`,
  );
}

/** `$expand` of a list of sessions: `segments` and nothing else. */
export function parseSessionExpand(text: string | undefined): boolean {
  return text !== undefined && parseSegments(text.trim());
}
