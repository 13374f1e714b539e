import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention';
import type { GraphiQLOptions, Plugin, YogaLogger } from 'graphql-yoga';
import { createYoga } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { AccessAnswer } from './access-answer.ts';
import { toAccessAnswer } from './access-answer.ts';
import { AccessError } from './access/access-error.ts';
import { createAccess } from './access/access.ts';
import type { Authenticate } from './access/authenticator.ts';
import { createPseudonyms } from './access/mask.ts';
import type { Viewer } from './access/viewer.ts';
import { anyone, nobody } from './access/viewer.ts';
import { createAdmission } from './admission.ts';
import type { AuditLine } from './audit.ts';
import { createAudit } from './audit.ts';
import type { Capacity } from './capacity.ts';
import type { Clock } from './clock.ts';
import { createCors } from './cors.ts';
import { createDocumentCache } from './document-cache.ts';
import type { DocumentStoreOptions } from './document-store.ts';
import { createDocumentStore } from './document-store.ts';
import { toClientError } from './errors.ts';
import type { RequestHead } from './fast-way/answer-type.ts';
import { createFastWay } from './fast-way/fast-way.ts';
import type { LeftToYoga } from './fast-way/fast-way.ts';
import type { FrontDoor } from './front-door.ts';
import { createFrontDoor } from './front-door.ts';
import type { GraphClient } from './graph/client.ts';
import { createCallerBudget } from './limits/caller-budget.ts';
import type { LimitMode } from './limits/guard.ts';
import { createGuard } from './limits/guard.ts';
import type { Limits } from './limits/limits.ts';
import { defaultLimits } from './limits/limits.ts';
import { createPriceGate } from './limits/price-gate.ts';
import { createCursorSeal } from './loaders/cursor.ts';
import { createLoaders } from './loaders/index.ts';
import type { Metrics } from './metrics.ts';
import { createOperations } from './operation/operation.ts';
import type { PlaygroundTab } from './playground.ts';
import { useAdmission } from './plugins/use-admission.ts';
import { useDocumentStore } from './plugins/use-document-store.ts';
import { useErrorLimit } from './plugins/use-error-limit.ts';
import { useIntrospection } from './plugins/use-introspection.ts';
import { useDocumentLimits } from './plugins/use-document-limits.ts';
import { useCompressedPages } from './plugins/use-compressed-pages.ts';
import { useIncrementalDelivery } from './plugins/use-incremental-delivery.ts';
import { withLastResort } from './plugins/last-resort.ts';
import { useOperation } from './plugins/use-operation.ts';
import type { Status } from './plugins/use-status.ts';
import { usePagePolicy } from './plugins/use-page-policy.ts';
import { useStatus } from './plugins/use-status.ts';
import { useView } from './plugins/use-view.ts';
import { createView, schema } from './schema/index.ts';
import { createViews } from './views.ts';

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
  /** What the process can hold. */
  readonly capacity: Pick<Capacity, 'operations' | 'nodes' | 'documentCharacters' | 'plannedFields'>;
  readonly metrics: Metrics;
  /** Plugins that go before all others. */
  readonly plugins?: readonly Plugin[];
  /** Whether new requests are welcome; asked by `/ready`. */
  readonly isReady: () => boolean | Promise<boolean>;
  /** Who is calling; left out, everyone is let in and may see everything. */
  readonly authenticate?: Authenticate;
  /** Where callers get their tokens, for those who come without. */
  readonly authority?: string;
  /** Whether even `admin` sees telephone numbers without their last three digits. */
  readonly masksAllPhones?: boolean;
  /** What an operation may have at most; what is left out is as `defaultLimits` has it. */
  readonly limits?: Partial<Limits>;
  readonly limitMode?: LimitMode;
  /** Requests to Graph that each caller may take in a minute; as many as they like when left out. */
  readonly callerBudget?: number;
  /** Origins whose pages may read the answers. */
  readonly origins?: readonly string[];
  /** Whether there is a playground; there is unless told. */
  readonly playground?: boolean;
  /** Who may ask for the schema: everybody, those with the role `admin`, or nobody; everybody unless told. */
  readonly introspection?: Introspection;
  /** Documents that are asked for by id; only by their text unless told. */
  readonly documents?: DocumentStoreOptions;
  /** Takes a line for each class of personal data that somebody was shown or refused. */
  readonly audit?: (line: AuditLine) => void;
  /** Bytes of a request's body; a megabyte unless told. */
  readonly requestBytes?: number;
  /** What the playground opens with. */
  readonly tabs: readonly PlaygroundTab[];
}

