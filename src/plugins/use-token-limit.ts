import type { Source } from 'graphql';
import { GraphQLError, parse } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Refuses documents of more tokens than this, or too deep to read, as a syntax error before anything walks them. */
export function useTokenLimit(maxTokens: number): Plugin {
  return {
    onParse({ setParseFn }) {
      setParseFn((source: string | Source) => {
        try {
          return parse(source, { maxTokens });
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
          throw new GraphQLError('Syntax Error: The document is nested too deeply.');
        }
      });
    },
  };
}
