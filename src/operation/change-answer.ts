import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { execute, GraphQLError } from 'graphql';
import type { Signal } from '../abort.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Clock } from '../clock.ts';
import { sleep } from '../clock.ts';
import type { Context } from '../context.ts';
import { toClientError } from '../errors.ts';
import type { Fragments } from '../execution/fragments.ts';
import type { Ticket } from '../limits/caller-budget.ts';
import type { PriceGate } from '../limits/price-gate.ts';
import type { RecordChange } from '../live/change.ts';
import type { ChangeEvent } from '../schema/change-event.ts';
import type { EventPlaces } from './event-places.ts';
import type { OpenOperation, Operations } from './operation.ts';
import { toWaitSeconds } from './operation.ts';

export interface ChangeAnswersOptions {
  readonly operations: Operations;
  readonly prices: PriceGate;
  readonly places: EventPlaces;
  readonly clock: Clock;
  /** Is told of each change that a subscriber is not told of because it will never be known whether it is for them. */
  readonly onPassedOver: (change: RecordChange, code: unknown) => void;
}

export interface SubscriptionArguments {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly contextValue: Context;
  readonly variableValues?: Readonly<Record<string, unknown>> | null | undefined;
  readonly operationName?: string | null | undefined;
}

/** What is known of a subscription since it was opened. */
export interface SubscriptionAnswered {
  readonly viewer: Viewer;
  readonly price: number;
  readonly signal: Signal;
  readonly node: OperationDefinitionNode | null | undefined;
  readonly fragments: Fragments;
}

export interface ChangeAnswers {
  /**
   * How to answer each change of a subscription. Undefined where the subscriber does not want it, has left, or it will never
   * be known whether they may know of it. Rejects where that cannot be found out for now.
   */
  prepare(
    args: SubscriptionArguments,
    subscription: SubscriptionAnswered,
  ): (event: ChangeEvent) => Promise<ExecutionResult | undefined>;
}

/** Whether a change is wanted is tried to find out so often, later each time. */
const CHECK_TRIES = 5;
const FIRST_WAIT_MS = 1_000;

/** Not retryable for the operation that they end, but nothing that the record has to do with. */
const NOT_OF_THE_RECORD = new Set<unknown>(['DEADLINE_EXCEEDED', 'UPSTREAM_UNAUTHENTICATED']);

/**
 * Executes a subscription's selection anew for each change, as an operation of its own: with its own loaders, deadline,
 * price and line in the log. A change waits, and those behind it, until there is room for it and the caller's budget allows.
 */
export function createChangeAnswers(options: ChangeAnswersOptions): ChangeAnswers {
  const { operations, prices, places, clock, onPassedOver } = options;

  /** What a change's answer may take of Graph; undefined when the signal aborts. */
  async function findTicket(viewer: Viewer, price: number, signal: Signal): Promise<Ticket | undefined> {
    while (!signal.aborted) {
      const ticket = prices.enter(viewer, price);
      if (!(ticket instanceof GraphQLError)) return ticket;
      await sleep(clock, (toWaitSeconds([ticket]) || 1) * 1_000, signal).catch(() => undefined);
    }
    return undefined;
  }

  /** A record that can never be looked into would end the subscription at the same place each time that it is resumed. */
  async function isWanted({ change, isWanted: check }: ChangeEvent, context: Context): Promise<boolean> {
    try {
      return !check || (await check(context));
    } catch (error) {
      const { code, retryable } = toClientError(error).extensions;
      if (retryable === true || NOT_OF_THE_RECORD.has(code)) throw error;
      onPassedOver(change, code);
      return false;
    }
  }

  return {
    prepare(args, { viewer, price, signal, node, fragments }) {
      const { schema, document, operationName = null, variableValues = null, contextValue } = args;

      async function answerAsOperation(
        event: ChangeEvent,
        operation: OpenOperation,
      ): Promise<ExecutionResult | undefined> {
        const { context } = operation;
        for (const id of contextValue.access.searched) context.access.searched.add(id);
        if (!(await isWanted(event, context))) return undefined;
        const result = await execute({
          schema,
          document,
          rootValue: event,
          contextValue: { ...contextValue, ...context },
          variableValues,
          operationName,
        });
        const errors = result.errors?.map(toClientError);
        return operation.complete({ ...result, ...(errors && { errors }) }) as ExecutionResult;
      }

      async function answerOnce(event: ChangeEvent): Promise<ExecutionResult | undefined> {
        const ticket = await findTicket(viewer, price, signal);
        const place = ticket && (await places.enter(signal));
        if (!place) {
          ticket?.settle(0);
          return undefined;
        }
        const requestId = operations.toRequestId(undefined);
        const operation = operations.open({ requestId, startedMs: clock.now(), viewer });
        operation.charge(ticket);
        operation.begin();
        signal.addEventListener('abort', operation.leave, { once: true });
        try {
          return await answerAsOperation(event, operation);
        } finally {
          signal.removeEventListener('abort', operation.leave);
          operation.end(node, fragments);
          place();
        }
      }

      return async (event) => {
        for (let attempt = 1; !signal.aborted; attempt += 1) {
          try {
            return await answerOnce(event);
          } catch (error) {
            if (attempt === CHECK_TRIES) throw error;
            await sleep(clock, FIRST_WAIT_MS * 2 ** attempt, signal).catch(() => undefined);
          }
        }
        return undefined;
      };
    },
  };
}
