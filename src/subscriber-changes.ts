import { GraphError } from './graph/errors.ts';
import { PositionLostError } from './live/change-log.ts';
import type { ChangeTail } from './live/change-tail.ts';
import type { Changes } from './live/changes.ts';
import type { CursorSeal } from './loaders/cursor.ts';

const LIST = 'callRecordChanged';

/** The tail of the log as subscribers get it: positions are sealed, and what is lost has a code. */
export function toChanges(tail: Pick<ChangeTail, 'follow'>, seal: CursorSeal): Changes {
  return {
    toCursor: ({ position }) => seal.seal(LIST, { position }),
    follow(after, signal) {
      const start = after == null ? undefined : (seal.open(LIST, after) as { readonly position: string }).position;
      return withCodedLoss(tail.follow(start, signal));
    },
  };
}

async function* withCodedLoss<T>(changes: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  try {
    yield* changes;
  } catch (error) {
    if (!(error instanceof PositionLostError)) throw error;
    throw new GraphError(
      'RESULT_TRUNCATED',
      'The log of changes does not reach back to your cursor: list the calls since then, and subscribe without "after".',
    );
  }
}
