import type { DocumentNode, GraphQLSchema, ValidationRule } from 'graphql';
import { validate } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** As many as somebody reads; more of them make a short document a long answer. */
const MOST_ERRORS = 5;

/** Names at most five things that are wrong with a document or its variables. Errors beside data are all told. */
export function useErrorLimit(): Plugin {
  return {
    onValidate({ setValidationFn }) {
      // The one that says that there are more is one of them.
      setValidationFn((schema: GraphQLSchema, document: DocumentNode, rules?: readonly ValidationRule[]) =>
        validate(schema, document, rules, { maxErrors: MOST_ERRORS - 1 }),
      );
    },
    onResultProcess(event) {
      const { result } = event;
      if (Array.isArray(result) || !('errors' in result) || !result.errors || 'data' in result) return;
      if (result.errors.length > MOST_ERRORS)
        event.setResult({ ...result, errors: result.errors.slice(0, MOST_ERRORS) });
    },
  };
}