/** GraphQL over HTTP; an operation goes in the same way through either door. */
export type Gateway = FrontDoor;

export type Introspection = 'on' | 'admin' | 'off';

const ENDPOINT = '/graphql';
const DEFAULT_REQUEST_BYTES = 1_000_000;
/** Whoever can set one of them on a request that is not JSON has passed the preflight of CORS. */
const PREFLIGHT_HEADERS = ['x-graphql-yoga-csrf', 'apollo-require-preflight', 'x-apollo-operation-name'] as const;
const BUDGET_WINDOW_MS = 60_000;

/**
 * GraphQL over HTTP at `/graphql`, the playground at the same place for browsers; `/health`, `/ready` and `/metrics` for
 * those who run it.
 */
export function createGateway(options: GatewayOptions): Gateway {
  const { graph, clock, capacity, metrics } = options;
  const { requestBytes = DEFAULT_REQUEST_BYTES } = options;
  const log = toTolerantLog(options.log);
  const admission = createAdmission({
    places: capacity.operations,
    clock,
    onRefusal: () => metrics.operationRefused(),
  });
  metrics.watch({ graph, admission });
  const seal = createCursorSeal(options.cursorSecret);
  const toPseudonym = createPseudonyms(options.cursorSecret);
  const views = createViews({ schema, createView }, { masksAllPhones: options.masksAllPhones ?? false });
  const documents = createDocumentCache(capacity.documentCharacters);
  const audit = options.audit && createAudit(toTolerantWriter(options.audit, log), () => clock.now());
  const guard = createGuard({
    limits: { ...defaultLimits, ...options.limits },
    mode: options.limitMode ?? 'enforce',
    onExcess(excess, isRefused) {
      metrics.limitExceeded(excess.limit);
      log.warn({ ...excess, isRefused }, 'beyond a limit');
    },
  });
  const budget = createCallerBudget({ limit: options.callerBudget ?? Infinity, windowMs: BUDGET_WINDOW_MS, clock });
  const prices = createPriceGate(guard, budget, clock);
  const operations = createOperations({
    createLoaders: (operation) =>
      createLoaders(graph, { seal, beta: options.beta, now: () => clock.now(), maxNodes: capacity.nodes }, operation),
    toAccess: (viewer) =>
      createAccess({
        viewer,
        policy: views(viewer.roles).policy,
        toPseudonym,
        readBudget: () => budget.read(viewer),
      }),
    timeoutMs: options.operationTimeoutMs,
    clock,
    log,
    createRequestId: options.createRequestId,
    onEnd(operation) {
      if (operation.meter) graph.release(operation.meter);
      metrics.operationEnded(operation);
      const { access } = operation;
      if (access) audit?.operation({ ...access, schema: views(access.access.viewer.roles).schema });
    },
  });
  const store = createDocumentStore(
    options.documents ?? { trusted: new Map(), isExclusive: false, automaticCharacters: 0 },
  );
  const { introspection = 'on' } = options;
  const mayIntrospect = ({ roles }: Viewer) =>
    introspection === 'on' || (introspection === 'admin' && roles.includes('admin'));
  const yoga = createYoga<LeftToYoga>({
    graphqlEndpoint: ENDPOINT,
    plugins: withLastResort([
      ...(options.plugins ?? []),
      // Health
      useStatus({ status: readStatus, metrics: () => metrics.read() }),
      // Access
      useView(views),
      useIntrospection(mayIntrospect),
      useCSRFPrevention({ requestHeaders: [...PREFLIGHT_HEADERS] }),
      // Documents
      useDocumentStore(store),
      // Limits
      useAdmission(admission, ENDPOINT),
      useDocumentLimits(guard),
      useErrorLimit(),
      // Delivery
      useIncrementalDelivery(),
      usePagePolicy(),
      useCompressedPages(),
      // Operation
      useOperation(operations, prices, clock),
    ]),
    parserAndValidationCache: documents,
    maskedErrors: { maskError: toClientError, isDev: false },
    logging: toYogaLogger(log),
    // Whatever page a browser shows could otherwise read a gateway that listens on its machine.
    cors: false,
    extraParamNames: ['documentId'],
    multipart: false,
    maxRequestBodySize: requestBytes,
    graphiql: options.playground === false ? false : toPlayground(options.tabs),
    // 9 MB that only a browser needs.
    renderGraphiQL: createPageRenderer(),
    landingPage: false,
  });

  async function readStatus(): Promise<Status> {
    const [isReady, isOverloaded] = [await isWelcome(options.isReady), admission.isShedding()];
    return {
      ready: isReady && !isOverloaded,
      overloaded: isOverloaded,
      operations: { running: admission.running(), queued: admission.queued() },
      graph: { breaker: graph.breaker.state(), waitingRequests: graph.gate.waitingCount() },
    };
  }

  // What a plugin from outside wants to see or do, only Yoga's way lets it.
  const fastWay = options.plugins?.length
    ? undefined
    : createFastWay({
        views,
        documents: documents.documentCache,
        yoga,
        admission,
        prices,
        store,
        maxPlannedFields: capacity.plannedFields,
        operations,
        clock,
        onAnswer: () => metrics.answeredFast(),
      });
  return createFrontDoor({
    endpoint: ENDPOINT,
    otherPaths: ['/health', '/ready', '/metrics'],
    maxRequestBytes: requestBytes,
    fastWay,
    admit: createAdmit(options, ({ code, who }) => audit?.refusal(code, who)),
    cors: createCors(options.origins ?? []),
    yoga: {
      fetch: (url, init, context) => yoga.fetch(url, init, context),
      handle: (request, response, context) => yoga.handle(request, response, context),
      fetchAPI: yoga.fetchAPI,
    },
  });
}

