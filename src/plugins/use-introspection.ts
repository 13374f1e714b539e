import { GraphQLError, NoSchemaIntrospectionCustomRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Viewer } from '../access/viewer.ts';
import { toHandedOver } from '../operation/operation.ts';

/** Tells the schema to those only who may know it: by introspection, or by guesses at names ("Did you mean …"). */
export function useIntrospection(mayIntrospect: (viewer: Viewer) => boolean): Plugin {
  return {
    onValidate({ context, addValidationRule }) {
      if (!mayIntrospect(toHandedOver(context).viewer)) addValidationRule(NoSchemaIntrospectionCustomRule);
    },
    onResultProcess(event) {
      const { result, serverContext } = event;
      if (Array.isArray(result) || !('errors' in result) || !result.errors) return;
      if (mayIntrospect(toHandedOver(serverContext).viewer)) return;
      event.setResult({ ...result, errors: result.errors.map(withoutSuggestion) });
    },
  };
}

function withoutSuggestion(error: GraphQLError): GraphQLError {
  const message = error.message.replace(/ ?Did you mean .*\?$/s, '');
  if (message === error.message) return error;
  const { nodes = null, source = null, positions = null, path = null, originalError = null, extensions } = error;
  return new GraphQLError(message, { nodes, source, positions, path, originalError, extensions });
}
