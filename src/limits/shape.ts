import type { DocumentNode, SelectionSetNode } from 'graphql';
import { Kind, Lexer, TokenKind } from 'graphql';
import type { Source } from 'graphql';
import { toFragments } from '../execution/fragments.ts';
import type { Limits } from './limits.ts';

/** How large an operation is. Infinity where fragments go round in a circle. */
export type Shape = Pick<Limits, 'depth' | 'aliases' | 'directives' | 'rootFields'>;

type Part = Pick<Limits, 'depth' | 'aliases' | 'directives'> & { readonly fields: number };

const NOTHING: Part = { depth: 0, aliases: 0, directives: 0, fields: 0 };
const ENDLESS: Part = { depth: Infinity, aliases: Infinity, directives: Infinity, fields: Infinity };

/**
 * The shape of the largest operation of a document, which need not be valid. A fragment counts wherever it is spread, and
 * is looked at once: the time is that of reading the document, whatever it unfolds to.
 */
export function toShape(document: DocumentNode): Shape {
  const fragments = toFragments(document);
  const known = new Map<string, Part>();

  function ofFragment(name: string): Part {
    const part = known.get(name);
    if (part) return part;
    // What meets itself while it is being looked at goes round in a circle.
    known.set(name, ENDLESS);
    const fragment = fragments[name];
    const measured = fragment
      ? plus(ofSelections(fragment.selectionSet), { directives: fragment.directives?.length ?? 0 })
      : NOTHING;
    known.set(name, measured);
    return measured;
  }

  function ofSelections({ selections }: SelectionSetNode): Part {
    let sum = NOTHING;
    for (const node of selections) {
      const own = { directives: node.directives?.length ?? 0 };
      if (node.kind === Kind.FIELD) {
        const below = node.selectionSet ? ofSelections(node.selectionSet) : NOTHING;
        const part = plus(below, { ...own, aliases: node.alias ? 1 : 0 });
        sum = join(sum, { ...part, depth: below.depth + 1, fields: 1 });
      } else {
        const inner =
          node.kind === Kind.FRAGMENT_SPREAD ? ofFragment(node.name.value) : ofSelections(node.selectionSet);
        sum = join(sum, plus(inner, own));
      }
    }
    return sum;
  }

  let largest = NOTHING;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const variables = definition.variableDefinitions ?? [];
    const own =
      (definition.directives?.length ?? 0) +
      variables.reduce((count, { directives }) => count + (directives?.length ?? 0), 0);
    largest = max(largest, plus(ofSelections(definition.selectionSet), { directives: own }));
  }
  const { depth, aliases, directives, fields } = largest;
  return { depth, aliases, directives, rootFields: fields };
}

function plus(part: Part, more: Partial<Part>): Part {
  return {
    depth: part.depth,
    aliases: part.aliases + (more.aliases ?? 0),
    directives: part.directives + (more.directives ?? 0),
    fields: part.fields,
  };
}

function join(a: Part, b: Part): Part {
  return { ...plus(a, b), depth: Math.max(a.depth, b.depth), fields: a.fields + b.fields };
}

function max(a: Part, b: Part): Part {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: Math.max(a.aliases, b.aliases),
    directives: Math.max(a.directives, b.directives),
    fields: Math.max(a.fields, b.fields),
  };
}

/** How many tokens a text has, as graphql-js counts them: comments are none. Text that is no GraphQL ends the count. */
export function countTokens(source: Source): number {
  const lexer = new Lexer(source);
  let count = 0;
  try {
    while (lexer.advance().kind !== TokenKind.EOF) count += 1;
  } catch {
    // What was counted up to there is what there is.
  }
  return count;
}
