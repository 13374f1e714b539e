import type { Context, Tracer } from '@opentelemetry/api';
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { GraphObserver } from '../graph/observer.ts';
import { toRequestKind } from '../graph/throttle-scope.ts';

/** A span for each HTTP call to Graph, below the resolver that first asked for something of it and linked to the others. */
export function observeExchanges(tracer: Tracer): GraphObserver {
  return {
    origin: () => context.active(),
    exchange(flights) {
      const origins = [...new Set(flights.map(({ origin }) => origin as Context))];
      const [parent = context.active(), ...others] = origins;
      const kinds = [...new Set(flights.map(({ request }) => toRequestKind(request.url)))];
      const span = tracer.startSpan(
        flights.length > 1 ? 'POST /$batch' : `GET ${kinds.join()}`,
        {
          kind: SpanKind.CLIENT,
          attributes: {
            'http.request.method': flights.length > 1 ? 'POST' : 'GET',
            'graph.request.count': flights.length,
            'graph.request.kinds': kinds,
            'graph.request.retries': flights.filter(({ isRetry }) => isRetry).length,
          },
          links: others.flatMap((origin) => {
            const spanContext = trace.getSpanContext(origin);
            return spanContext ? [{ context: spanContext }] : [];
          }),
        },
        parent,
      );
      const headers: Record<string, string> = {};
      propagation.inject(trace.setSpan(parent, span), headers);
      return {
        headers,
        end(outcomes) {
          const codes = [...new Set(outcomes.flatMap(({ error }) => error?.code ?? []))];
          const status = outcomes.find(({ error }) => error)?.error?.details.status;
          if (codes.length) {
            span.setStatus({ code: SpanStatusCode.ERROR, message: codes.join() });
            span.setAttribute('error.type', codes.join());
          }
          if (status !== undefined) span.setAttribute('http.response.status_code', status);
          span.end();
        },
      };
    },
  };
}
