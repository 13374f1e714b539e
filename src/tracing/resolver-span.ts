import type { Tracer } from '@opentelemetry/api';
import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import type { GraphQLField, GraphQLSchema } from 'graphql';
import { getNamedType, isLeafType, isObjectType } from 'graphql';

const traced = new WeakSet<GraphQLField<unknown, unknown>>();

/**
 * Gives a span to each resolver that waits for something: those of fields that have fields. What is there at once leaves
 * none. Changes the schema's fields, which lasts as long as the process.
 */
export function traceResolvers(schema: GraphQLSchema, tracer: Tracer): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (isLeafType(getNamedType(field.type)) || traced.has(field)) continue;
      traced.add(field);
      traceField(type.name, field, tracer);
    }
  }
}

function traceField(typeName: string, field: GraphQLField<unknown, unknown>, tracer: Tracer): void {
  const { resolve } = field;
  if (!resolve) return;
  const name = `${typeName}.${field.name}`;
  field.resolve = (...args) => {
    const span = tracer.startSpan(name);
    const result: unknown = context.with(trace.setSpan(context.active(), span), () => resolve(...args));
    if (!(result instanceof Promise)) return result;
    return result.then(
      (value: unknown) => {
        span.end();
        return value;
      },
      (error: unknown) => {
        span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
        throw error;
      },
    );
  };
}
