import type { Signal } from '../abort.ts';
import { createAborter } from '../abort.ts';
import { GraphError, toGraphError } from './errors.ts';
import type { GraphRequest, Meter, Operation } from './exchange.ts';
import { toPreferHeader } from './exchange.ts';
import type { GraphObserver } from './observer.ts';
import type { RecentBodies } from './recent-bodies.ts';

/** One request to Graph on its way, for every operation that wants the same at the same time. */
export interface Flight {
  readonly request: GraphRequest;
  /** Aborts when the last operation that waits for it has left. */
  readonly signal: Signal;
  /** When the last of its operations will have given up, in milliseconds since the Unix epoch. */
  readonly deadlineMs: number;
  /** The id of the operation that began it. */
  readonly requestId: string;
  /** Whether it was sent before. */
  isRetry: boolean;
  /** Whether it must not share a batch, because one that it was in was too large. */
  isAlone: boolean;
  /** Of its answer, as JSON; 0 while there is none. */
  bytes: number;
  /** Who bears its cost: of the operations that still wait the one that came first. */
  readonly payer: Meter;
  /** What an observer said of the moment when it was asked for. */
  readonly origin: unknown;
}

type Result = object | GraphError;

/** Reads a request in the name of an operation; never rejects. */
export type ReadShared = (request: GraphRequest, operation: Operation) => Promise<Result>;

export interface SharedFlightsOptions {
  readonly observer?: Pick<GraphObserver, 'origin' | 'shared' | 'cached'>;
  /** Left out, nothing is kept once it has landed. */
  readonly recent?: Pick<RecentBodies, 'get' | 'keep'> | undefined;
}

/**
 * Joins those who want the same at the same time: it is read once, and aborted only when nobody waits for it any more.
 * Bodies are therefore shared between operations and must not be changed. Who comes a moment later gets what is `recent`.
 */
export function withSharedFlights(
  read: (flight: Flight) => Promise<Result>,
  { observer = {}, recent }: SharedFlightsOptions = {},
): ReadShared {
  const underWay = new Map<string, Shared>();

  function take(key: string, request: GraphRequest, first: Operation): Shared {
    const flight = new SharedFlight(request, first, observer.origin?.());
    const result = read(flight);
    const shared: Shared = {
      flight,
      result,
      land() {
        if (underWay.get(key) === shared) underWay.delete(key);
        shared.result = undefined;
        flight.land();
      },
    };
    underWay.set(key, shared);
    result.then((body) => {
      shared.land();
      // What is not there is remembered as well: else it could be told from what only may not be seen.
      if (!(body instanceof GraphError)) recent?.keep(key, body, flight.bytes);
      else if (body.code === 'NOT_FOUND') recent?.keep(key, body, 0);
    }, shared.land);
    return shared;
  }

  return (request, operation) => {
    const { signal } = operation;
    if (signal.aborted) return Promise.resolve(toGraphError(signal.reason));
    const key = toKey(request);
    const known = recent?.get(key);
    if (known) {
      observer.cached?.();
      operation.meter.givenBytes += known.bytes;
      return Promise.resolve(known.body);
    }
    let shared = underWay.get(key);
    const isGiven = Boolean(shared);
    if (shared) {
      shared.flight.join(operation);
      observer.shared?.();
    } else shared = take(key, request, operation);
    const { flight, land } = shared;
    const result = shared.result as Promise<Result>;
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        if (!flight.leave(operation)) land();
        resolve(toGraphError(signal.reason));
      };
      signal.addEventListener('abort', onAbort, { once: true });
      result.then(
        (body) => {
          signal.removeEventListener('abort', onAbort);
          if (isGiven) operation.meter.givenBytes += flight.bytes;
          resolve(body);
        },
        (reason: unknown) => {
          signal.removeEventListener('abort', onAbort);
          reject(reason);
        },
      );
    });
  };
}

interface Shared {
  readonly flight: SharedFlight;
  /**
   * Let go of when it has landed: what a map has held is reached from its outgrown tables, which are old garbage, and
   * would live as long as they do.
   */
  result: Promise<Result> | undefined;
  /** Who wants the same from now on has it read anew. */
  readonly land: () => void;
}

/** A class, because an object literal with getters would get a hidden class of its own each time, kept until the heap is full. */
class SharedFlight implements Flight {
  readonly request: GraphRequest;
  readonly requestId: string;
  readonly origin: unknown;
  readonly signal: Signal;
  isRetry = false;
  isAlone = false;
  bytes = 0;
  readonly #aborter = createAborter();
  readonly #operations: Operation[];
  #lastPayer: Meter;

  constructor(request: GraphRequest, first: Operation, origin: unknown) {
    this.request = request;
    this.requestId = first.requestId;
    this.origin = origin;
    this.signal = this.#aborter.signal;
    this.#operations = [first];
    this.#lastPayer = first.meter;
  }

  get deadlineMs(): number {
    let latest = 0;
    for (const { deadlineMs } of this.#operations) latest = Math.max(latest, deadlineMs);
    return latest;
  }

  get payer(): Meter {
    return this.#operations[0]?.meter ?? this.#lastPayer;
  }

  join(operation: Operation): void {
    this.#operations.push(operation);
  }

  /** Lets go of everybody: what once held the flight may live on as garbage. */
  land(): void {
    this.#lastPayer = this.payer;
    this.#operations.length = 0;
  }

  /** Whether others still wait. The last one aborts it. */
  leave(operation: Operation): boolean {
    this.#lastPayer = this.payer;
    this.#operations.splice(this.#operations.indexOf(operation), 1);
    if (this.#operations.length) return true;
    this.#aborter.abort(operation.signal.reason);
    return false;
  }
}

/** Everything that Graph's answer depends on. */
function toKey(request: GraphRequest): string {
  return [request.version ?? 'v1.0', request.url, toPreferHeader(request), request.exactMoney ?? false].join(' ');
}
