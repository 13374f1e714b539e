import type { GraphQLError } from 'graphql';
import { toLimitError } from './limit-error.ts';
import type { Excess, Limits } from './limits.ts';
import { findExcess } from './limits.ts';

/** `enforce` refuses what is beyond a limit, `measure` only tells of it. */
export type LimitMode = 'enforce' | 'measure';

export interface Guard {
  readonly limits: Limits;
  /** Whether what is beyond a limit is refused, or only told of. */
  readonly isRefused: boolean;
  /** How many tokens a document may have before it is not read further. */
  readonly maxTokens: number | undefined;
  /** Tells of what is beyond a limit that is kept elsewhere. */
  tell(excess: Excess): void;
  /** Tells of a figure beyond its limit; the error to refuse it with, where it is to be refused. */
  check(figures: Partial<Limits>): GraphQLError | undefined;
}

export interface GuardOptions {
  readonly limits: Limits;
  readonly mode: LimitMode;
  readonly onExcess: (excess: Excess, isRefused: boolean) => void;
}

export function createGuard({ limits, mode, onExcess }: GuardOptions): Guard {
  const isRefused = mode === 'enforce';
  return {
    limits,
    isRefused,
    maxTokens: isRefused ? limits.tokens : undefined,
    tell: (excess) => onExcess(excess, isRefused),
    check(figures) {
      const excess = findExcess(figures, limits);
      if (!excess) return undefined;
      onExcess(excess, isRefused);
      return isRefused ? toLimitError(excess) : undefined;
    },
  };
}
