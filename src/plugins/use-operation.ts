import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import { getOperationAST, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { isAsyncIterable } from 'graphql-yoga';
import type { Clock } from '../clock.ts';
import type { Context } from '../context.ts';
import { toFragments } from '../execution/fragments.ts';
import type { PriceGate } from '../limits/price-gate.ts';
import type { OpenOperation, Operations } from '../operation/operation.ts';
import { toHandedOver, toWaitSeconds } from '../operation/operation.ts';
import { toPrice } from '../operation/price.ts';

/** What of an executor's arguments is looked at. */
interface ExecutionArguments {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variableValues?: Readonly<Record<string, unknown>> | null;
}

/** Opens an operation for each that Yoga executes, puts its context in place, and ends it with its answer. */
export function useOperation(operations: Operations, prices: PriceGate, clock: Clock): Plugin<Context> {
  const requestIds = new WeakMap<Request, string>();
  const startedMs = new WeakMap<Request, number>();
  const opened = new WeakMap<
    Context,
    { readonly request: Request; readonly operation: OpenOperation; end: () => void }
  >();
  const executed = new WeakSet<Request>();
  /** When to come back, in seconds: for those whose answer has an error that passes. */
  const comeBack = new WeakMap<Request, number>();

  return {
    onRequest({ request, serverContext }) {
      const { handedOver } = toHandedOver(serverContext);
      requestIds.set(request, handedOver?.requestId ?? operations.toRequestId(request.headers.get('x-request-id')));
      startedMs.set(request, clock.now());
    },
    onContextBuilding({ context, extendContext }) {
      const { request } = context;
      const operation =
        toHandedOver(context).handedOver ??
        operations.open({
          requestId: requestIds.get(request) ?? operations.toRequestId(undefined),
          startedMs: clock.now(),
          viewer: toHandedOver(context).viewer,
        });
      const { leave } = operation;
      if (request.signal.aborted) leave();
      else request.signal.addEventListener('abort', leave, { once: true });
      extendContext(operation.context);
      opened.set(context, { request, operation, end: () => request.signal.removeEventListener('abort', leave) });
    },
    onExecute({ args, setResultAndStopExecution }) {
      const entry = opened.get(args.contextValue);
      if (!entry) return undefined;
      const { request, operation } = entry;
      const { viewer, handedOver, refusal } = toHandedOver(args.contextValue);
      const { schema, document, operationName, variableValues } = args as ExecutionArguments;
      const node = getOperationAST(document, operationName);
      const fragments = toFragments(document);
      // What was handed over has been paid for.
      const isPriced = !handedOver && !refusal && node;
      const price = isPriced
        ? toPrice({ schema, operation: node, fragments, variables: variableValues ?? {} })
        : undefined;
      const ticket = price === undefined ? refusal : prices.enter(viewer, price);
      if (ticket instanceof GraphQLError) {
        setResultAndStopExecution({ errors: [ticket] });
        return undefined;
      }
      if (ticket) operation.charge(ticket);
      operation.begin();
      return {
        onExecuteDone({ result, setResult }) {
          executed.add(request);
          const end = () => {
            entry.end();
            operation.end(node, fragments);
          };
          if (!isAsyncIterable(result)) {
            const whole = operation.complete(result);
            setResult(whole as ExecutionResult);
            const waitSeconds = toWaitSeconds(whole.errors ?? []);
            if (waitSeconds > 0) comeBack.set(request, waitSeconds);
            end();
            return undefined;
          }
          return {
            onNext: (part) => part.setResult(operation.complete(part.result) as ExecutionResult),
            onEnd: end,
          };
        },
      };
    },
    onResultProcess({ request, result }) {
      if (executed.has(request) || Array.isArray(result) || !('errors' in result)) return;
      operations.refuse({
        requestId: requestIds.get(request),
        startedMs: startedMs.get(request) ?? clock.now(),
        errors: result.errors ?? [],
      });
    },
    onResponse({ request, response }) {
      const requestId = requestIds.get(request);
      if (requestId) response.headers.set('x-request-id', requestId);
      const waitSeconds = comeBack.get(request);
      if (waitSeconds) response.headers.set('retry-after', String(waitSeconds));
    },
  };
}
