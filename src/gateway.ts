import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention';
import type { Plugin } from 'graphql-yoga';
import { createYoga } from 'graphql-yoga';
import type { Logger } from 'pino';
import { createAccess } from './access/access.ts';
import type { Authenticate } from './access/authenticator.ts';
import { createPseudonyms } from './access/mask.ts';
import type { Viewer } from './access/viewer.ts';
import { createAdmission } from './admission.ts';
import { createAdmit } from './admit.ts';
import type { AuditLine } from './audit.ts';
import type { AuditSequence } from './audit-numbers.ts';
import { createAuditNumbers } from './audit-numbers.ts';
import { createAudit } from './audit.ts';
import type { Capacity } from './capacity.ts';
import type { Clock } from './clock.ts';
import { nextTurn } from './clock.ts';
import { createCors, PREFLIGHT_HEADERS } from './cors.ts';
import { createDocumentCache } from './document-cache.ts';
import type { DocumentStoreOptions } from './document-store.ts';
import { createDocumentStore } from './document-store.ts';
import { toClientError } from './errors.ts';
import { createExportDoor } from './export/export-door.ts';
import { exportDocument } from './export/export-document.ts';
import { createExports } from './export/exports.ts';
import { createPageAnswers } from './export/page-answer.ts';
import { createPages } from './export/pages.ts';
import { createSubgraph } from './federation/subgraph.ts';
import { createFastWay } from './fast-way/fast-way.ts';
import type { LeftToYoga } from './fast-way/fast-way.ts';
import type { FrontDoor } from './front-door.ts';
import { createFrontDoor } from './front-door.ts';
import type { GraphClient } from './graph/client.ts';
import type { SharedStore } from './graph/shared-store.ts';
import { createCallerBudget } from './limits/caller-budget.ts';
import { createConcurrencyCap } from './limits/concurrency-cap.ts';
import type { Live } from './live/live.ts';
import type { LimitMode } from './limits/guard.ts';
import { createGuard } from './limits/guard.ts';
import type { Limits } from './limits/limits.ts';
import { defaultLimits } from './limits/limits.ts';
import { createPriceGate } from './limits/price-gate.ts';
import { createCursorSeal } from './loaders/cursor.ts';
import { createLoaders } from './loaders/index.ts';
import type { Metrics } from './metrics.ts';
import { createNotificationDoor } from './notification-door.ts';
import { createEventPlaces, toEventPlaceCount } from './operation/event-places.ts';
import { createOperations } from './operation/operation.ts';
import { createPassedOverNotes } from './operation/passed-over.ts';
import { createSubscriptions } from './operation/subscription.ts';
import { toTolerantLog, toTolerantWriter, toYogaLogger } from './log.ts';
import { openPlaygroundPage, toPlayground } from './playground-page.ts';
import type { PlaygroundTab } from './playground.ts';
import { useAdmission } from './plugins/use-admission.ts';
import { useDocumentStore } from './plugins/use-document-store.ts';
import { useErrorLimit } from './plugins/use-error-limit.ts';
import { useIntrospection } from './plugins/use-introspection.ts';
import { useDocumentLimits } from './plugins/use-document-limits.ts';
import { usePages } from './plugins/use-pages.ts';
import { useIncrementalDelivery } from './plugins/use-incremental-delivery.ts';
import { withLastResort } from './plugins/last-resort.ts';
import { useOperation } from './plugins/use-operation.ts';
import { useSubscription } from './plugins/use-subscription.ts';
import type { Status } from './plugins/use-status.ts';
import { useStatus } from './plugins/use-status.ts';
import { useView } from './plugins/use-view.ts';
import { createResponseCache } from './response-cache.ts';
import { createView, schema } from './schema/index.ts';
import type { Site } from './site.ts';
import { toChanges } from './subscriber-changes.ts';
import { createViews } from './views.ts';
import type { WebSocketDoor } from './websocket.ts';
import { createWebSocketDoor } from './websocket.ts';

