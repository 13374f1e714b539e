import { createAborter } from '../abort.ts';
import type { Access } from '../access/access.ts';
import { toOwnerId } from '../access/access.ts';
import type { Viewer } from '../access/viewer.ts';
import type { GraphQLError, GraphQLResolveInfo, OperationDefinitionNode } from 'graphql';
import { locatedError, responsePathAsArray } from 'graphql';
import type { EndedAccess } from '../audit.ts';
import type { Clock } from '../clock.ts';
import type { Context } from '../context.ts';
import { toClientError } from '../errors.ts';
import { GraphError } from '../graph/errors.ts';
import type { Meter, Operation } from '../graph/exchange.ts';
import { createMeter } from '../graph/exchange.ts';
import { isGuid } from '../guid.ts';
import type { Ticket } from '../limits/caller-budget.ts';
import type { Loaders } from '../loaders/index.ts';
import type { Payload } from './reported-errors.ts';
import { createReportedErrors } from './reported-errors.ts';

export interface OperationsOptions {
  /** `ownerId`: whose call records alone may be given. */
  readonly createLoaders: (operation: Operation & { readonly ownerId: string | undefined }) => Loaders;
  /** What somebody may see. */
  readonly toAccess: (viewer: Viewer) => Access;
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
  /** Who was shown what; undefined for what was never executed. */
  readonly access?: Omit<EndedAccess, 'schema'>;
}

/** An operation under way, whichever way it came in. */
export interface OpenOperation {
  readonly requestId: string;
  readonly context: Context;
  /** What was set aside for it of the caller's budget: settled when it ends. */
  charge(ticket: Ticket): void;
  /** Starts the deadline: what is never executed must not leave a timer behind. */
  begin(): void;
  /** The caller has left. */
  readonly leave: () => void;
  /** A payload of the answer as the caller gets it: with the reported errors that belong in it and what it has cost. */
  complete(payload: Payload): Payload;
  /** What is to be executed anew: the same operation, with what it has read and nothing that it has reported. */
  anew(): OpenOperation;
  /** What it has of Graph so far, whoever it was read for, in bytes of JSON. */
  readBytes(): number;
  /** Whether it was given a list that is known to be behind. */
  isBehind(): boolean;
  /** Whether something was reported beside the data. */
  hasReported(): boolean;
  /** Ends it, once: stops the clock, gives up what is left, writes its line in the log. */
  end(node: OperationDefinitionNode | null | undefined, fragments: EndedAccess['fragments']): void;
}

/** What comes with a request that goes to Yoga. */
export interface HandedOver {
  /** Who is calling. */
  readonly viewer: Viewer;
  /** Gives back the place that it has among the operations under way. */
  readonly place?: () => void;
  /** Why it is refused, which was found out and told already. */
  readonly refusal?: GraphQLError;
  /** There was no place for it, and it has waited for one. */
  readonly isTurnedAway?: boolean;
  /** What the fast way has left in the middle of it: to be executed anew. */
  readonly handedOver?: OpenOperation;
}

/** What came with a request, in whichever of Yoga's contexts it stands. */
export const toHandedOver = (context: unknown): HandedOver => context as HandedOver;

export interface Operations {
  /** The id of a request: the caller's where it gave a GUID, else a fresh one. */
  toRequestId(given: string | null | undefined): string;
  open(request: {
    readonly requestId: string;
    readonly startedMs: number;
    readonly viewer: Viewer;
    /** Takes what of Graph it reads, as `toSource` has it. */
    readonly sources?: Set<string> | undefined;
  }): OpenOperation;
  /** Tells of a request that was never executed. */
  refuse(request: {
    readonly requestId: string | undefined;
    readonly startedMs: number;
    readonly errors: readonly GraphQLError[];
  }): void;
}

const ENDED = new GraphError('DEADLINE_EXCEEDED', 'The operation has ended.');
/** Names are the caller's, and as long as the caller likes. */
const LONGEST_NAME = 100;