/** Lets in whoever shows a good token, and everyone to what is nobody's secret. */
function createAdmit({ authenticate, authority }: GatewayOptions, onRefusal: (error: AccessError) => void) {
  if (!authenticate) return () => anyone;
  return async (head: RequestHead): Promise<Viewer | AccessAnswer> => {
    if (isPublic(head)) return nobody;
    try {
      return await authenticate(head.header('authorization'));
    } catch (error) {
      if (error instanceof AccessError) onRefusal(error);
      return toAccessAnswer(error, head.header('accept'), authority);
    }
  };
}

/** Whether a request is for the health of the gateway or for the page of the playground, which hold no data. */
function isPublic({ method, url = '', header }: RequestHead): boolean {
  if (method !== undefined && method !== 'GET' && method !== 'HEAD') return false;
  const [path, search = ''] = url.split('?', 2);
  if (path === '/health' || path === '/ready') return true;
  return (
    path === ENDPOINT && Boolean(header('accept')?.includes('text/html')) && !new URLSearchParams(search).has('query')
  );
}

const toPlayground = (tabs: readonly PlaygroundTab[]) => ({
  title: 'Call records',
  defaultTabs: [...tabs],
  shouldPersistHeaders: false,
  // Its subscriptions are requests that a page of another origin could make as well.
  additionalHeaders: { [PREFLIGHT_HEADERS[0]]: '1' },
});

/** Renders the page of the playground once for all who ask for the same. */
function createPageRenderer() {
  let rendered: { readonly key: string; readonly page: string } | undefined;
  return async (options?: GraphiQLOptions): Promise<string> => {
    const key = JSON.stringify(options);
    if (rendered?.key !== key) {
      // 9 MB that only a browser needs.
      const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
      rendered = { key, page: renderGraphiQL(options) };
    }
    return rendered.page;
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

/** What cannot be written down must not cost an answer either, but whoever watches the log is told. */
function toTolerantWriter(write: (line: AuditLine) => void, log: Log): (line: AuditLine) => void {
  return (line) => {
    try {
      write(line);
    } catch {
      log.error({}, 'a line of the audit log could not be written');
    }
  };
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
