import type { Policy } from '../access/policy.ts';
import type { CallQualityOutcome, CallQualityReading } from './call-quality-reading.ts';
import { toForbidden } from './forbidden.ts';

/** Figures of fewer calls than this would tell of single people. */
export const LEAST_CALLS = 5;

/** Whether somebody sees figures of calls that they may not see one by one. */
export const hidesSmallGroups = ({ figures, records }: Policy): boolean => figures === 'all' && records !== 'all';

/** Figures without those of a few calls only; FORBIDDEN where there are no others. */
export function toUnrevealing(reading: CallQualityReading): CallQualityReading {
  const outcome = reading.outcome.then((whole) => {
    if (whole.callCount >= LEAST_CALLS) return withoutSmallGroups(whole);
    throw toForbidden(`Your roles show figures of ${LEAST_CALLS} calls or more; these would be of fewer.`);
  });
  // Whoever asks for its progress alone never looks at it.
  outcome.catch(() => undefined);
  return {
    outcome,
    async *toProgress() {
      for await (const step of reading.toProgress()) {
        if (step.callCount >= LEAST_CALLS) yield withoutSmallGroups(step);
      }
    },
  };
}

function withoutSmallGroups(outcome: CallQualityOutcome): CallQualityOutcome {
  return { ...outcome, groups: outcome.groups.filter(({ callCount }) => callCount >= LEAST_CALLS) };
}
