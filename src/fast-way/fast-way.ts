import type { DocumentNode, GraphQLSchema } from 'graphql';
import { GraphQLError } from 'graphql';
import { createAborter } from '../abort.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Admission } from '../admission.ts';
import type { Clock } from '../clock.ts';
import type { DocumentStore } from '../document-store.ts';
import type { PlanBook, Prepared } from '../execution/plan-book.ts';
import { createPlanBook } from '../execution/plan-book.ts';
import type { Plan } from '../execution/plan.ts';
import type { PriceGate } from '../limits/price-gate.ts';
import type { HandedOver, OpenOperation, Operations } from '../operation/operation.ts';
import type { ToCost } from '../schema/upstream-cost.ts';
import { createCost } from '../schema/upstream-cost.ts';
import type { View, Views } from '../views.ts';
import type { AnswerType } from './answer-type.ts';
import { toJsonPieces } from './json-pieces.ts';
import { toPlainOperation } from './plain-operation.ts';

export interface PlainRequest {
  readonly content: string;
  readonly answerType: AnswerType;
  readonly viewer: Viewer;
  /** `x-request-id` of the request. */
  readonly requestId: string | null | undefined;
  /** Tells what to do when the caller leaves; returns what makes it forget. */
  readonly onLeave: (leave: () => void) => () => void;
}

/** A whole answer, with HTTP status 200. */
export interface PlainAnswer {
  /** Of the body, one behind the other. */
  readonly pieces: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

/** What is left to Yoga, with the operation where it was begun. */
export interface LeftToYoga extends HandedOver {
  readonly pieces?: undefined;
}

/** Who has read so much, in bytes of JSON, may have a large answer. */
const LARGE_READ = 120_000;

/** Answers what needs none of Yoga's care, and leaves everything else to it. Never rejects. */
export type FastWay = (request: PlainRequest) => Promise<PlainAnswer | LeftToYoga>;

export interface FastWayOptions {
  readonly views: Views;
  /** Documents that Yoga has parsed, by their text. */
  readonly documents: { get(text: string): DocumentNode | undefined };
  /** Parses and validates as Yoga does, with every plugin's part in it. */
  readonly yoga: {
    readonly getEnveloped: (context: object) => {
      readonly parse: (text: string) => DocumentNode;
      readonly validate: (schema: GraphQLSchema, document: DocumentNode) => readonly GraphQLError[];
    };
  };
  readonly store: DocumentStore;
  readonly admission: Pick<Admission, 'enter' | 'tryEnter'>;
  readonly prices: PriceGate;
  /** How many fields may be planned for each view. */
  readonly maxPlannedFields: number;
  readonly operations: Operations;
  readonly clock: Clock;
  /** Is told of each answer that it gives. */
  readonly onAnswer: () => void;
}

/**
 * A valid query that a plan exists for, with room to execute it at once, and an answer without errors. The moment that
 * anything is otherwise it is Yoga's, which executes it anew over what was read already.
 */
export function createFastWay({
  views,
  documents,
  store,
  yoga,
  admission,
  prices,
  maxPlannedFields,
  operations,
  clock,
  onAnswer,
}: FastWayOptions): FastWay {
  const books = new WeakMap<View, { readonly plans: PlanBook; readonly valid: WeakSet<DocumentNode> }>();

  function toBook(view: View) {
    let book = books.get(view);
    if (!book) books.set(view, (book = { plans: createPlanBook(view.schema, maxPlannedFields), valid: new WeakSet() }));
    return book;
  }

  function toValidDocument(text: string, viewer: Viewer, schema: GraphQLSchema, valid: WeakSet<DocumentNode>) {
    const known = documents.get(text);
    if (known && valid.has(known)) return known;
    // Yoga marks the error of a document, which it keeps, for requests alone.
    const { parse, validate } = yoga.getEnveloped({ request: { method: 'POST' }, viewer });
    const document = parse(text);
    if (validate(schema, document).length) return undefined;
    valid.add(document);
    return document;
  }

  function prepare(content: string, viewer: Viewer) {
    const asked = toPlainOperation(content, store);
    if (!asked) return undefined;
    const view = views(viewer.roles);
    const { plans, valid } = toBook(view);
    const document = toValidDocument(asked.query, viewer, view.schema, valid);
    return document && plans.open(document, asked.operationName, asked.variables);
  }

  const costs = new WeakMap<Plan, ToCost>();

  function toPrice({ plan, operation, fragments, variableValues }: Prepared, viewer: Viewer): number {
    let toCost = costs.get(plan);
    if (!toCost) {
      toCost = createCost(operation, { schema: views(viewer.roles).schema, fragments, variableValues });
      costs.set(plan, toCost);
    }
    return toCost(variableValues);
  }

  /** A place among the operations under way, at once or when there is one. */
  function findPlace(onLeave: PlainRequest['onLeave']): (() => void) | Promise<(() => void) | undefined> {
    const place = admission.tryEnter();
    if (place) return place;
    const aborter = createAborter();
    const forget = onLeave(() => aborter.abort(undefined));
    return admission.enter(aborter.signal).finally(forget);
  }

  return async ({ content, answerType, viewer, requestId, onLeave }) => {
    const found = findPlace(onLeave);
    const place = found instanceof Promise ? await found : found;
    if (!place) return { viewer, isTurnedAway: true };
    let opened: OpenOperation | undefined;
    let forget: (() => void) | undefined;
    try {
      const prepared = prepare(content, viewer);
      const ticket = prepared && prices.enter(viewer, toPrice(prepared, viewer));
      if (ticket instanceof GraphQLError) return { viewer, place, refusal: ticket };
      if (!prepared || !ticket) return { viewer, place };
      opened = operations.open({ requestId: operations.toRequestId(requestId), startedMs: clock.now(), viewer });
      opened.charge(ticket);
      forget = onLeave(opened.leave);
      opened.begin();
      const data = await prepared.plan.run(opened.context, prepared.variableValues);
      if (!opened.hasReported()) {
        const payload = opened.complete({ data });
        const pieces = opened.readBytes() < LARGE_READ ? [JSON.stringify(payload)] : toJsonPieces(payload);
        opened.end(prepared.operation, prepared.fragments);
        onAnswer();
        place();
        return {
          pieces,
          headers: { 'Content-Type': `${answerType}; charset=utf-8`, 'x-request-id': opened.requestId },
        };
      }
    } catch {
      // Whatever it was, Yoga meets it again and tells what there is to tell.
    } finally {
      forget?.();
    }
    return opened ? { viewer, place, handedOver: opened.anew() } : { viewer, place };
  };
}
