import { GraphQLError } from 'graphql';
import type { Viewer } from '../access/viewer.ts';
import type { Clock } from '../clock.ts';
import type { CallerBudget, Ticket } from './caller-budget.ts';
import type { Guard } from './guard.ts';

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
      const error = toBudgetError(viewer, cost);
      const { figure, allowed } = error.extensions as unknown as { readonly figure: number; readonly allowed: number };
      guard.tell({ limit: 'budget', figure, allowed });
      return guard.isRefused ? error : { price: cost, settle: () => undefined };
    },
  };

  function toBudgetError(viewer: Viewer, cost: number): GraphQLError {
    const { limit, used, windowMs, endsMs } = budget.read(viewer);
    const retryAfterSeconds = Math.max(1, Math.ceil((endsMs - clock.now()) / 1_000));
    return new GraphQLError(
      `The operation would take ${cost} requests to Microsoft Graph; of your ${limit} in ${windowMs / 1_000} seconds ${Math.max(0, limit - used)} are left.`,
      {
        extensions: {
          code: 'BUDGET_EXCEEDED',
          retryable: true,
          retryAfterSeconds,
          figure: cost,
          allowed: Math.max(0, limit - used),
          http: { status: 429, headers: { 'retry-after': String(retryAfterSeconds) } },
        },
      },
    );
  }
}
