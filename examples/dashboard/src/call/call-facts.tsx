import { graphql } from '../gql/gql.ts';
import type { CallFactsFragment, CallFiguresFragment } from '../gql/graphql.ts';
import { Moment } from '../parts/moment.tsx';
import { toPersonName } from '../words/people.ts';
import { toModalityWords, toTypeWord } from '../words/terms.ts';
import { toDurationWords } from '../words/time.ts';
import { Fact } from './fact.tsx';

export const callFacts = graphql(`
  fragment CallFacts on CallRecord {
    ...CallRow
    endDateTime
    version
    lastModifiedDateTime
    joinWebUrl
  }

  fragment CallFigures on CallSummary {
    participantCount
    failedSessionCount
    hasPstnLeg
    isSettled
    availableUntil
  }
`);

interface CallFactsProps {
  readonly call: CallFactsFragment;
  /** Undefined while they are on their way. */
  readonly figures: CallFiguresFragment | null | undefined;
}

/** What stands at the head of a call. */
export function CallFacts({ call, figures }: CallFactsProps) {
  return (
    <dl className="card facts">
      <Fact name="Start">
        <Moment at={call.startDateTime} />
      </Fact>
      <Fact name="End">
        <Moment at={call.endDateTime} />
      </Fact>
      <Fact name="Duration">{call.durationSeconds == null ? '–' : toDurationWords(call.durationSeconds)}</Fact>
      <Fact name="Type">{toTypeWord(call.type)}</Fact>
      <Fact name="Organizer">{toPersonName(call.organizer?.identity)}</Fact>
      <Fact name="Media">{toModalityWords(call.modalities)}</Fact>
      <Fact name="Participants">{figures?.participantCount ?? '–'}</Fact>
      <Fact name="Failed sessions">{figures?.failedSessionCount ?? '–'}</Fact>
      <Fact name="Record">
        Version {call.version ?? '–'}
        {figures && (figures.isSettled ? ', settled' : ', may change')}
      </Fact>
      {figures?.availableUntil && (
        <Fact name="Kept until">
          <Moment at={figures.availableUntil} />
        </Fact>
      )}
      <Fact name="Id">
        <code>{call.id}</code>
      </Fact>
    </dl>
  );
}
