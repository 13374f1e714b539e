import type { GraphError } from './errors.ts';
import { toGraphError } from './errors.ts';
import type { GraphRequest, Meter, Operation } from './exchange.ts';
import { toPreferHeader } from './exchange.ts';
import type { GraphObserver } from './observer.ts';

/** One request to Graph on its way, for every operation that wants the same at the same time. */
export interface Flight {
  readonly request: GraphRequest;
  /** Aborts when the last operation that waits for it has left. */
  readonly signal: AbortSignal;
  /** When the last of its operations will have given up, in milliseconds since the Unix epoch. */
  readonly deadlineMs: number;
  /** The id of the operation that began it. */
  readonly requestId: string;
  /** Whether it was sent before. */
  isRetry: boolean;
  /** Whether it must not share a batch, because one that it was in was too large. */
  isAlone: boolean;
  /** Who bears its cost: of the operations that still wait the one that came first. */
  readonly payer: Meter;
  /** What an observer said of the moment when it was asked for. */
  readonly origin: unknown;
}

type Result = object | GraphError;

/** Reads a request in the name of an operation; never rejects. */
export type ReadShared = (request: GraphRequest, operation: Operation) => Promise<Result>;

/**
 * Joins those who want the same at the same time: it is read once, and aborted only when nobody waits for it any more.
 * Bodies are therefore shared between operations and must not be changed. Nothing is kept once it has landed.
 */
export function withSharedFlights(
  read: (flight: Flight) => Promise<Result>,
  observer: Pick<GraphObserver, 'origin' | 'shared'> = {},
): ReadShared {
  const underWay = new Map<
    string,
    { readonly operations: Operation[]; readonly result: Promise<Result>; leave(operation: Operation): void }
  >();

  function take(key: string, request: GraphRequest, first: Operation) {
    const controller = new AbortController();
    const operations: Operation[] = [];
    let lastPayer = first.meter;
    const flight: Flight = {
      request,
      signal: controller.signal,
      get deadlineMs() {
        return operations.reduce((latest, { deadlineMs }) => Math.max(latest, deadlineMs), 0);
      },
      requestId: first.requestId,
      isRetry: false,
      isAlone: false,
      origin: observer.origin?.(),
      get payer() {
        return operations[0]?.meter ?? lastPayer;
      },
    };
    operations.push(first);
    const land = () => {
      if (underWay.get(key) === shared) underWay.delete(key);
    };
    const shared = {
      operations,
      result: undefined as unknown as Promise<Result>,
      leave(operation: Operation) {
        lastPayer = flight.payer;
        operations.splice(operations.indexOf(operation), 1);
        if (operations.length) return;
        land();
        controller.abort(operation.signal.reason);
      },
    };
    underWay.set(key, shared);
    shared.result = read(flight).finally(land);
    return shared;
  }

  return (request, operation) => {
    const { signal } = operation;
    if (signal.aborted) return Promise.resolve(toGraphError(signal.reason));
    const key = toKey(request);
    let shared = underWay.get(key);
    if (shared) {
      shared.operations.push(operation);
      observer.shared?.();
    } else shared = take(key, request, operation);
    const joined = shared;
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        joined.leave(operation);
        resolve(toGraphError(signal.reason));
      };
      signal.addEventListener('abort', onAbort, { once: true });
      joined.result.finally(() => signal.removeEventListener('abort', onAbort)).then(resolve, reject);
    });
  };
}

/** Everything that Graph's answer depends on. */
function toKey(request: GraphRequest): string {
  return [request.version ?? 'v1.0', request.url, toPreferHeader(request), request.exactMoney ?? false].join(' ');
}
