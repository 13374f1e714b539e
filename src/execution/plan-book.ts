import type { DirectiveNode, DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { getOperationAST, getVariableValues, Kind, visit } from 'graphql';
import type { Fragments } from './fragments.ts';
import { toFragments } from './fragments.ts';
import { NotPlain } from './not-plain.ts';
import type { Plan } from './plan.ts';
import { createPlan } from './plan.ts';

/** An operation of a document, ready to be executed. */
export interface Prepared {
  readonly plan: Plan;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
  readonly variableValues: Record<string, unknown>;
}

export interface PlanBook {
  /**
   * The plan of an operation with its variables, which are checked each time; undefined where there is none for it, or
   * anything is wrong with what was asked. The document must be valid.
   */
  open(
    document: DocumentNode,
    operationName: string | null | undefined,
    variables: Readonly<Record<string, unknown>>,
  ): Prepared | undefined;
}

/** The plans of one operation: one for each combination of the variables that `@skip` and `@include` look at. */
interface Page {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
  readonly decisive: readonly string[];
  readonly plans: Map<string, Plan | undefined>;
}

/** Combinations of one operation that are kept; beyond them the oldest goes. */
const MAX_PLANS = 8;

/**
 * Plans by document; they go when the document does. A short document can spread its fragments into many fields, of which
 * each takes about 1.5 kB: when more than `maxFields` are planned, all plans are let go and begun anew.
 */
export function createPlanBook(schema: GraphQLSchema, maxFields = Infinity): PlanBook {
  let pages = new WeakMap<DocumentNode, Map<string | null, Page>>();
  let fieldCount = 0;

  function countField(): void {
    fieldCount += 1;
    if (fieldCount <= maxFields) return;
    pages = new WeakMap();
    fieldCount = 0;
  }

  function findPage(document: DocumentNode, operationName: string | null | undefined): Page | undefined {
    let ofDocument = pages.get(document);
    if (!ofDocument) pages.set(document, (ofDocument = new Map<string | null, Page>()));
    const name = operationName ?? null;
    let page = ofDocument.get(name);
    if (!page) {
      page = toPage(document, operationName);
      // A name that is not in the document could be anything.
      if (page) ofDocument.set(name, page);
    }
    return page;
  }

  function findPlan({ operation, fragments, decisive, plans }: Page, variableValues: Record<string, unknown>) {
    const key = decisive.map((name) => String(variableValues[name])).join();
    let plan = plans.get(key);
    if (!plan && !plans.has(key)) {
      plan = tryPlan(() => createPlan({ schema, operation, fragments, variableValues, onField: countField }));
      const [oldest] = plans.keys();
      if (plans.size === MAX_PLANS && oldest !== undefined) plans.delete(oldest);
      plans.set(key, plan);
    }
    return plan;
  }

  return {
    open(document, operationName, variables) {
      const page = findPage(document, operationName);
      if (!page) return undefined;
      const { operation, fragments } = page;
      const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
      if (!coerced) return undefined;
      const plan = findPlan(page, coerced);
      return plan && { plan, operation, fragments, variableValues: coerced };
    },
  };
}

function tryPlan(create: () => Plan): Plan | undefined {
  try {
    return create();
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

function toPage(document: DocumentNode, operationName: string | null | undefined): Page | undefined {
  const operation = getOperationAST(document, operationName);
  if (!operation) return undefined;
  const decisive = new Set<string>();
  for (const definition of document.definitions) {
    visit(definition, { [Kind.DIRECTIVE]: (node) => addVariables(node, decisive) });
  }
  return { operation, fragments: toFragments(document), decisive: [...decisive], plans: new Map() };
}

function addVariables({ arguments: given = [] }: DirectiveNode, names: Set<string>): void {
  for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
}
