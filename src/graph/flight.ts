import type { Signal } from '../abort.ts';
import { createAborter } from '../abort.ts';
import { GraphError, toGraphError } from './errors.ts';
import type { GraphRequest, Meter, Operation } from './exchange.ts';
import { toPreferHeader } from './exchange.ts';
import type { GraphObserver } from './observer.ts';
import type { RecordCache } from './record-cache.ts';

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
  /** The moment of `RecordCache` at which it was last sent; Infinity while it was not: it will bring what is new by then. */
  left: number;
  /** When its answer was read, in milliseconds since the Unix epoch, where somebody else has read it. */
  readMs: number | undefined;
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
  readonly cache?: Pick<RecordCache, 'get' | 'keep' | 'isOutdated' | 'isBehind'> | undefined;
}

/**
 * Joins those who want the same at the same time: it is read once, and aborted only when nobody waits for it any more.
 * Bodies are therefore shared between operations and must not be changed. Who comes later gets what is in the cache, and
 * joins nothing that left before the last change of what it reads.
 */
export function withSharedFlights(
  read: (flight: Flight) => Promise<Result>,
  { observer = {}, cache }: SharedFlightsOptions = {},
): ReadShared {
  const underWay = new Map<string, Shared>();

  function take(key: string, request: GraphRequest, first: Operation): Shared {
    const flight = new SharedFlight(request, first, observer.origin?.());
    const result = read(flight);
    const overtaken = underWay.get(key);
    if (overtaken) overtaken.isOvertaken = true;
    const shared: Shared = {
      flight,
      result,
      isOvertaken: false,
      land() {
        if (underWay.get(key) === shared) underWay.delete(key);
        shared.result = undefined;
        flight.land();
      },
    };
    underWay.set(key, shared);
    result.then((body) => {
      shared.land();
      if (!cache || shared.isOvertaken) return;
      // What is not there is remembered as well: else it could be told from what only may not be seen.
      const isError = body instanceof GraphError;
      if (isError && body.code !== 'NOT_FOUND') return;
      const { left, bytes, readMs } = flight;
      cache.keep({
        key,
        url: request.url,
        body,
        bytes: isError ? NOT_FOUND_BYTES : bytes,
        left,
        ...(readMs && { readMs }),
      });
    }, shared.land);
    return shared;
  }

  return (request, operation) => {
    const { signal } = operation;
    if (signal.aborted) return Promise.resolve(toGraphError(signal.reason));
    const key = toKey(request);
    const known = request.fresh ? undefined : cache?.get(key);
    if (known) {
      observer.cached?.();
      operation.meter.givenBytes += known.bytes;
      if (known.isBehind) operation.meter.isBehind = true;
      return Promise.resolve(known.body);
    }
    let shared = request.fresh ? undefined : underWay.get(key);
    if (shared && cache?.isOutdated(request.url, shared.flight.left)) shared = undefined;
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
          if (cache?.isBehind(request.url, flight.left)) operation.meter.isBehind = true;
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
  /** Whether it is read anew, so that it is for those alone who wait for it. */
  isOvertaken: boolean;
  /** Who wants the same from now on has it read anew. */
  readonly land: () => void;
}

/** What the memory that there is nothing counts as, in bytes of JSON. */
const NOT_FOUND_BYTES = 500;

/** A class, because an object literal with getters would get a hidden class of its own each time, kept until the heap is full. */
class SharedFlight implements Flight {
  readonly request: GraphRequest;
  readonly requestId: string;
  readonly origin: unknown;
  readonly signal: Signal;
  isRetry = false;
  isAlone = false;
  bytes = 0;
  left = Infinity;
  readMs: number | undefined = undefined;
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
export function toKey(request: GraphRequest): string {
  return [request.version ?? 'v1.0', request.url, toPreferHeader(request), request.exactMoney ?? false].join(' ');
}
