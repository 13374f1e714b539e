import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import { execute, getOperationAST, GraphQLError } from 'graphql';
import type { Signal } from '../abort.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Clock } from '../clock.ts';
import { sleep } from '../clock.ts';
import type { Context } from '../context.ts';
import { toClientError } from '../errors.ts';
import { toFragments } from '../execution/fragments.ts';
import type { Ticket } from '../limits/caller-budget.ts';
import type { PriceGate } from '../limits/price-gate.ts';
import type { ChangeEvent } from '../schema/change-event.ts';
import type { EventPlaces } from './event-places.ts';
import type { OpenOperation, Operations } from './operation.ts';
import { toWaitSeconds } from './operation.ts';

export interface ChangeAnswersOptions {
  readonly operations: Operations;
  readonly prices: PriceGate;
  readonly places: EventPlaces;
  readonly clock: Clock;
}

export interface SubscriptionArguments {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly contextValue: Context;
  readonly variableValues?: Readonly<Record<string, unknown>> | null | undefined;
  readonly operationName?: string | null | undefined;
}

export interface ChangeAnswers {
  /**
   * How to answer each change of a subscription. Undefined where the subscriber does not want it, or has left. Rejects
   * where it cannot be found out whether they may know of it.
   */
  prepare(
    args: SubscriptionArguments,
    subscriber: { readonly viewer: Viewer; readonly price: number; readonly signal: Signal },
  ): (event: ChangeEvent) => Promise<ExecutionResult | undefined>;
}

/** Whether a change is wanted is tried to find out so often, later each time. */
const CHECK_TRIES = 5;
const FIRST_WAIT_MS = 1_000;

/**
 * Executes a subscription's selection anew for each change, as an operation of its own: with its own loaders, deadline,
 * price and line in the log. A change waits, and those behind it, until there is room for it and the caller's budget allows.
 */
export function createChangeAnswers({ operations, prices, places, clock }: ChangeAnswersOptions): ChangeAnswers {
  /** What a change's answer may take of Graph; undefined when the signal aborts. */
  async function findTicket(viewer: Viewer, price: number, signal: Signal): Promise<Ticket | undefined> {
    while (!signal.aborted) {
      const ticket = prices.enter(viewer, price);
      if (!(ticket instanceof GraphQLError)) return ticket;
      await sleep(clock, (toWaitSeconds([ticket]) || 1) * 1_000, signal).catch(() => undefined);
    }
    return undefined;
  }

  return {
    prepare(args, { viewer, price, signal }) {
      const { schema, document, operationName = null, variableValues = null, contextValue } = args;
      const node = getOperationAST(document, operationName);
      const fragments = toFragments(document);

      async function answerAsOperation(
        event: ChangeEvent,
        operation: OpenOperation,
      ): Promise<ExecutionResult | undefined> {
        const { context } = operation;
        for (const id of contextValue.access.searched) context.access.searched.add(id);
        if (event.isWanted && !(await event.isWanted(context))) return undefined;
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
