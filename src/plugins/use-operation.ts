import { setMaxListeners } from 'node:events';
import type { DocumentNode, ExecutionResult, GraphQLResolveInfo, OperationDefinitionNode } from 'graphql';
import { getOperationAST, GraphQLError, locatedError, responsePathAsArray } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { isAsyncIterable } from 'graphql-yoga';
import type { Clock } from '../clock.ts';
import type { Context } from '../context.ts';
import { toClientError } from '../errors.ts';
import { GraphError } from '../graph/errors.ts';
import type { Meter, Operation } from '../graph/exchange.ts';
import { createMeter } from '../graph/exchange.ts';
import type { Loaders } from '../loaders/index.ts';
import type { Payload, ReportedErrors } from './reported-errors.ts';
import { createReportedErrors } from './reported-errors.ts';

export interface OperationOptions {
  readonly createLoaders: (operation: Operation) => Loaders;
  /** How long an operation may take, in milliseconds; what is still pending then ends with DEADLINE_EXCEEDED. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly log: { info(line: object, message: string): void };
  /** A fresh GUID. */
  readonly createRequestId: () => string;
  /** Is told of each operation that has ended, once. */
  readonly onEnd: (operation: EndedOperation) => void;
}

export interface EndedOperation {
  /** `query`, or `refused` for what was never executed. */
  readonly type: string;
  readonly durationMs: number;
  /** `extensions.code` of its errors, each once. */
  readonly codes: readonly string[];
  /** What it has spent; undefined for what was never executed. */
  readonly meter?: Meter;
}

interface OperationScope {
  readonly request: Request;
  readonly operation: Operation;
  readonly startedMs: number;
  readonly reported: ReportedErrors;
  /** Starts the deadline: what is never executed must not leave a timer behind. */
  begin(): void;
  end(): void;
}

