#!/usr/bin/env node
import { randomBytes, randomUUID } from 'node:crypto';
import { getHeapStatistics } from 'node:v8';
import { pino } from 'pino';
import { toAuthentication } from './authentication.ts';
import { findBuilt } from './built.ts';
import { toCapacity } from './capacity.ts';
import { systemClock as clock } from './clock.ts';
import type { Config } from './config.ts';
import { ConfigError, isLoopbackHost, loadConfig } from './config.ts';
import { readCertificate, toAudit, toDocuments } from './door-files.ts';
import { createGateway } from './gateway.ts';
import { createTokenSource, fixedToken } from './graph/auth.ts';
import { createCredentialProvider } from './graph/azure-credential.ts';
import { createGraphClient } from './graph/client.ts';
import { observeAll } from './graph/observer.ts';
import { createMemoryThrottleStore } from './graph/throttle-store.ts';
import { toLive, toOwnParts } from './live-parts.ts';
import { createMetrics } from './metrics.ts';
import { toPlaygroundTabs } from './playground.ts';
import type { HttpServer } from './server.ts';
import manifest from '../package.json' with { type: 'json' };
import { startHttpServer, usualInbound } from './server.ts';
import { openSite } from './site.ts';

/** How long a settled call is cached while its changes are told, in milliseconds. */
const FED_CACHE_MS = 3_600_000;
/** What is still being answered this long after the signal is cut, in milliseconds. */
const GRACE_MS = 8_000;

try {
  await run(loadConfig(process.env));
} catch (error) {
  if (error instanceof ConfigError) fail(error.message);
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === 'listen' || syscall === 'getaddrinfo') fail(`The gateway cannot listen on HOST and PORT (${code}).`);
  throw error;
}

