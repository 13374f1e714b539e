import { GraphQLError, parse, Source } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Guard } from '../limits/guard.ts';
import { countTokens, toShape } from '../limits/shape.ts';

/** Refuses documents beyond a limit, or too deep to read, before anything walks them. */
export function useDocumentLimits(guard: Guard): Plugin {
  return {
    onParse({ setParseFn }) {
      setParseFn((text: string | Source) => {
        const source = typeof text === 'string' ? new Source(text) : text;
        const document = read(source, guard);
        const refusal = guard.check({
          ...(guard.isRefused ? {} : { tokens: countTokens(source) }),
          ...toShape(document),
        });
        if (refusal) throw refusal;
        return document;
      });
    },
  };
}

function read(source: Source, guard: Guard) {
  const { maxTokens } = guard;
  try {
    return parse(source, maxTokens === undefined ? {} : { maxTokens });
  } catch (error) {
    if (error instanceof RangeError) throw new GraphQLError('Syntax Error: The document is nested too deeply.');
    const refusal =
      error instanceof GraphQLError &&
      / tokens\. Parsing aborted/.test(error.message) &&
      guard.check({ tokens: countTokens(source) });
    throw refusal || error;
  }
}
