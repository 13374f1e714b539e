import { memo } from 'react';
import { Link } from 'wouter';
import { Moment } from '../parts/moment.tsx';
import { VerdictMark } from '../parts/verdict-mark.tsx';
import { toPersonName } from '../words/people.ts';
import { toModalityWords, toTypeWord } from '../words/terms.ts';
import { toDurationWords } from '../words/time.ts';
import type { ListedCall } from './call-table.tsx';

interface CallTableRowProps {
  readonly call: ListedCall;
  readonly isReading: boolean;
}

/** One call of the list. */
export const CallTableRow = memo(function CallTableRow({ call, isReading }: CallTableRowProps) {
  return (
    <tr>
      <td className="call-start">
        <Link href={`/call/${encodeURIComponent(call.id)}`} className="row-link">
          <Moment at={call.startDateTime} />
        </Link>
      </td>
      <td className="number">{call.durationSeconds == null ? '–' : toDurationWords(call.durationSeconds)}</td>
      <td>{toTypeWord(call.type)}</td>
      <td className="call-organizer">{toPersonName(call.organizer?.identity)}</td>
      <td className="call-media">{toModalityWords(call.modalities)}</td>
      <td className="call-verdict">
        {call.quality && <VerdictMark verdict={call.quality.verdict} />}
        {!call.quality && call.quality === undefined && isReading && (
          <span className="skeleton skeleton-mark">
            <span className="unseen">is being judged</span>
          </span>
        )}
        {!call.quality && !(call.quality === undefined && isReading) && <span className="none">Not read</span>}
      </td>
    </tr>
  );
});