const ENDED = new GraphError('DEADLINE_EXCEEDED', 'The operation has ended.');
/** Names are the caller's, and as long as the caller likes. */
const LONGEST_NAME = 100;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The life of an operation: its id, deadline and loaders, what it reports beside its data, its line in the log. */
export function useOperation({
  createLoaders,
  timeoutMs,
  clock,
  log,
  createRequestId,
  onEnd,
}: OperationOptions): Plugin<Context> {
  const requestIds = new WeakMap<Request, string>();
  const scopes = new WeakMap<Context, OperationScope>();
  const executed = new WeakSet<Request>();
  const startedMs = new WeakMap<Request, number>();
  /** When to come back, in seconds: for those whose answer has an error that passes. */
  const comeBack = new WeakMap<Request, number>();

  function openScope(request: Request): { context: Context; scope: OperationScope } {
    const controller = new AbortController();
    const { signal } = controller;
    // Every batch under way listens to it.
    setMaxListeners(0, signal);
    const startedMs = clock.now();
    const deadline = `The operation took longer than ${timeoutMs / 1000} seconds.`;
    let cancel: () => void = () => undefined;
    const begin = () => {
      cancel = clock.schedule(timeoutMs, () => controller.abort(new GraphError('DEADLINE_EXCEEDED', deadline)));
    };
    const onLeave = () => controller.abort(new GraphError('DEADLINE_EXCEEDED', 'The caller left.'));
    if (request.signal.aborted) onLeave();
    else request.signal.addEventListener('abort', onLeave, { once: true });

    const requestId = requestIds.get(request) ?? createRequestId();
    const meter = createMeter();
    const operation: Operation = { signal, deadlineMs: startedMs + timeoutMs, requestId, meter };
    const reported = createReportedErrors();
    const report = (error: unknown, info: GraphQLResolveInfo) =>
      reported.add(toClientError(locatedError(error, info.fieldNodes, responsePathAsArray(info.path))));
    const end = () => {
      cancel();
      request.signal.removeEventListener('abort', onLeave);
      // An error that took a whole branch of the answer with it leaves the branch's requests behind.
      controller.abort(ENDED);
    };
    return {
      context: { loaders: createLoaders(operation), requestId, now: () => clock.now(), signal, report },
      scope: { request, operation, startedMs, reported, begin, end },
    };
  }

  function logEnd(
    { operation, startedMs }: OperationScope,
    node: OperationDefinitionNode | null | undefined,
    errors: readonly GraphQLError[],
  ) {
    const codes = toCodes(errors);
    const durationMs = clock.now() - startedMs;
    onEnd({ type: node?.operation ?? 'query', durationMs, codes, meter: operation.meter });
    log.info(
      {
        requestId: operation.requestId,
        operation: node?.operation,
        operationName: node?.name?.value.slice(0, LONGEST_NAME),
        durationMs: Math.round(durationMs),
        upstream: operation.meter,
        ...(errors.length && { errors: errors.length, codes }),
      },
      'operation',
    );
  }

  return {
    onRequest({ request }) {
      const given = request.headers.get('x-request-id');
      requestIds.set(request, given && GUID.test(given) ? given : createRequestId());
      startedMs.set(request, clock.now());
    },
    onContextBuilding({ context, extendContext }) {
      const { context: extension, scope } = openScope(context.request);
      extendContext(extension);
      scopes.set(context, scope);
    },
    onExecute({ args }) {
      const scope = scopes.get(args.contextValue);
      if (!scope) return undefined;
      scope.begin();
      return {
        onExecuteDone({ result, setResult }) {
          executed.add(scope.request);
          const { document, operationName } = args as { document: DocumentNode; operationName?: string | null };
          const node = getOperationAST(document, operationName);
          const errors: GraphQLError[] = [];
          const complete = (payload: Payload): Payload => {
            const whole = scope.reported.addTo(withClientErrors(payload));
            errors.push(...toErrors(whole));
            // In parts the cost is known with the last of them.
            return whole.hasNext ? whole : withCost(whole, scope.operation.meter);
          };
          const end = () => {
            scope.end();
            logEnd(scope, node, errors);
          };
          if (!isAsyncIterable(result)) {
            setResult(complete(result) as ExecutionResult);
            const waitSeconds = toWaitSeconds(errors);
            if (waitSeconds > 0) comeBack.set(scope.request, waitSeconds);
            end();
            return undefined;
          }
          return {
            onNext: (part) => part.setResult(complete(part.result) as ExecutionResult),
            onEnd: end,
          };
        },
      };
    },
    onResultProcess({ request, result }) {
      if (executed.has(request) || Array.isArray(result) || !('errors' in result)) return;
      const codes = toCodes(result.errors ?? []);
      const durationMs = clock.now() - (startedMs.get(request) ?? clock.now());
      onEnd({ type: 'refused', durationMs, codes });
      log.info({ requestId: requestIds.get(request), errors: result.errors?.length, codes }, 'refused');
    },
    onResponse({ request, response }) {
      const requestId = requestIds.get(request);
      if (requestId) response.headers.set('x-request-id', requestId);
      const waitSeconds = comeBack.get(request);
      if (waitSeconds) response.headers.set('retry-after', String(waitSeconds));
    },
  };
}

/** `extensions.cost`: what the operation has wanted and spent. */
function withCost(payload: Payload, { wanted, requests, waitedMs }: Meter): Payload {
  const cost = { requested: wanted, upstreamRequests: requests, waitedMs: Math.round(waitedMs) };
  return { ...payload, extensions: { ...payload.extensions, cost } };
}

/** Yoga masks the errors of whole answers only. */
function withClientErrors(payload: Payload): Payload {
  if (!payload.incremental?.some(({ errors }) => errors?.length)) return payload;
  const incremental = payload.incremental.map((entry) =>
    entry.errors ? { ...entry, errors: entry.errors.map(toClientError) } : entry,
  );
  return { ...payload, incremental };
}

function toErrors({ errors = [], incremental = [] }: Payload): readonly GraphQLError[] {
  return [...errors, ...incremental.flatMap((entry) => entry.errors ?? [])];
}

function toCodes(errors: readonly GraphQLError[]): string[] {
  return [...new Set(errors.map((error) => String(toClientError(error).extensions['code'])))];
}

/** When the last of them will have passed, in whole seconds; 0 where none says. */
function toWaitSeconds(errors: readonly GraphQLError[]): number {
  return errors.reduce((longest, error) => {
    const { retryAfterSeconds } = toClientError(error).extensions;
    return typeof retryAfterSeconds === 'number' ? Math.max(longest, Math.ceil(retryAfterSeconds)) : longest;
  }, 0);
}
