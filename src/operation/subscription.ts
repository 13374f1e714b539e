import type { ExecutionResult } from 'graphql';
import { createSourceEventStream, getOperationAST, GraphQLError } from 'graphql';
import type { Signal } from '../abort.ts';
import { createAborter } from '../abort.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Clock } from '../clock.ts';
import type { Context } from '../context.ts';
import { toClientError } from '../errors.ts';
import { toFragments } from '../execution/fragments.ts';
import type { ConcurrencyCap } from '../limits/concurrency-cap.ts';
import type { Changes } from '../live/changes.ts';
import type { ChangeEvent } from '../schema/change-event.ts';
import type { ChangeAnswersOptions, SubscriptionArguments } from './change-answer.ts';
import { createChangeAnswers } from './change-answer.ts';
import { toPrice } from './price.ts';

/** How a subscription ended. */
export type SubscriptionEnd = 'left' | 'expired' | 'stopped' | 'failed' | 'refused';

export interface SubscriptionsOptions extends ChangeAnswersOptions {
  readonly cap: ConcurrencyCap;
  readonly changes: Changes | undefined;
  readonly log: { info(line: object, message: string): void };
  /** Is told of each change that a subscriber was sent. */
  readonly onEvent?: () => void;
}

/** Who subscribes, and until when. */
export interface Subscriber {
  readonly viewer: Viewer;
  readonly requestId: string;
  /** Aborts when the subscriber leaves. */
  readonly signal: Signal | AbortSignal;
}

type Results = AsyncGenerator<ExecutionResult, void, undefined>;

export interface Subscriptions {
  /** The answers to a subscription, one for each change that the subscriber wants; or why there are none. */
  open(args: SubscriptionArguments, subscriber: Subscriber): Promise<Results | ExecutionResult>;
  /** Ends all of them, each with a `complete`, and refuses those that come from now on: OVERLOADED. */
  stop(): void;
}

/**
 * Subscriptions under way: each ends when its subscriber leaves, its token ends, its log does not reach back, or the
 * gateway stops, and is then found in the log.
 */
export function createSubscriptions(options: SubscriptionsOptions): Subscriptions {
  const { prices, cap, changes, clock, log, onEvent } = options;
  const answers = createChangeAnswers(options);
  /** What ends each of those under way. */
  const open = new Set<() => void>();
  let isStopping = false;

  return {
    async open(args, { viewer, requestId, signal: left }) {
      if (isStopping) return { errors: [toStoppingError()] };
      const { schema, document, operationName, variableValues, contextValue } = args;
      const node = getOperationAST(document, operationName);
      const fragments = toFragments(document);
      const price = node && toPrice({ schema, operation: node, fragments, variables: variableValues ?? {} });
      const admitted = price == null ? undefined : prices.enter(viewer, price);
      if (admitted instanceof GraphQLError) return { errors: [admitted] };
      // Paid for with each change.
      admitted?.settle(0);
      const giveBack = cap.enter(viewer);
      if (giveBack instanceof GraphQLError) return { errors: [giveBack] };

      const aborter = createAborter();
      const startedMs = clock.now();
      let end: SubscriptionEnd = 'left';
      let sent = 0;
      const finish = (reason: SubscriptionEnd) => {
        if (aborter.signal.aborted) return;
        end = reason;
        aborter.abort(undefined);
      };
      const leave = () => finish('left');
      left.addEventListener('abort', leave, { once: true });
      const cancelExpiry =
        viewer.expiresMs < Infinity ? scheduleAt(clock, viewer.expiresMs, () => finish('expired')) : () => undefined;
      const shut = () => finish('stopped');
      open.add(shut);

      const close = () => {
        finish('left');
        left.removeEventListener('abort', leave);
        cancelExpiry();
        open.delete(shut);
        giveBack();
        const durationMs = Math.round(clock.now() - startedMs);
        log.info({ requestId, operationName: node?.name?.value.slice(0, 100), durationMs, sent, end }, 'subscription');
      };

      if (left.aborted) leave();
      const source = await createSourceEventStream({
        schema,
        document,
        operationName: operationName ?? null,
        variableValues: variableValues ?? null,
        contextValue: { ...contextValue, changes, signal: aborter.signal } satisfies Context,
      });
      if (!(Symbol.asyncIterator in source)) {
        finish('refused');
        close();
        return source;
      }
      const { signal } = aborter;
      const answer = answers.prepare(args, { viewer, price: price ?? 0, signal, node, fragments });

      async function* results(): Results {
        try {
          for await (const event of source as AsyncIterable<ChangeEvent>) {
            const result = await answer(event);
            if (aborter.signal.aborted) break;
            if (!result) continue;
            sent += 1;
            onEvent?.();
            yield result;
          }
          if (end === 'expired') yield { errors: [toExpiredError()] };
        } catch (error) {
          finish('failed');
          yield { errors: [toClientError(error)] };
        } finally {
          close();
        }
      }
      return guarded(results(), leave, close);
    },
    stop() {
      isStopping = true;
      for (const shut of open) shut();
    },
  };
}

/** A generator that was never begun runs no `finally`: what it holds is given back all the same. */
function guarded(results: Results, leave: () => void, close: () => void): Results {
  let isBegun = false;
  const next = results.next.bind(results);
  const giveBack = results.return.bind(results);
  results.next = () => {
    isBegun = true;
    return next();
  };
  results.return = (value) => {
    // What waits for the next change would otherwise wait on.
    leave();
    if (!isBegun) close();
    return giveBack(value);
  };
  return results;
}

/** Timers hold no more than this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

function scheduleAt(clock: Clock, atMs: number, fn: () => void): () => void {
  const leftMs = Math.max(0, atMs - clock.now());
  let cancel: () => void = () => undefined;
  const wait = (ms: number) => {
    const stepMs = Math.min(ms, LONGEST_TIMER_MS);
    cancel = clock.schedule(stepMs, () => (ms > stepMs ? wait(ms - stepMs) : fn()));
  };
  wait(leftMs);
  return () => cancel();
}

/** The next replica, or this one once it is back, takes the subscription. */
function toStoppingError(): GraphQLError {
  return new GraphQLError('The gateway stops: subscribe again, `after` the last cursor.', {
    extensions: {
      code: 'OVERLOADED',
      retryable: true,
      retryAfterSeconds: 1,
      http: { status: 503, headers: { 'retry-after': '1' } },
    },
  });
}

function toExpiredError(): GraphQLError {
  return new GraphQLError(
    'Your token has ended, and the subscription with it: subscribe with a new one, `after` the last cursor.',
    {
      extensions: { code: 'UNAUTHENTICATED' },
    },
  );
}
