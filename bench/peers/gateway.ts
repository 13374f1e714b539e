import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { getHeapStatistics } from 'node:v8';
import { pino } from 'pino';
import { toCapacity } from '../../src/capacity.ts';
import { systemClock as clock } from '../../src/clock.ts';
import { createGateway } from '../../src/gateway.ts';
import { createTokenSource, fixedToken } from '../../src/graph/auth.ts';
import { createGraphClient } from '../../src/graph/client.ts';
import { createMemoryThrottleStore } from '../../src/graph/throttle-store.ts';
import { createMetrics } from '../../src/metrics.ts';
import { startHttpServer } from '../../src/server.ts';

/** This gateway as `main.ts` puts it together, with everything on but Graph's limits, which the upstream has not. */

const capacity = toCapacity(getHeapStatistics().heap_size_limit, undefined);
const metrics = createMetrics({ ofProcess: true });
const graph = createGraphClient({
  baseUrl: process.env['UPSTREAM_URL'] ?? '',
  tokens: createTokenSource(fixedToken('bench'), { clock }),
  clock,
  random: Math.random,
  capacity,
  throttleStore: createMemoryThrottleStore({ enforced: false }),
  observer: metrics.observer,
  maxAgeMs: Number(process.env['CACHE_MS'] ?? 0),
});
const gateway = createGateway({
  graph,
  clock,
  log: pino({ level: 'info' }, createWriteStream('/dev/null')),
  capacity,
  metrics,
  beta: false,
  operationTimeoutMs: 30_000,
  cursorSecret: 'a secret of the bench',
  createRequestId: randomUUID,
  isReady: () => true,
  tabs: [],
});
const { url } = await startHttpServer(gateway.listener, { host: '127.0.0.1', port: 0, clock });
process.stdout.write(`listening ${url}/graphql\n`);
