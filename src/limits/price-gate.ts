import { GraphQLError } from 'graphql';
import type { Viewer } from '../access/viewer.ts';
import type { Clock } from '../clock.ts';
import type { BudgetState, CallerBudget, Ticket } from './caller-budget.ts';
import type { Guard } from './guard.ts';
import type { Excess } from './limits.ts';

/** Lets operations in by what they are going to take of Graph. */
export interface PriceGate {
  /** A ticket, or why the operation is refused: LIMIT_EXCEEDED where it is too dear, BUDGET_EXCEEDED where the caller has spent too much. */
  enter(viewer: Viewer, cost: number): Ticket | GraphQLError;
}

export function createPriceGate(guard: Guard, budget: CallerBudget, clock: Pick<Clock, 'now'>): PriceGate {
  return {
    enter(viewer, cost) {
      const refusal = guard.check({ cost });
      if (refusal) return refusal;
      const ticket = budget.reserve(viewer, cost);
      if (ticket) return ticket;
      const state = budget.read(viewer);
      const excess = { limit: 'budget', figure: cost, allowed: Math.max(0, state.limit - state.used) } as const;
      guard.tell(excess);
      return guard.isRefused ? toBudgetError(excess, state, clock.now()) : { price: cost, settle: () => undefined };
    },
  };
}

function toBudgetError(
  { figure, allowed }: Excess,
  { limit, windowMs, endsMs }: BudgetState,
  nowMs: number,
): GraphQLError {
  const retryAfterSeconds = Math.max(1, Math.ceil((endsMs - nowMs) / 1_000));
  return new GraphQLError(
    `The operation would take ${figure} requests to Microsoft Graph; of your ${limit} in ${windowMs / 1_000} seconds ${allowed} are left.`,
    {
      extensions: {
        code: 'BUDGET_EXCEEDED',
        retryable: true,
        retryAfterSeconds,
        figure,
        allowed,
        http: { status: 429, headers: { 'retry-after': String(retryAfterSeconds) } },
      },
    },
  );
}
