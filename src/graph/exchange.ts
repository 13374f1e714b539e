import type { Signal } from '../abort.ts';
import { GraphError, toStatusError } from './errors.ts';
import { isRetryableStatus } from './retry.ts';

/** Graph's versions; requests of two versions never share a batch. */
export type ApiVersion = 'v1.0' | 'beta';

/** One thing to read from Graph. */
export interface GraphRequest {
  /** Relative to the version root, starting with a slash. */
  readonly url: string;
  /** `v1.0` unless told. */
  readonly version?: ApiVersion | undefined;
  /** Whether the body holds money, whose digits must not pass through a binary number. */
  readonly exactMoney?: boolean | undefined;
  /** Items on one page, through `Prefer: odata.maxpagesize`; undefined = Graph's own page size. */
  readonly maxPageSize?: number | undefined;
  /** Whether it must be read from Graph from now on, whatever was read before or is under way. What it brings is for all. */
  readonly fresh?: true | undefined;
}

/** What became of one request in one try. */
export type Outcome = (
  | { readonly body: object; readonly error?: undefined; readonly retryAfter?: undefined; readonly date?: undefined }
  | {
      readonly body?: undefined;
      readonly error: GraphError;
      readonly retryAfter?: string | readonly string[];
      readonly date?: string;
    }
) & {
  /** The HTTP call that it was part of, the same object for all in it; undefined for what never left. */
  readonly exchange?: Exchange;
  /** How often it was sent in this try, 1 unless told: 0 for what never left, 2 where a token was refused. */
  readonly sends?: number;
};

/** One HTTP call. */
export interface Exchange {
  /** Whether it was a batch that failed as a whole, which says nothing of its items. */
  readonly isRefused: boolean;
  /** Of the answer, as JSON. */
  readonly bytes?: number;
  /** How long it had lasted when all who waited for it had left, in milliseconds; undefined where it has ended by itself. */
  readonly leftAfterMs?: number;
}

/** The operation that an upstream request is made for. */
export interface Operation {
  /** Aborts when the caller leaves or the deadline passes; its reason is the error that every pending request gets. */
  readonly signal: Signal;
  /** When the signal will abort at the latest, in milliseconds since the Unix epoch. */
  readonly deadlineMs: number;
  /** A GUID; goes out as `client-request-id`, by which Microsoft's support finds the requests. */
  readonly requestId: string;
  readonly meter: Meter;
}

/** What an operation has wanted and spent upstream. */
export interface Meter {
  /** Requests that it needed, whether or not they were sent for it: what another has under way is shared. */
  wanted: number;
  /** Round trips: a batch is one. */
  httpCalls: number;
  /** What Graph counts when it throttles: every batch item is one, every repetition too. */
  requests: number;
  /** The longest that one of them has waited for Graph's limits or for a repetition, in milliseconds. */
  waitedMs: number;
  /** What it was answered with, in bytes of JSON. */
  bytes: number;
  /** What it got that was read for others, in bytes of JSON. */
  givenBytes: number;
  /** How often it has come to the gate of Graph's limits. */
  entered: number;
  /** Whether it was given a list that was read before something was said to have changed. */
  isBehind: boolean;
  /** What it has read, as `toSource` has it; undefined where nobody wants to know. */
  sources: Set<string> | undefined;
  /** Whether the operation has ended, so that nothing is held for it any more. */
  isReleased: boolean;
}

export function createMeter(): Meter {
  return {
    wanted: 0,
    httpCalls: 0,
    requests: 0,
    waitedMs: 0,
    bytes: 0,
    givenBytes: 0,
    entered: 0,
    isBehind: false,
    sources: undefined,
    isReleased: false,
  };
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Headers of a single read, outside or inside a batch: every page and item needs them again. */
export function toPreferHeader({ maxPageSize }: GraphRequest): string {
  const enumMembers = 'include-unknown-enum-members';
  return maxPageSize === undefined ? enumMembers : `${enumMembers}, odata.maxpagesize=${maxPageSize}`;
}

/** The outcome of an answer or of a batch item by its status. `headers` have names in lower case. */
export function toOutcome(status: number, headers: Headers, body: unknown): Outcome {
  if (status === 200) {
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { body };
    return { error: new GraphError('UPSTREAM_INVALID_RESPONSE', 'Microsoft Graph sent a body that is not an object.') };
  }
  const requestId = headers['request-id'];
  const error = toStatusError(status, {
    retryable: isRetryableStatus(status),
    requestId: typeof requestId === 'string' && /^[\w./-]{1,64}$/.test(requestId) ? requestId : undefined,
  });
  const { 'retry-after': retryAfter, date } = headers;
  return { error, ...(retryAfter && { retryAfter }), ...(typeof date === 'string' && { date }) };
}
