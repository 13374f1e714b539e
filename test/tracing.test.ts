import { InMemorySpanExporter } from '@opentelemetry/sdk-trace-node';
import { afterEach, expect, test } from 'vitest';
import type { Tracing } from '../src/tracing/index.ts';
import { startTracing } from '../src/tracing/index.ts';
import { toId } from './fault/scene.ts';
import type { TestGateway } from './support/gateway.ts';
import { openGateway } from './support/gateway.ts';
import type { StubGraph } from './support/stub-graph.ts';
import { startStubGraph } from './support/stub-graph.ts';

let graph: StubGraph;
let gateway: TestGateway;
let tracing: Tracing;

afterEach(async () => {
  await gateway.close();
  await graph.close();
});

test('an operation has its resolvers below it, and below them the calls to Graph, which carry the trace on', async () => {
  const kept = new InMemorySpanExporter();
  const spans: ReturnType<typeof kept.getFinishedSpans> = [];
  tracing = await startTracing({
    export: (ended, done) => {
      spans.push(...ended);
      kept.export(ended, done);
    },
    shutdown: () => Promise.resolve(),
  });
  graph = await startStubGraph(() => ({ body: { id: toId(1), joinWebUrl: 'canary' } }));
  gateway = openGateway({ baseUrl: graph.baseUrl, observer: tracing.observer, plugins: [tracing.plugin] });
  const { data } = await gateway.query(`query Mine { callRecord(id: "${toId(1)}") { joinWebUrl } }`);
  expect(data).toEqual({ callRecord: { joinWebUrl: 'canary' } });
  await tracing.stop();

  const byId = new Map(spans.map((span) => [span.spanContext().spanId, span]));
  const toNames = (span: (typeof spans)[number] | undefined): string[] =>
    span ? [span.name, ...toNames(byId.get(span.parentSpanContext?.spanId ?? ''))] : [];
  const call = spans.find(({ name }) => name.startsWith('GET'));
  const names = toNames(call);
  expect(names).toHaveLength(3);
  expect(names[1]).toContain('callRecord');
  expect(names[2]).toContain('query');
  const { traceId, spanId } = call?.spanContext() ?? {};
  expect(graph.calls[0]?.headers['traceparent']).toBe(`00-${traceId}-${spanId}-01`);
  const told = JSON.stringify(spans.map(({ name, attributes, events }) => ({ name, attributes, events })));
  expect(told).not.toContain('canary');
  expect(told).not.toContain(toId(1));
});
