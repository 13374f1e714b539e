import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Admission } from './admission.ts';
import type { Excess } from './limits/limits.ts';
import { createGauges } from './gauge.ts';
import type { GraphClient } from './graph/client.ts';
import type { GraphObserver } from './graph/observer.ts';
import type { LiveMetrics } from './live-metrics.ts';
import { createLiveMetrics } from './live-metrics.ts';
import type { EndedOperation } from './operation/operation.ts';
import { publishedLimits, toRequestKind } from './graph/throttle-scope.ts';

/** How a gateway that is one of several stands with the others. */
export interface ReplicaStatus {
  readonly redis: 'up' | 'down';
  readonly replicas: number;
}

/** Figures of one gateway, in the exposition format of Prometheus. Labels are of closed sets: no id, name or text of a caller. */
export interface Metrics {
  readonly observer: GraphObserver;
  operationEnded(operation: EndedOperation): void;
  /** An operation took the fast way. */
  answeredFast(): void;
  /** An operation was answered with what another was answered with. */
  answeredFromCache(): void;
  operationRefused(): void;
  /** An operation was beyond a limit, whether refused for it or not. */
  limitExceeded(limit: Excess['limit']): void;
  /** An export has ended, after so many rows. */
  exportEnded(end: 'done' | 'left' | 'failed' | 'stopped', rows: number): void;
  readonly live: LiveMetrics;
  /** Adds whether Redis is there, and how many replicas are. */
  watchReplica(status: () => ReplicaStatus): void;
  /** Adds what is read off when it is asked for. */
  watch(watched: { readonly graph: GraphClient; readonly admission: Admission }): void;
  read(): Promise<{ readonly text: string; readonly contentType: string }>;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const BREAKER_STATES = ['closed', 'half-open', 'open'] as const;

/** `ofProcess`: with the figures of the process besides, event-loop lag, heap and garbage collection. */
export function createMetrics({ ofProcess }: { readonly ofProcess: boolean }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (ofProcess) collectDefaultMetrics({ register: registry });

  const operations = new Counter({
    name: 'gateway_operations_total',
    help: 'GraphQL operations by type and outcome: ok, or errors where there was at least one.',
    labelNames: ['type', 'outcome'],
    registers,
  });
  const operationErrors = new Counter({
    name: 'gateway_operation_errors_total',
    help: 'GraphQL operations that ended with an error of this code.',
    labelNames: ['code'],
    registers,
  });
  const fastAnswers = new Counter({
    name: 'gateway_fast_answers_total',
    help: 'Operations that were answered by a plan, without Yoga: all that are plain and go well, unless traces are sent.',
    registers,
  });
  const cachedAnswers = new Counter({
    name: 'gateway_cached_answers_total',
    help: 'Operations that were given the answer of an earlier one that asked the same and may see the same.',
    registers,
  });
  const excesses = new Counter({
    name: 'gateway_limit_exceeded_total',
    help: 'Documents and operations beyond a limit, whether they were refused or only measured.',
    labelNames: ['limit'],
    registers,
  });
  const durations = new Histogram({
    name: 'gateway_operation_duration_seconds',
    help: 'How long an operation took, from its request to the end of its answer.',
    labelNames: ['type'],
    buckets: SECONDS,
    registers,
  });
  const refusals = new Counter({
    name: 'gateway_overload_refusals_total',
    help: 'Requests answered with 503 because too much was under way.',
    registers,
  });
  const exportsEnded = new Counter({
    name: 'gateway_exports_total',
    help: 'Exports by how they ended: done, left by the caller, failed, or stopped with the gateway.',
    labelNames: ['end'],
    registers,
  });
  const exportRows = new Counter({
    name: 'gateway_export_rows_total',
    help: 'Rows that exports have given.',
    registers,
  });
  const requests = new Counter({
    name: 'graph_requests_total',
    help: 'Requests to Microsoft Graph as it counts them (each batch item is one), by what they read and what became of them: ok or an error code.',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const calls = new Histogram({
    name: 'graph_http_call_duration_seconds',
    help: 'HTTP calls to Microsoft Graph, single or batch.',
    labelNames: ['form'],
    buckets: SECONDS,
    registers,
  });
  const shared = new Counter({
    name: 'graph_shared_requests_total',
    help: 'Requests that were spared because another operation had the same under way.',
    registers,
  });
  const cached = new Counter({
    name: 'graph_cached_requests_total',
    help: 'Requests that were spared because Microsoft Graph had answered the same already, to this replica or to another.',
    registers,
  });
  const waits = new Histogram({
    name: 'graph_throttle_wait_seconds',
    help: "How long requests that had to wait for Microsoft Graph's limits waited.",
    buckets: SECONDS,
    registers,
  });
  const retries = new Counter({
    name: 'graph_retries_total',
    help: 'Requests that were repeated, by the code of what went wrong.',
    labelNames: ['code'],
    registers,
  });

  // Finding a series by its labels costs more than counting in it.
  const [batchCalls, singleCalls] = [calls.labels({ form: 'batch' }), calls.labels({ form: 'single' })];
  const requestSeries = new Map<string, Counter.Internal>();
  const requestsOf = (kind: string, outcome: string) => {
    const key = `${kind} ${outcome}`;
    let series = requestSeries.get(key);
    if (!series) requestSeries.set(key, (series = requests.labels({ kind, outcome })));
    return series;
  };

  const gauge = createGauges(registers);

  return {
    observer: {
      shared: () => shared.inc(),
      cached: () => cached.inc(),
      waited: (ms) => waits.observe(ms / 1000),
      retried: (code) => retries.inc({ code }),
      exchange(flights) {
        return {
          end(outcomes, durationMs) {
            (flights.length > 1 ? batchCalls : singleCalls).observe(durationMs / 1_000);
            for (const [index, { error }] of outcomes.entries()) {
              requestsOf(toRequestKind(flights[index]?.request.url ?? ''), error?.code ?? 'ok').inc();
            }
          },
        };
      },
    },
    operationEnded({ type, durationMs, codes }) {
      operations.inc({ type, outcome: codes.length ? 'errors' : 'ok' });
      for (const code of codes) operationErrors.inc({ code });
      durations.observe({ type }, durationMs / 1000);
    },
    answeredFast: () => fastAnswers.inc(),
    answeredFromCache: () => cachedAnswers.inc(),
    operationRefused: () => refusals.inc(),
    limitExceeded: (limit) => excesses.inc({ limit }),
    exportEnded(end, rows) {
      exportsEnded.inc({ end });
      exportRows.inc(rows);
    },
    live: createLiveMetrics(registry),
    watchReplica(status) {
      gauge('gateway_redis_up', '1 while Redis is there, 0 while this replica goes on alone.', () =>
        Number(status().redis === 'up'),
      );
      gauge(
        'gateway_replicas',
        'Replicas that work together, this one included; the last that was known while Redis is away.',
        () => status().replicas,
      );
    },
    watch({ graph, admission }) {
      gauge('gateway_operations_running', 'Operations under way.', () => admission.running());
      gauge('gateway_operations_queued', 'Operations that wait for room.', () => admission.queued());
      gauge('gateway_held_bytes', "What operations under way hold of Microsoft Graph's answers, as JSON.", () =>
        graph.heldBytes(),
      );
      gauge('graph_throttle_waiting', "Requests that wait for Microsoft Graph's limits.", () =>
        graph.gate.waitingCount(),
      );
      new Gauge({
        name: 'graph_breaker_state',
        help: 'The circuit breaker: 1 for the state it is in.',
        labelNames: ['state'],
        registers,
        collect() {
          for (const state of BREAKER_STATES) this.set({ state }, Number(graph.breaker.state() === state));
        },
      });
      new Gauge({
        name: 'graph_throttle_used_ratio',
        help: "How full Microsoft Graph's windows are, from 0 to 1, by what they count.",
        labelNames: ['scope'],
        registers,
        async collect() {
          const { application, listFirst, listFollowing } = publishedLimits;
          for (const [scope, place] of Object.entries({ application, listFirst, listFollowing })) {
            this.set({ scope }, (await graph.gate.read(place)).used / place.limit);
          }
        },
      });
    },
    read: async () => ({ text: await registry.metrics(), contentType: registry.contentType }),
  };
}