export interface GatewayOptions {
  readonly graph: GraphClient;
  readonly clock: Clock;
  readonly log: Logger;
  /** What tells this build from others that may answer the same question otherwise. */
  readonly build?: string;
  /** Whether reports are read from Graph's beta. */
  readonly beta: boolean;
  /** How long an operation may take, in milliseconds. */
  readonly operationTimeoutMs: number;
  /** Seals list cursors; gateways that share it understand each other's. */
  readonly cursorSecret: string;
  /** A fresh GUID. */
  readonly createRequestId: () => string;
  /** What the process can hold. */
  readonly capacity: Pick<Capacity, 'operations' | 'nodes' | 'documentCharacters' | 'plannedFields' | 'responseBytes'>;
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
  /** Whether it can be a subgraph of a federated graph. */
  readonly federation?: boolean;
  /** Documents that are asked for by id; only by their text unless told. */
  readonly documents?: DocumentStoreOptions;
  /** Takes a line for each class of personal data that somebody was shown or refused. */
  readonly audit?: (line: AuditLine) => void;
  /** Which process this is, among the writers of the audit log; a fresh GUID unless told. */
  readonly replicaId?: string;
  /** Counts the lines of all replicas; each process counts its own alone unless told. */
  readonly auditSequence?: AuditSequence;
  /** How long a whole answer is given again to those who may see the same, in milliseconds; 0, unless told, makes each anew. */
  readonly responseMaxAgeMs?: number;
  /** What replicas keep together; the same that the client of Graph has. */
  readonly shared?: SharedStore;
  /** Bytes of a request's body; a megabyte unless told. */
  readonly requestBytes?: number;
  /** Pages at `/`; without them `/` leads to the playground. */
  readonly site?: Site | undefined;
  /** What the playground opens with. */
  readonly tabs: readonly PlaygroundTab[];
  /** Change notifications and what they tell; left out, nothing can be subscribed to. */
  readonly live?: Pick<Live, 'receiver' | 'tail' | 'status'>;
  /** How many subscriptions each caller may have at a time, and all together; 20 and 1000 unless told. */
  readonly subscriptions?: { readonly perCaller: number; readonly total: number };
  /** How many exports there may be at a time; 0: there are none; 4 unless told. Each caller may have half of them. */
  readonly exports?: number;
  /** What else `/ready` tells. */
  readonly details?: () => object;
}

/** GraphQL over HTTP; an operation goes in the same way through either door. */
export interface Gateway extends FrontDoor, Pick<WebSocketDoor, 'handleUpgrade'> {
  /** Ends every subscription with a `complete`, every export as one that is not whole, and the WebSockets. */
  stopSubscriptions(): Promise<void>;
  /** Writes what of the audit log still waits for its place among the lines of all replicas: when the process is about to end. */
  flushAudit(): void;
}

export type Introspection = 'on' | 'admin' | 'off';

const ENDPOINT = '/graphql';
const DEFAULT_REQUEST_BYTES = 1_000_000;
const DEFAULT_EXPORTS = 4;
const BUDGET_WINDOW_MS = 60_000;