async function run(config: Config): Promise<void> {
  const log = pino({ level: config.logLevel });
  const upstream = await connect(config);
  const tokens = createTokenSource(upstream.provider, { clock });
  const { nodes } = config.limits;
  const capacity = {
    ...toCapacity(getHeapStatistics().heap_size_limit, config.maxOperations),
    ...(nodes !== undefined && { nodes }),
  };
  const metrics = createMetrics({ ofProcess: true });
  const tracing = config.tracing ? await (await import('./tracing/index.ts')).startTracing() : undefined;
  const observer = tracing ? observeAll([metrics.observer, tracing.observer]) : metrics.observer;
  const cursorSecret = config.cursorSecret ?? randomBytes(32).toString('base64url');
  // Only who has a Redis waits for its client to be loaded.
  const replica =
    config.redis &&
    (await import('./replica.ts')).openReplica(config.redis, {
      clock,
      log,
      logSize: config.live.logSize,
      deployment: { baseUrl: upstream.baseUrl, tenantId: toTenantId(config), cursorSecret },
    });
  if (replica) metrics.watchReplica(() => replica.status());
  const throttleStore = replica?.throttleStore ?? createMemoryThrottleStore({ enforced: upstream.kind === 'graph' });
  const graph = createGraphClient({
    baseUrl: upstream.baseUrl,
    tokens,
    clock,
    random: Math.random,
    capacity,
    throttleStore,
    observer,
    maxAgeMs: config.cacheMs,
    settledMaxAgeMs: () => Math.max(config.settledCacheMs, live?.isFed() ? FED_CACHE_MS : 0),
    ...(replica && { shared: replica.store }),
  });

  // What one replica is told of, all of them tell their subscribers.
  const isSubscribing = config.live.notificationUrl !== undefined || upstream.kind === 'simulator';
  const live = isSubscribing
    ? toLive(config.live, {
        graph,
        shared: replica?.shared ?? toOwnParts(clock, config.live),
        clock,
        random: Math.random,
        createRequestId: randomUUID,
        secret: cursorSecret,
        log,
        metrics: metrics.live,
      })
    : undefined;

  const dashboardFolder = findBuilt('dashboard');
  let stopping = false;
  const gateway = createGateway({
    graph,
    clock,
    log,
    capacity,
    metrics,
    plugins: tracing ? [tracing.plugin] : [],
    build: manifest.version,
    beta: config.beta,
    operationTimeoutMs: config.operationTimeoutMs,
    cursorSecret,
    ...(live && { live }),
    subscriptions: config.live.subscriptions,
    ...(replica && {
      shared: replica.store,
      auditSequence: replica.auditSequence,
      details: () => replica.status(),
    }),
    createRequestId: randomUUID,
    isReady: async () => !stopping && (await hasToken()),
    ...(await toAuthentication(config.auth, { request: fetch, clock })),
    masksAllPhones: config.masksAllPhones,
    limits: config.limits.most,
    limitMode: config.limits.mode,
    ...(config.limits.callerBudget && { callerBudget: config.limits.callerBudget }),
    requestBytes: config.limits.requestBytes,
    exports: config.limits.exports,
    origins: config.door.origins,
    playground: config.door.playground,
    introspection: config.door.introspection,
    federation: config.door.federation,
    documents: { ...toDocuments(config.door.documents, capacity), ...(replica && { shared: replica.documents }) },
    responseMaxAgeMs: config.responseCacheMs,
    ...toAudit(config.door.audit),
    ...(config.door.dashboard && dashboardFolder !== undefined && { site: openSite(dashboardFolder) }),
    tabs: toPlaygroundTabs(upstream.showcase, clock.now(), isSubscribing),
  });

  let lastTrouble: string | undefined;
  /** Says once what the matter is: callers are told no more than that there is no token. */
  async function hasToken(): Promise<boolean> {
    try {
      await tokens.token();
      lastTrouble = undefined;
      return true;
    } catch (error) {
      let root = error as Error;
      while (root.cause instanceof Error) root = root.cause;
      const trouble = root.message;
      if (trouble !== lastTrouble) log.warn({ trouble }, 'no access token for Microsoft Graph');
      lastTrouble = trouble;
      return false;
    }
  }

  const server = await startHttpServer(gateway.listener, {
    host: config.host,
    port: config.port,
    clock,
    onUpgrade: (request, socket, head) => gateway.handleUpgrade(request, socket, head),
    onStalledReader: () => log.warn('a client stopped reading its answer and was cut off'),
    isOwnHost: isLoopbackHost(config.host) ? isLoopbackHost : () => true,
    isWelcomeOrigin: (origin) => config.door.origins.includes(origin),
    tls: readCertificate(config.door.tls),
    // A stream holds its connection as long as it lasts: all of them together must not leave none to the others.
    inbound: { maxConnections: usualInbound.maxConnections + config.live.subscriptions.total },
  });
  void hasToken();
  live?.start(config.live.notificationUrl ?? server.url);
  announce(server, upstream, config.door);
  log.info({ url: server.url, upstream: config.graph.kind }, 'listening');

  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    await gateway.stopSubscriptions();
    await Promise.all([server.stop(GRACE_MS), live?.stop()]);
    gateway.flushAudit();
    await replica?.close();
    await graph.close();
    await upstream.close();
    await tracing?.stop().catch(() => undefined);
    log.info('stopped');
    process.exit(0);
  };
  // A terminal and npm may both pass an interrupt on: only the first counts.
  process.on('SIGINT', (signal) => void stop(signal));
  process.on('SIGTERM', (signal) => void stop(signal));
}

/** Undefined where the credential does not tell. */
function toTenantId({ graph }: Config): string | undefined {
  return graph.kind === 'graph' && 'tenantId' in graph.credential ? graph.credential.tenantId : undefined;
}

/** Where the data comes from: Microsoft Graph, or the simulator started here. */
async function connect({ graph }: Config) {
  if (graph.kind === 'graph') {
    const provider = createCredentialProvider(graph.credential, graph.baseUrl);
    return { kind: graph.kind, baseUrl: graph.baseUrl, provider, showcase: undefined, close: () => Promise.resolve() };
  }
  const [{ startSimulator }, { showcase }] = await Promise.all([
    import('./simulator/server.ts'),
    import('./simulator/showcase.ts'),
  ]);
  const simulator = await startSimulator({ clock, live: {} });
  const { baseUrl, accessToken } = simulator;
  return { kind: graph.kind, baseUrl, provider: fixedToken(accessToken), showcase, close: () => simulator.close() };
}

function announce(
  { url }: HttpServer,
  { kind, baseUrl }: { kind: string; baseUrl: string },
  { dashboard, playground }: Config['door'],
): void {
  const source =
    kind === 'simulator'
      ? `  SIMULATOR: no tenant is configured. Every call shown is made up.\n  To read a tenant's calls, see docs/connect.md.`
      : `  Reading call records from ${baseUrl}`;
  const calls = dashboard ? `  Dashboard  ${url}/\n` : '';
  process.stderr.write(`\n${source}\n\n${calls}  ${playground ? 'GraphiQL ' : 'GraphQL  '}  ${url}/graphql\n\n`);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
