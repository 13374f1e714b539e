import { GraphQLError } from 'graphql';
import type { Excess } from './limits.ts';
import { toExcessMessage } from './limits.ts';

/** HTTP 400 where the media type lets errors have a status of their own. */
export function toLimitError(excess: Excess): GraphQLError {
  const { limit, figure, allowed } = excess;
  return new GraphQLError(toExcessMessage(excess), {
    extensions: {
      code: 'LIMIT_EXCEEDED',
      limit,
      // JSON has no infinity.
      figure: Number.isFinite(figure) ? figure : null,
      allowed,
      http: { status: 400, spec: true },
    },
  });
}