/** The life of an operation: its id, deadline and loaders, what it reports beside its data, its line in the log. */
export function createOperations({
  createLoaders,
  toAccess,
  timeoutMs,
  clock,
  log,
  createRequestId,
  onEnd,
}: OperationsOptions): Operations {
  const deadline = `The operation took longer than ${timeoutMs / 1000} seconds.`;

  function logEnd(
    { requestId, meter }: Operation,
    startedMs: number,
    node: OperationDefinitionNode | null | undefined,
    errors: readonly GraphQLError[],
    access: EndedOperation['access'] | null,
  ) {
    const codes = toCodes(errors);
    const durationMs = clock.now() - startedMs;
    onEnd({ type: node?.operation ?? 'query', durationMs, codes, meter, ...(access && { access }) });
    log.info(
      {
        requestId,
        operation: node?.operation,
        operationName: node?.name?.value.slice(0, LONGEST_NAME),
        durationMs: Math.round(durationMs),
        upstream: toSpent(meter),
        ...(errors.length && { errors: errors.length, codes }),
      },
      'operation',
    );
  }

  return {
    toRequestId: (given) => (given && isGuid(given) ? given : createRequestId()),

    open({ requestId, startedMs, viewer, sources }) {
      const access = toAccess(viewer);
      const controller = createAborter();
      const { signal } = controller;
      const meter = createMeter();
      meter.sources = sources;
      const operation: Operation = { signal, deadlineMs: startedMs + timeoutMs, requestId, meter };
      let cancel: (() => void) | undefined;
      let hasEnded = false;
      let ticket: Ticket | undefined;
      const errors: GraphQLError[] = [];

      function execution(loaders: Loaders): OpenOperation {
        const reported = createReportedErrors();
        let hasReported = false;
        const report = (error: unknown, info: GraphQLResolveInfo) => {
          hasReported = true;
          reported.add(toClientError(locatedError(error, info.fieldNodes, responsePathAsArray(info.path))));
        };
        return {
          requestId,
          context: { access, loaders, requestId, now: () => clock.now(), signal, report },
          charge(given) {
            ticket = given;
          },
          begin() {
            cancel ??= clock.schedule(timeoutMs, () => controller.abort(new GraphError('DEADLINE_EXCEEDED', deadline)));
          },
          leave: () => controller.abort(new GraphError('DEADLINE_EXCEEDED', 'The caller left.')),
          complete(payload) {
            const whole = reported.addTo(withClientErrors(payload));
            errors.push(...toErrors(whole));
            // In parts the cost is known with the last of them.
            return whole.hasNext ? whole : withCost(whole, toShownCost(access, meter, ticket));
          },
          readBytes: () => meter.bytes + meter.givenBytes,
          isBehind: () => meter.isBehind,
          hasReported: () => hasReported,
          anew: () => execution(loaders.anew()),
          end(node, fragments) {
            if (hasEnded) return;
            hasEnded = true;
            cancel?.();
            // An error that took a whole branch of the answer with it leaves the branch's requests behind.
            controller.abort(ENDED);
            ticket?.settle(toShownCost(access, meter, ticket).requests);
            const forbidden = toForbiddenPaths(errors);
            logEnd(
              operation,
              startedMs,
              node,
              errors,
              node && { access, requestId, operation: node, fragments, forbidden },
            );
          },
        };
      }

      return execution(createLoaders({ ...operation, ownerId: toOwnerId(access) }));
    },

    refuse({ requestId, startedMs, errors }) {
      const codes = toCodes(errors);
      onEnd({ type: 'refused', durationMs: clock.now() - startedMs, codes });
      log.info({ requestId, errors: errors.length, codes }, 'refused');
    },
  };
}

/** When the last of them will have passed, in whole seconds; 0 where none says. */
export function toWaitSeconds(errors: readonly GraphQLError[]): number {
  return errors.reduce((longest, error) => {
    const { retryAfterSeconds } = toClientError(error).extensions;
    return typeof retryAfterSeconds === 'number' ? Math.max(longest, Math.ceil(retryAfterSeconds)) : longest;
  }, 0);
}

function toSpent({ wanted, httpCalls, requests, waitedMs, bytes }: Meter) {
  return { wanted, httpCalls, requests, waitedMs, bytes };
}

type Spent = Pick<Meter, 'wanted' | 'requests' | 'waitedMs'>;

/**
 * What the operation has wanted and spent; to those who may not see every record its price before the fact: what was
 * spent would tell how many records there are, and whether there is one.
 */
function toShownCost({ policy }: Access, meter: Meter, ticket: Ticket | undefined): Spent {
  if (policy.records === 'all') return meter;
  const price = ticket?.price ?? 0;
  return { wanted: price, requests: price, waitedMs: 0 };
}

/** `extensions.cost`. */
function withCost(payload: Payload, { wanted, requests, waitedMs }: Spent): Payload {
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

function toForbiddenPaths(errors: readonly GraphQLError[]): string[] {
  return errors.filter(({ extensions }) => extensions['code'] === 'FORBIDDEN').map(({ path = [] }) => path.join('.'));
}

function toCodes(errors: readonly GraphQLError[]): string[] {
  return [...new Set(errors.map((error) => String(toClientError(error).extensions['code'])))];
}
