import { afterEach, expect, test } from 'vitest';
import { createMetrics } from '../src/metrics.ts';
import type { TestGateway } from './support/gateway.ts';
import { openGateway } from './support/gateway.ts';
import type { Answer, StubGraph } from './support/stub-graph.ts';
import { startStubGraph } from './support/stub-graph.ts';
import { toId } from './fault/scene.ts';

let graph: StubGraph;
let gateway: TestGateway;

afterEach(async () => {
  await gateway.close();
  await graph.close();
});

async function start(answer: Answer, ofProcess = false): Promise<void> {
  graph = await startStubGraph(answer);
  gateway = openGateway({ baseUrl: graph.baseUrl, metrics: createMetrics({ ofProcess }) });
}

async function readMetrics(): Promise<Map<string, number>> {
  const response = await gateway.gateway.fetch('http://gateway.test/metrics');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = (await response.text()).split('\n').filter((line) => line && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

test('counts what left for Graph by kind and outcome, and the operations by theirs', async () => {
  await start(({ url }) => {
    if (url.includes(toId(2))) return { status: 403 };
    return { body: url.includes(toId(1)) ? { id: toId(1) } : { value: [] } };
  });
  await gateway.query(`{ a: callRecord(id: "${toId(1)}") { version } b: callRecord(id: "${toId(2)}") { version } }`);
  await gateway.query('{ callRecords(first: 1) { nodes { id } } }');
  await gateway.query('{ nothing }');
  const metrics = await readMetrics();
  const sent = [...metrics].filter(([name]) => name.startsWith('graph_requests_total'));
  expect(sent.reduce((sum, [, count]) => sum + count, 0)).toBe(graph.requests.length);
  expect(sent.filter(([name]) => name.includes('outcome="UPSTREAM_FORBIDDEN"')).map(([, count]) => count)).toEqual([1]);
  expect(metrics.get('graph_http_call_duration_seconds_count{form="batch"}')).toBe(1);
  expect(metrics.get('graph_http_call_duration_seconds_count{form="single"}')).toBe(1);
  expect(metrics.get('gateway_operations_total{type="query",outcome="ok"}')).toBe(1);
  expect(metrics.get('gateway_operations_total{type="query",outcome="errors"}')).toBe(1);
  expect(metrics.get('gateway_operations_total{type="refused",outcome="errors"}')).toBe(1);
  expect(metrics.get('gateway_operation_errors_total{code="UPSTREAM_FORBIDDEN"}')).toBe(1);
  expect(metrics.get('graph_breaker_state{state="closed"}')).toBe(1);
  expect(metrics.get('graph_breaker_state{state="open"}')).toBe(0);
  expect(metrics.get('gateway_operations_running')).toBe(0);
  expect(metrics.get('gateway_held_bytes')).toBe(0);
});

test('counts what was spared because another operation had it under way', async () => {
  await start(() => ({ body: { id: toId(1) } }));
  const query = `{ callRecord(id: "${toId(1)}") { version } }`;
  await Promise.all(Array.from({ length: 5 }, () => gateway.query(query)));
  expect(graph.requests).toHaveLength(1);
  expect((await readMetrics()).get('graph_shared_requests_total')).toBe(4);
});

test('no id, name or text of a caller becomes a label', async () => {
  await start(() => ({ body: { id: toId(1), joinWebUrl: 'canary' } }));
  await gateway.query(`query Canary { canary: callRecord(id: "${toId(1)}") { joinWebUrl } }`);
  const text = [...(await readMetrics()).keys()].join('\n');
  expect(text).not.toMatch(/canary/i);
  expect(text).not.toContain(toId(1));
});

test('the figures of the process come with them where they are wanted', async () => {
  await start(() => ({}), true);
  const metrics = await readMetrics();
  for (const name of [
    'nodejs_eventloop_lag_p99_seconds',
    'process_resident_memory_bytes',
    'process_cpu_seconds_total',
  ]) {
    expect(metrics.get(name), name).toBeGreaterThanOrEqual(0);
  }
});

test('/ready tells the breaker and what is under way', async () => {
  await start(() => ({}));
  const response = await gateway.gateway.fetch('http://gateway.test/ready');
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    ready: true,
    overloaded: false,
    operations: { running: 0, queued: 0 },
    graph: { breaker: 'closed', waitingRequests: 0 },
  });
});
