import type { TimelineSessionFragment, Verdict } from '../gql/graphql.ts';
import { toEndName } from '../words/people.ts';
import { toFailureWords, toVerdictWord } from '../words/terms.ts';
import { toClockWithSeconds, toDurationWords } from '../words/time.ts';
import type { Span } from './span.ts';
import { toSpan } from './span.ts';

/** A segment as a bar of the picture. */
export interface Bar {
  readonly id: string;
  readonly span: Span;
  readonly verdict: Verdict;
  readonly failure: string | undefined;
  /** All that the bar shows, in words. */
  readonly words: string;
}

/** A session as a line of the picture. */
export interface Lane {
  readonly id: string;
  readonly caller: string;
  readonly callee: string;
  readonly failure: string | undefined;
  readonly bars: readonly Bar[];
}

/** Sessions by their start. A segment without times of its own has those of its session. */
export function toLanes(sessions: readonly TimelineSessionFragment[]): readonly Lane[] {
  return sessions
    .map((session) => {
      const caller = toEndName(session.caller);
      const callee = toEndName(session.callee);
      const failure = session.failureInfo ? toFailureWords(session.failureInfo) : undefined;
      const bars = (session.segments ?? []).flatMap((segment): readonly Bar[] => {
        const span = toSpan(segment) ?? toSpan(session);
        if (!span) return [];
        const verdict = segment.quality?.verdict ?? 'UNCLASSIFIED';
        const ownFailure = segment.failureInfo ? toFailureWords(segment.failureInfo) : failure;
        const words = [
          `${caller} to ${callee}`,
          `${toClockWithSeconds(span.from)} to ${toClockWithSeconds(span.to)}`,
          toDurationWords((span.to - span.from) / 1000),
          toVerdictWord(verdict),
          ...(ownFailure ? [ownFailure] : []),
        ].join(', ');
        return [{ id: segment.id, span, verdict, failure: ownFailure, words }];
      });
      return { id: session.id, caller, callee, failure, bars };
    })
    .sort((a, b) => (a.bars[0]?.span.from ?? Infinity) - (b.bars[0]?.span.from ?? Infinity));
}
