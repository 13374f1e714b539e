import type { Tracer } from '@opentelemetry/api';
import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import { getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { isAsyncIterable } from 'graphql-yoga';
import { toClientError } from '../errors.ts';
import { traceResolvers } from './resolver-span.ts';

/** Names are the caller's, and as long as the caller likes. */
const LONGEST_NAME = 100;

/** A span for each operation, below the caller's own where a `traceparent` came with it. */
export function useOperationSpan(tracer: Tracer): Plugin {
  return {
    onSchemaChange: ({ schema }) => traceResolvers(schema as GraphQLSchema, tracer),
    onExecute({ args, executeFn, setExecuteFn }) {
      const { document, operationName } = args as { document: DocumentNode; operationName?: string | null };
      const { request } = args.contextValue as { readonly request?: Request };
      const node = getOperationAST(document, operationName);
      const name = node?.name?.value.slice(0, LONGEST_NAME);
      const parent = propagation.extract(ROOT_CONTEXT, Object.fromEntries(request?.headers ?? []));
      const span = tracer.startSpan(
        `GraphQL ${node?.operation ?? 'operation'}`,
        {
          kind: SpanKind.SERVER,
          attributes: {
            ...(node && { 'graphql.operation.type': node.operation }),
            ...(name !== undefined && { 'graphql.operation.name': name }),
          },
        },
        parent,
      );
      const within = trace.setSpan(parent, span);
      setExecuteFn(((...executeArgs: Parameters<typeof executeFn>) =>
        context.with(within, () => executeFn(...executeArgs) as unknown)) as typeof executeFn);

      const note = ({ errors = [] }: ExecutionResult) => {
        if (!errors.length) return;
        const codes = new Set(errors.map((error) => String(toClientError(error).extensions['code'])));
        span.setStatus({ code: SpanStatusCode.ERROR, message: [...codes].join() });
      };
      return {
        onExecuteDone({ result }) {
          if (!isAsyncIterable(result)) {
            note(result);
            span.end();
            return undefined;
          }
          return { onNext: (part) => note(part.result), onEnd: () => span.end() };
        },
      };
    },
  };
}
