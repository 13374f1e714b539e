import type { DocumentNode, GraphQLSchema } from 'graphql';
import { GraphQLError } from 'graphql';
import { createAborter } from '../abort.ts';
import type { DataClass } from '../access/data-class.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Admission } from '../admission.ts';
import type { Clock } from '../clock.ts';
import type { DocumentStore } from '../document-store.ts';
import type { PlanBook, Prepared } from '../execution/plan-book.ts';
import { createPlanBook } from '../execution/plan-book.ts';
import type { Plan } from '../execution/plan.ts';
import type { PriceGate } from '../limits/price-gate.ts';
import type { HandedOver, OpenOperation, Operations } from '../operation/operation.ts';
import type { Payload } from '../operation/reported-errors.ts';
import type { CachedResponse, Question, Recording, ResponseCache } from '../response-cache.ts';
import { asksForTheMoment } from '../schema/of-the-moment.ts';
import type { ToCost } from '../schema/upstream-cost.ts';
import { createCost } from '../schema/upstream-cost.ts';
import type { View, Views } from '../views.ts';
import type { AnswerType } from './answer-type.ts';
import { toJsonPieces } from './json-pieces.ts';
import type { PlainOperation } from './plain-operation.ts';
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
  /** Whole answers that are given again; none where it is left out. */
  readonly responses?: ResponseCache | undefined;
  /** Is told of each answer that it gives. */
  readonly onAnswer: (answer: { readonly isCached: boolean }) => void;
}

interface ReadyOperation extends Prepared {
  readonly asked: PlainOperation;
  readonly schema: GraphQLSchema;
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
  responses,
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

  function prepare(asked: PlainOperation, viewer: Viewer) {
    const view = views(viewer.roles);
    const { plans, valid } = toBook(view);
    const document = toValidDocument(asked.query, viewer, view.schema, valid);
    const prepared = document && plans.open(document, asked.operationName, asked.variables);
    return prepared && { ...prepared, asked, schema: view.schema };
  }

  const momentary = new WeakMap<Plan, boolean>();

  /** What is asked, of answers that can be given again; undefined for what is to be answered anew each time. */
  function toQuestion(prepared: ReadyOperation, viewer: Viewer): Question | undefined {
    const { plan, operation, fragments, schema, asked } = prepared;
    let isOfTheMoment = momentary.get(plan);
    if (isOfTheMoment === undefined) {
      isOfTheMoment = asksForTheMoment(schema, operation, fragments);
      momentary.set(plan, isOfTheMoment);
    }
    if (isOfTheMoment) return undefined;
    const { query: text, operationName, variables } = asked;
    return { plan, text, operationName, variables, viewer };
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

  /** An operation of its own, with everything that is done for one, but for its execution. */
  function giveAgain(response: CachedResponse, opened: OpenOperation, { operation, fragments }: Prepared): string[] {
    const { records, withheld, released } = opened.context.access;
    for (const id of response.records) records.add(id);
    for (const id of response.withheld) withheld.add(id);
    for (const dataClass of response.released) released.add(dataClass as DataClass);
    const pieces = toWholeAnswer(response.pieces, opened.complete({}));
    opened.end(operation, fragments);
    return pieces;
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
    const startedMs = clock.now();
    let opened: OpenOperation | undefined;
    let recording: Recording | undefined;
    let forget: (() => void) | undefined;
    try {
      const asking = toPlainOperation(content, store);
      const asked = asking instanceof Promise ? await asking : asking;
      const prepared = asked && prepare(asked, viewer);
      const ticket = prepared && prices.enter(viewer, toPrice(prepared, viewer));
      if (ticket instanceof GraphQLError) return { viewer, place, refusal: ticket };
      if (!prepared || !ticket) return { viewer, place };
      const question = responses && toQuestion(prepared, viewer);
      const finding = question && responses?.find(question);
      const found = finding instanceof Promise ? await finding : finding;
      if (question && !found?.response) recording = responses?.record(found?.since);
      const sources = recording?.sources;
      opened = operations.open({ requestId: operations.toRequestId(requestId), startedMs, viewer, sources });
      opened.charge(ticket);
      const headers = { 'Content-Type': `${answerType}; charset=utf-8`, 'x-request-id': opened.requestId };
      if (found?.response) {
        const pieces = giveAgain(found.response, opened, prepared);
        const ageSeconds = Math.max(0, Math.floor((clock.now() - found.response.madeMs) / 1_000));
        onAnswer({ isCached: true });
        place();
        return { pieces, headers: { ...headers, age: String(ageSeconds) } };
      }
      forget = onLeave(opened.leave);
      opened.begin();
      const data = await prepared.plan.run(opened.context, prepared.variableValues);
      if (!opened.hasReported()) {
        const payload = opened.complete({ data });
        const isLarge = opened.readBytes() >= LARGE_READ;
        let pieces: readonly string[];
        if (recording && question && !opened.isBehind()) {
          const { data: whole, ...rest } = payload;
          const dataPieces = isLarge ? toJsonPieces(whole as object) : [JSON.stringify(whole)];
          const { isPersonal, records, withheld, released } = opened.context.access;
          const marks = { isPersonal, records: [...records], withheld: [...withheld], released: [...released] };
          responses?.keep(question, recording, { ...marks, pieces: dataPieces });
          pieces = toWholeAnswer(dataPieces, rest);
        } else pieces = isLarge ? toJsonPieces(payload) : [JSON.stringify(payload)];
        opened.end(prepared.operation, prepared.fragments);
        onAnswer({ isCached: false });
        place();
        return { pieces, headers };
      }
    } catch {
      // Whatever it was, Yoga meets it again and tells what there is to tell.
    } finally {
      forget?.();
      if (recording) responses?.forget(recording);
    }
    return opened ? { viewer, place, handedOver: opened.anew() } : { viewer, place };
  };
}

/** An answer with the JSON of its data in place of the data. */
function toWholeAnswer(data: readonly string[], rest: Payload): string[] {
  const end = Object.keys(rest).length ? `,${JSON.stringify(rest).slice(1)}` : '}';
  const last = data.length - 1;
  return data.map((piece, index) => `${index === 0 ? '{"data":' : ''}${piece}${index === last ? end : ''}`);
}
