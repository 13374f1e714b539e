import { trace } from '@opentelemetry/api';
import type { SpanExporter } from '@opentelemetry/sdk-trace-node';
import type { Plugin } from 'graphql-yoga';
import type { GraphObserver } from '../graph/observer.ts';
import { observeExchanges } from './exchange-span.ts';
import { useOperationSpan } from './operation-span.ts';

/** Traces: operation → resolver → HTTP call to Graph, which gets a `traceparent`. No document, variable or body is in them. */
export interface Tracing {
  readonly observer: GraphObserver;
  readonly plugin: Plugin;
  /** Sends what is still to be sent. */
  stop(): Promise<void>;
}

/** The name of the service, where `OTEL_SERVICE_NAME` gives none. */
const SERVICE_NAME = 'call-records-gateway';

/**
 * Starts OpenTelemetry for this process: everything of it is loaded here and not before. Spans go out by OTLP over HTTP as
 * the standard environment variables say (OpenTelemetry, "Environment Variable Specification"), or to `exporter`.
 */
export async function startTracing(exporter?: SpanExporter): Promise<Tracing> {
  const [{ BatchSpanProcessor, NodeTracerProvider }, { detectResources, envDetector, resourceFromAttributes }] =
    await Promise.all([import('@opentelemetry/sdk-trace-node'), import('@opentelemetry/resources')]);
  const target = exporter ?? (await createOtlpExporter());
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': SERVICE_NAME }).merge(
      detectResources({ detectors: [envDetector] }),
    ),
    spanProcessors: [new BatchSpanProcessor(target)],
  });
  provider.register();
  const tracer = trace.getTracer(SERVICE_NAME);
  return {
    observer: observeExchanges(tracer),
    plugin: useOperationSpan(tracer),
    stop: () => provider.shutdown(),
  };
}

async function createOtlpExporter(): Promise<SpanExporter> {
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  return new OTLPTraceExporter();
}