/**
 * GraphQL over HTTP at `/graphql`, the playground at the same place for browsers; rows for other tools at
 * `/export/streams.csv` and `.ndjson`; `/health`, `/ready` and `/metrics` for those who run it.
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
  const { introspection = 'on' } = options;
  const mayIntrospect = ({ roles }: Pick<Viewer, 'roles'>) =>
    introspection === 'on' || (introspection === 'admin' && roles.includes('admin'));
  const whole = { schema, createView };
  const views = createViews(options.federation ? createSubgraph(whole, mayIntrospect) : whole, {
    masksAllPhones: options.masksAllPhones ?? false,
  });
  const documents = createDocumentCache(capacity.documentCharacters);
  const auditNumbers =
    options.audit &&
    createAuditNumbers({
      write: toTolerantWriter(options.audit, log),
      writer: options.replicaId ?? options.createRequestId(),
      sequence: options.auditSequence,
    });
  const audit =
    auditNumbers &&
    createAudit(
      (line) => auditNumbers.write(line),
      () => clock.now(),
    );
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
  const cap = createConcurrencyCap({
    noun: 'subscriptions',
    ...(options.subscriptions ?? { perCaller: 20, total: 1_000 }),
  });
  const subscriptions = createSubscriptions({
    operations,
    prices,
    places: createEventPlaces(toEventPlaceCount(capacity.operations)),
    cap,
    changes: options.live && toChanges(options.live.tail, seal),
    clock,
    log,
    onEvent: () => metrics.live.changeSent(),
    onPassedOver: createPassedOverNotes(log, () => metrics.live.changePassedOver()),
  });
  const { exports: maxExports = DEFAULT_EXPORTS } = options;
  const exports = createExports({
    views,
    readPages: createPages({
      answer: createPageAnswers({ views, operations, prices, admission, clock, document: exportDocument }),
      clock,
    }),
    cap: createConcurrencyCap({ noun: 'exports', perCaller: Math.ceil(maxExports / 2), total: maxExports }),
    clock,
    log,
    onEnd: (end, rows) => metrics.exportEnded(end, rows),
  });
  metrics.live.watch({ countSubscribers: () => cap.count(), status: () => options.live?.status() });
  const playground = options.playground === false ? undefined : openPlaygroundPage();
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
      usePages(),
      // Operation
      useOperation(operations, prices, clock),
      useSubscription(subscriptions),
    ]),
    parserAndValidationCache: documents,
    maskedErrors: { maskError: toClientError, isDev: false },
    logging: toYogaLogger(log),
    // Whatever page a browser shows could otherwise read a gateway that listens on its machine.
    cors: false,
    extraParamNames: ['documentId'],
    multipart: false,
    maxRequestBodySize: requestBytes,
    graphiql: playground ? toPlayground(options.tabs, PREFLIGHT_HEADERS[0]) : false,
    ...(playground && { renderGraphiQL: (given) => playground.render(given) }),
    landingPage: false,
  });

  /** No more than that it works: anybody may ask. */
  async function readLive(): Promise<object> {
    const status = await options.live?.status();
    if (!status) return {};
    const { isLeading, expiresMs, isAtRisk, hints } = status;
    const kept = isLeading ? (expiresMs === undefined ? 'none' : 'active') : 'elsewhere';
    const subscription = isAtRisk && kept !== 'none' ? 'at risk' : kept;
    return { live: { subscription, hints, subscribers: cap.count() } };
  }

  async function readStatus(): Promise<Status> {
    const [isReady, isOverloaded] = [await isWelcome(options.isReady), admission.isShedding()];
    return {
      ready: isReady && !isOverloaded,
      overloaded: isOverloaded,
      operations: { running: admission.running(), queued: admission.queued() },
      graph: { breaker: graph.breaker.state(), waitingRequests: graph.gate.waitingCount() },
      ...(await readLive()),
      ...options.details?.(),
    };
  }

  const { responseMaxAgeMs = 0 } = options;
  const responses =
    responseMaxAgeMs > 0
      ? createResponseCache({
          clock,
          maxAgeMs: responseMaxAgeMs,
          maxBytes: capacity.responseBytes,
          basis: [options.cursorSecret, options.build, options.beta, options.masksAllPhones ?? false],
          shared: options.shared,
        })
      : undefined;
  if (responses) {
    graph.records.watch((recordId) => responses.noteChange(recordId));
    graph.records.watchDropAll((given) => responses.dropAll(given));
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
        responses,
        onAnswer({ isCached }) {
          metrics.answeredFast();
          if (isCached) metrics.answeredFromCache();
        },
      });
  const admit = createAdmit({
    endpoint: ENDPOINT,
    authenticate: options.authenticate,
    authority: options.authority,
    onRefusal: ({ code, who }) => audit?.refusal(code, who),
  });
  const frontDoor = createFrontDoor({
    endpoint: ENDPOINT,
    otherPaths: ['/health', '/ready', '/metrics'],
    maxRequestBytes: requestBytes,
    fastWay,
    sites: [options.site, playground?.site].filter((site) => site !== undefined),
    notifications: options.live && createNotificationDoor(options.live.receiver, clock),
    exports:
      maxExports > 0
        ? createExportDoor({ exports, clock, toRequestId: (given) => operations.toRequestId(given) })
        : undefined,
    admit,
    cors: createCors(options.origins ?? []),
    yoga: {
      fetch: (url, init, context) => yoga.fetch(url, init, context),
      handle: (request, response, context) => yoga.handle(request, response, context),
      fetchAPI: yoga.fetchAPI,
    },
  });
  const webSockets = createWebSocketDoor({
    endpoint: ENDPOINT,
    admit,
    getEnveloped: yoga.getEnveloped,
    store,
    maxMessageBytes: requestBytes,
    clock,
    log,
  });
  return {
    ...frontDoor,
    flushAudit: () => auditNumbers?.flush(),
    handleUpgrade: (request, socket, head) => webSockets.handleUpgrade(request, socket, head),
    async stopSubscriptions() {
      subscriptions.stop();
      exports.stop();
      // What they are told has to leave before the connections do.
      await nextTurn();
      await webSockets.close();
    },
  };
}

/** What goes wrong while finding out is no reason to show it: Yoga would answer with the error's message. */
async function isWelcome(isReady: GatewayOptions['isReady']): Promise<boolean> {
  try {
    return await isReady();
  } catch {
    return false;
  }
}
