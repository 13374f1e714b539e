import type { RequestListener } from 'node:http';
import type { YogaLogger } from 'graphql-yoga';
import { createYoga, useReadinessCheck } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import { toClientError } from './errors.ts';
import type { GraphClient } from './graph/client.ts';
import { createCursorSeal } from './loaders/cursor.ts';
import { createLoaders } from './loaders/index.ts';
import type { PlaygroundTab } from './playground.ts';
import { useIncrementalDelivery } from './plugins/use-incremental-delivery.ts';
import { useLastResort } from './plugins/use-last-resort.ts';
import { useOperation } from './plugins/use-operation.ts';
import { useTokenLimit } from './plugins/use-token-limit.ts';
import { schema } from './schema/index.ts';

export interface GatewayOptions {
  readonly graph: GraphClient;
  readonly clock: Clock;
  readonly log: Logger;
  /** Whether reports are read from Graph's beta. */
  readonly beta: boolean;
  /** How long an operation may take, in milliseconds. */
  readonly operationTimeoutMs: number;
  /** Seals list cursors; gateways that share it understand each other's. */
  readonly cursorSecret: string;
  /** A fresh GUID. */
  readonly createRequestId: () => string;
  /** Whether new requests are welcome; asked by `/ready`. */
  readonly isReady: () => boolean | Promise<boolean>;
  /** What the playground opens with. */
  readonly tabs: readonly PlaygroundTab[];
}

export interface Gateway {
  /** The front door for code: a WHATWG request in, a response out. */
  fetch(url: string, init?: RequestInit): Promise<Response>;
  /** The front door for node:http. */
  readonly listener: RequestListener;
}

const MAX_REQUEST_BYTES = 1_000_000;
/** Honest documents have a few hundred; deep ones would overflow the stack of whatever walks them. */
const MAX_TOKENS = 5_000;

/** GraphQL over HTTP at `/graphql`, the playground at the same place for browsers, `/health` and `/ready`. */
export function createGateway(options: GatewayOptions): Gateway {
  const { graph, clock } = options;
  const log = toTolerantLog(options.log);
  const seal = createCursorSeal(options.cursorSecret);
  const yoga = createYoga({
    schema,
    plugins: [
      useLastResort(),
      // Health
      useReadinessCheck({ endpoint: '/ready', check: () => isWelcome(options.isReady) }),
      // Limits
      useTokenLimit(MAX_TOKENS),
      // Delivery
      useIncrementalDelivery(),
      // Operation
      useOperation({
        createLoaders: (operation) =>
          createLoaders(graph, { seal, beta: options.beta, now: () => clock.now() }, operation),
        timeoutMs: options.operationTimeoutMs,
        clock,
        log,
        createRequestId: options.createRequestId,
      }),
    ],
    maskedErrors: { maskError: toClientError, isDev: false },
    logging: toYogaLogger(log),
    // Whatever page a browser shows could otherwise read a gateway that listens on its machine.
    cors: false,
    multipart: false,
    maxRequestBodySize: MAX_REQUEST_BYTES,
    graphiql: { title: 'Call records', defaultTabs: [...options.tabs], shouldPersistHeaders: false },
    // 9 MB that only a browser needs.
    renderGraphiQL: async (page) => (await import('@graphql-yoga/render-graphiql')).renderGraphiQL(page),
    landingPage: ({ url, graphqlEndpoint, fetchAPI }) =>
      new fetchAPI.Response(
        null,
        url.pathname === '/' ? { status: 302, headers: { location: graphqlEndpoint } } : { status: 404 },
      ),
  });
  return {
    fetch: async (url, init) => yoga.fetch(new URL(url), init ?? {}),
    listener: (request, response) => void yoga.handle(request, response),
  };
}

type Log = Readonly<Record<'info' | 'warn' | 'error', (line: object | string, message?: string) => void>>;

/** A line that cannot be written must not cost an answer. */
function toTolerantLog(log: Log): Log {
  const tolerant =
    (level: keyof Log): Log[keyof Log] =>
    (line, message) => {
      try {
        log[level](line, message);
      } catch {
        return;
      }
    };
  return { info: tolerant('info'), warn: tolerant('warn'), error: tolerant('error') };
}

/** A line of a stack without where the gateway is installed. */
function toShortFrame(frame: string): string {
  return frame.trim().replace(/\(?(?:file:\/\/)?\/\S*?\/(node_modules|dist|src)\//, '($1/');
}

/** What goes wrong while finding out is no reason to show it: Yoga would answer with the error's message. */
async function isWelcome(isReady: GatewayOptions['isReady']): Promise<boolean> {
  try {
    return await isReady();
  } catch {
    return false;
  }
}

/** Yoga hands over whole errors. Ours are in the line of their operation; of others the message may quote call data. */
function toYogaLogger(log: Log): YogaLogger {
  const toText = (parts: unknown[]) => parts.filter((part) => typeof part === 'string').join(' ');
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts: unknown[]) => log.warn(toText(parts)),
    error: (error: unknown) => {
      if (toClientError(error).extensions['code'] !== 'INTERNAL_SERVER_ERROR') return;
      const original = (error as { originalError?: unknown } | null)?.originalError ?? error;
      const { name, stack = '' } = original instanceof Error ? original : new Error();
      const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
      log.error({ error: name, frames: frames.map(toShortFrame) }, 'unexpected error');
    },
  };
}
