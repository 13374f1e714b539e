import type { AuthConfig } from './config-auth.ts';
import { readAuth } from './config-auth.ts';
import type { DoorConfig } from './config-door.ts';
import { readDoor } from './config-door.ts';
import type { LimitConfig } from './config-limits.ts';
import { readLimits } from './config-limits.ts';
import type { LiveConfig, RedisConfig } from './config-live.ts';
import { readLive, readRedis } from './config-live.ts';
import type { Credential } from './config-credential.ts';
import { hasCredential, readCredential } from './config-credential.ts';
import type { FieldReader, Parsed } from './config-field.ts';
import {
  createFieldReader,
  isLoopbackHost,
  quoted,
  toBaseUrl,
  toHost,
  toHttpUrl,
  toInteger,
  toOneOf,
  toSecret,
  toText,
} from './config-field.ts';

export type { LiveConfig, RedisConfig } from './config-live.ts';
export type { DoorConfig } from './config-door.ts';
export type { AuthConfig } from './config-auth.ts';
export type { Credential } from './config-credential.ts';
export { isLoopbackHost } from './config-field.ts';

export type LogLevel = (typeof logLevels)[number];

/** The embedded simulator, or Microsoft Graph (a stand-in for it counts as Graph). */
export type GraphConfig =
  | { readonly kind: 'simulator' }
  | {
      readonly kind: 'graph';
      /** Origin and path of the service, without version and without a slash at its end. */
      readonly baseUrl: string;
      readonly credential: Credential;
    };

export interface Config {
  /** 0 lets the system choose. */
  readonly port: number;
  readonly host: string;
  readonly graph: GraphConfig;
  /** Whether reports are read from Graph's beta, which has more of them and more of each, and may change. */
  readonly beta: boolean;
  /** The longest that one GraphQL operation may take, in milliseconds. */
  readonly operationTimeoutMs: number;
  /** How many operations may be under way at a time; undefined: as many as the heap has room for. */
  readonly maxOperations: number | undefined;
  /** How old an answer of Graph may be that is given again, in milliseconds; 0 asks anew each time. */
  readonly cacheMs: number;
  /** The same for calls that ended long ago, as long as nobody tells of their changes, in milliseconds. */
  readonly settledCacheMs: number;
  /** How old a whole answer may be that is given again to those who may see the same, in milliseconds; 0: none is. */
  readonly responseCacheMs: number;
  /** Whether traces are sent, as OpenTelemetry's variables say. */
  readonly tracing: boolean;
  readonly logLevel: LogLevel;
  readonly auth: AuthConfig;
  readonly door: DoorConfig;
  readonly limits: LimitConfig;
  readonly live: LiveConfig;
  readonly redis: RedisConfig | undefined;
  /** Whether even `admin` sees telephone numbers without their last three digits. */
  readonly masksAllPhones: boolean;
  /** Seals list cursors; all replicas must share it. Undefined: one made up per process. */
  readonly cursorSecret: string | undefined;
}

/** Everything that is wrong with the environment; holds no secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration is not usable.\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

const publicCloud = 'https://graph.microsoft.com';
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/**
 * The configuration that `env` describes, frozen all the way down. An empty variable counts as unset.
 * Throws one ConfigError that names every variable that is wrong or missing.
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const reader = createFieldReader(env);
  const port = reader.read('PORT', toInteger(0, 65_535)) ?? 4000;
  const host = reader.read('HOST', toHost) ?? '127.0.0.1';
  const beta = reader.read('GRAPH_BETA', toOneOf(['on', 'off'])) === 'on';
  const operationTimeoutMs = reader.read('OPERATION_TIMEOUT_MS', toInteger(100, 600_000)) ?? 30_000;
  const maxOperations = reader.read('MAX_OPERATIONS', toInteger(1, 10_000));
  const cacheMs = (reader.read('CACHE_SECONDS', toInteger(0, 300)) ?? 5) * 1_000;
  const settledCacheMs = (reader.read('CACHE_SETTLED_SECONDS', toInteger(0, 86_400)) ?? 300) * 1_000;
  const responseCacheSeconds = reader.read('RESPONSE_CACHE_SECONDS', toInteger(0, 300));
  const responseCacheMs = responseCacheSeconds === undefined ? cacheMs : responseCacheSeconds * 1_000;
  const tracing = readTracing(reader);
  const logLevel = reader.read('LOG_LEVEL', toOneOf(logLevels)) ?? 'info';
  const auth = readAuth(reader);
  const isOpen = auth?.kind === 'none';
  const door = readDoor(reader, isOpen);
  const limits = readLimits(reader, isOpen);
  const phones = reader.read('ADMIN_PHONE_NUMBERS', toOneOf(['masked', 'full']));
  const cursorSecret = reader.read('CURSOR_SECRET', toSecret(16));

  const baseUrl = reader.isSet('GRAPH_BASE_URL') ? reader.read('GRAPH_BASE_URL', toServiceRoot) : publicCloud;
  const isGraph = reader.isSet('GRAPH_BASE_URL') || hasCredential(reader);
  const credential = isGraph ? readCredential(reader, baseUrl && new URL(baseUrl).host) : undefined;
  if (isGraph && isOpen && !isLoopbackHost(host)) {
    reader.complain(
      'HOST',
      `with AUTH=none, ${quoted(host)} would show the tenant's call records to everyone who can reach it; bind to loopback (HOST=127.0.0.1), or let AUTH say who may call`,
    );
  }

  const live = readLive(reader);
  const redis = readRedis(reader, !isGraph);

  if (!auth || reader.problems.length > 0) throw new ConfigError(reader.problems);
  const graph: GraphConfig =
    credential === undefined || baseUrl === undefined ? { kind: 'simulator' } : { kind: 'graph', baseUrl, credential };
  return freeze({
    port,
    host,
    graph,
    beta,
    operationTimeoutMs,
    maxOperations,
    cacheMs,
    settledCacheMs,
    responseCacheMs,
    tracing,
    logLevel,
    auth,
    door,
    limits,
    live,
    redis,
    masksAllPhones: phones === undefined ? !isOpen : phones === 'masked',
    cursorSecret,
  });
}

/** The same, frozen all the way down. */
function freeze<T extends object>(value: T): T {
  for (const member of Object.values(value) as unknown[]) {
    if (typeof member === 'object' && member !== null) freeze(member);
  }
  return Object.freeze(value);
}

/** Off unless a place to send traces to is named: OpenTelemetry's own default is a collector on this machine. */
function readTracing(reader: FieldReader): boolean {
  const endpoints = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'];
  for (const name of endpoints) if (reader.isSet(name)) reader.read(name, toHttpUrl);
  const isDisabled = reader.read('OTEL_SDK_DISABLED', toText)?.toLowerCase() === 'true';
  const exporter = reader.read('OTEL_TRACES_EXPORTER', toOneOf(['otlp', 'none']));
  if (isDisabled || exporter === 'none') return false;
  return exporter === 'otlp' || endpoints.some((name) => reader.isSet(name));
}

function toServiceRoot(text: string): Parsed<string> {
  const parsed = toBaseUrl({ plainLoopback: true })(text);
  if ('value' in parsed && /\/(?:v1\.0|beta)$/i.test(parsed.value)) {
    return { problem: `${quoted(text)} ends with a version; leave it off, the gateway adds it` };
  }
  return parsed;
}
