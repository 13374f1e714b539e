import type { DocumentNode } from 'graphql';
import { execute, GraphQLError } from 'graphql';
import type { Signal } from '../abort.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Admission } from '../admission.ts';
import { LONGEST_WAIT_MS } from '../admission.ts';
import type { Clock } from '../clock.ts';
import { toClientError } from '../errors.ts';
import type { PlanBook, Prepared } from '../execution/plan-book.ts';
import { createPlanBook } from '../execution/plan-book.ts';
import { GraphError } from '../graph/errors.ts';
import type { PriceGate } from '../limits/price-gate.ts';
import type { OpenOperation, Operations } from '../operation/operation.ts';
import { toPrice } from '../operation/price.ts';
import type { Payload } from '../operation/reported-errors.ts';
import type { View, Views } from '../views.ts';

export interface PageAnswersOptions {
  readonly views: Views;
  readonly operations: Operations;
  readonly prices: PriceGate;
  readonly admission: Pick<Admission, 'enter'>;
  readonly clock: Clock;
  /** A valid one, with one operation. */
  readonly document: DocumentNode;
}

/** Who asks for a page. */
export interface PageCaller {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly signal: Signal;
}

type Variables = Readonly<Record<string, unknown>>;

/** The whole of a page's data, or why it could not be had whole. */
export type PageAnswer = { readonly data: unknown } | { readonly errors: readonly GraphQLError[] };

/** Answers the document for a caller. Never rejects. */
export type AnswerPage = (caller: PageCaller, variables: Variables) => Promise<PageAnswer>;

/**
 * Executes one document of the gateway's own as an operation of the caller: with the schema that their roles see, its own
 * loaders, deadline, price and place, its lines in both logs.
 */
export function createPageAnswers(options: PageAnswersOptions): AnswerPage {
  const { views, operations, prices, admission, clock, document } = options;
  const books = new WeakMap<View, PlanBook>();

  function prepare(view: View, variables: Variables): Prepared {
    let book = books.get(view);
    if (!book) books.set(view, (book = createPlanBook(view.schema)));
    const prepared = book.open(document, undefined, variables);
    if (!prepared) throw new Error('The document of an export has no plan.');
    return prepared;
  }

  async function run(operation: OpenOperation, { schema }: View, prepared: Prepared): Promise<Payload> {
    try {
      const data = await prepared.plan.run(operation.context, prepared.variableValues);
      if (!operation.hasReported()) return operation.complete({ data });
    } catch {
      // Whatever it was, graphql-js meets it again and tells what there is to tell.
    }
    const again = operation.anew();
    const result = await execute({
      schema,
      document,
      contextValue: again.context,
      variableValues: prepared.variableValues,
    });
    const errors = result.errors?.map(toClientError);
    return again.complete({ ...result, ...(errors && { errors }) });
  }

  async function answer({ viewer, requestId, signal }: PageCaller, variables: Variables): Promise<PageAnswer> {
    const view = views(viewer.roles);
    const prepared = prepare(view, variables);
    const { operation: node, fragments } = prepared;
    const price = toPrice({ schema: view.schema, operation: node, fragments, variables }) ?? 0;
    const ticket = prices.enter(viewer, price);
    if (ticket instanceof GraphQLError) return { errors: [ticket] };
    const place = await admission.enter(signal);
    if (!place) {
      ticket.settle(0);
      return { errors: [toOverloaded()] };
    }
    const operation = operations.open({ requestId, startedMs: clock.now(), viewer });
    operation.charge(ticket);
    operation.begin();
    if (signal.aborted) operation.leave();
    signal.addEventListener('abort', operation.leave, { once: true });
    try {
      const { data, errors = [] } = await run(operation, view, prepared);
      return errors.length ? { errors } : { data };
    } finally {
      signal.removeEventListener('abort', operation.leave);
      operation.end(node, fragments);
      place();
    }
  }

  return async (caller, variables) => {
    try {
      return await answer(caller, variables);
    } catch (error) {
      return { errors: [toClientError(error)] };
    }
  };
}

function toOverloaded(): GraphQLError {
  return toClientError(
    new GraphError('OVERLOADED', 'The gateway has as much to do as it can.', {
      retryable: true,
      retryAfterMs: LONGEST_WAIT_MS,
    }),
  );
}
