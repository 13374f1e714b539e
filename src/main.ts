#!/usr/bin/env node
import { randomBytes, randomUUID } from 'node:crypto';
import { openSync, readFileSync, writeSync } from 'node:fs';
import { getHeapStatistics } from 'node:v8';
import { pino } from 'pino';
import type { AuditLine } from './audit.ts';
import type { Capacity } from './capacity.ts';
import { toCapacity } from './capacity.ts';
import { systemClock as clock } from './clock.ts';
import type { AuthConfig, Config, DoorConfig } from './config.ts';
import { ConfigError, isLoopbackHost, loadConfig } from './config.ts';
import { readManifest } from './document-store.ts';
import { createGateway } from './gateway.ts';
import { createTokenSource, fixedToken } from './graph/auth.ts';
import { createCredentialProvider } from './graph/azure-credential.ts';
import { createGraphClient } from './graph/client.ts';
import { observeAll } from './graph/observer.ts';
import { createMemoryThrottleStore } from './graph/throttle-store.ts';
import { createMetrics } from './metrics.ts';
import { toPlaygroundTabs } from './playground.ts';
import type { HttpServer } from './server.ts';
import { startHttpServer } from './server.ts';

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
  const throttleStore = createMemoryThrottleStore({ enforced: upstream.kind === 'graph' });
  const graph = createGraphClient({
    baseUrl: upstream.baseUrl,
    tokens,
    clock,
    random: Math.random,
    capacity,
    throttleStore,
    observer,
    maxAgeMs: config.cacheMs,
  });

  let stopping = false;
  const gateway = createGateway({
    graph,
    clock,
    log,
    capacity,
    metrics,
    plugins: tracing ? [tracing.plugin] : [],
    beta: config.beta,
    operationTimeoutMs: config.operationTimeoutMs,
    cursorSecret: config.cursorSecret ?? randomBytes(32).toString('base64url'),
    createRequestId: randomUUID,
    isReady: async () => !stopping && (await hasToken()),
    ...(await toAuthentication(config.auth)),
    masksAllPhones: config.masksAllPhones,
    limits: config.limits.most,
    limitMode: config.limits.mode,
    ...(config.limits.callerBudget && { callerBudget: config.limits.callerBudget }),
    requestBytes: config.limits.requestBytes,
    origins: config.door.origins,
    playground: config.door.playground,
    introspection: config.door.introspection,
    documents: toDocuments(config.door.documents, capacity),
    ...toAudit(config.door.audit),
    tabs: toPlaygroundTabs(upstream.showcase, clock.now()),
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
    onStalledReader: () => log.warn('a client stopped reading its answer and was cut off'),
    isOwnHost: isLoopbackHost(config.host) ? isLoopbackHost : () => true,
    isWelcomeOrigin: (origin) => config.door.origins.includes(origin),
    tls: config.door.tls && {
      cert: readText('TLS_CERT_FILE', config.door.tls.certificateFile),
      key: readText('TLS_KEY_FILE', config.door.tls.keyFile),
    },
  });
  void hasToken();
  announce(server, upstream, config.door.playground);
  log.info({ url: server.url, upstream: config.graph.kind }, 'listening');

  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    await server.stop(GRACE_MS);
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

/** Documents that are asked for by id. */
function toDocuments({ file, isExclusive, automatic }: DoorConfig['documents'], { documentCharacters }: Capacity) {
  const name = 'PERSISTED_DOCUMENTS';
  try {
    const trusted = file === undefined ? new Map<string, string>() : readManifest(readText(name, file));
    return { trusted, isExclusive, automaticCharacters: automatic ? documentCharacters : 0 };
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([`${name}: ${(error as Error).message}`]);
  }
}

/** Where the audit log goes: lines are written before anything else is done. */
function toAudit(audit: DoorConfig['audit']) {
  if (audit.kind === 'off') return {};
  if (audit.kind === 'log') {
    // Of its own: LOG_LEVEL says how much is told of the gateway, not of who has seen what.
    const lines = pino({ level: 'info' });
    return { audit: (line: AuditLine) => lines.info(line, 'audit') };
  }
  let file: number;
  try {
    file = openSync(audit.path, 'a', 0o600);
  } catch (error) {
    throw new ConfigError([`AUDIT_LOG: cannot be opened (${(error as NodeJS.ErrnoException).code})`]);
  }
  return { audit: (line: AuditLine) => void writeSync(file, `${JSON.stringify(line)}\n`) };
}

function readText(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError([`${name}: cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
}

/** How callers are known; loaded only where somebody asks who they are. */
async function toAuthentication(auth: AuthConfig) {
  if (auth.kind === 'none') return {};
  const [{ createAuthenticator }, { createEntraVerifier }, { createOidcVerifier }] = await Promise.all([
    import('./access/authenticator.ts'),
    import('./access/entra.ts'),
    import('./access/oidc.ts'),
  ]);
  const options = { request: fetch, clock };
  if (auth.kind === 'oidc') {
    return { authenticate: createAuthenticator(createOidcVerifier(auth, options), clock), authority: auth.issuer };
  }
  const [tenantId] = auth.tenantIds;
  return {
    authenticate: createAuthenticator(createEntraVerifier(auth, options), clock),
    authority: `${auth.authority}/${auth.tenantIds.length === 1 ? tenantId : 'organizations'}/oauth2/v2.0/authorize`,
  };
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
  const simulator = await startSimulator({ clock });
  const { baseUrl, accessToken } = simulator;
  return { kind: graph.kind, baseUrl, provider: fixedToken(accessToken), showcase, close: () => simulator.close() };
}

function announce(
  { url }: HttpServer,
  { kind, baseUrl }: { kind: string; baseUrl: string },
  hasPlayground: boolean,
): void {
  const source =
    kind === 'simulator'
      ? `  SIMULATOR: no tenant is configured. Every call shown is made up.\n  To read a tenant's calls, see "Connect a tenant" in README.md.`
      : `  Reading call records from ${baseUrl}`;
  process.stderr.write(`\n${source}\n\n  ${hasPlayground ? 'GraphiQL' : 'GraphQL '}   ${url}/graphql\n\n`);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
