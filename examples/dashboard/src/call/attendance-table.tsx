import { graphql } from '../gql/gql.ts';
import type { AttendanceEntryFragment } from '../gql/graphql.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Moment } from '../parts/moment.tsx';
import { TableHead } from '../parts/table-head.tsx';
import { VerdictMark } from '../parts/verdict-mark.tsx';
import { toIdWords } from '../words/people.ts';
import { toPlatformWords } from '../words/terms.ts';
import { toDurationWords } from '../words/time.ts';
import { IntervalPicture } from './interval-picture.tsx';
import type { Span } from './span.ts';

export const attendanceEntry = graphql(`
  fragment AttendanceEntry on Attendance {
    participantId
    identity {
      displayName
    }
    joinedAt
    leftAt
    connectedSeconds
    failedAttempts
    platforms
    worstVerdict
    intervals {
      joinedAt
      leftAt
    }
  }
`);

interface AttendanceTableProps {
  readonly attendance: readonly AttendanceEntryFragment[];
  readonly span: Span | undefined;
}

/** Who was in a call, when and how well. */
export function AttendanceTable({ attendance, span }: AttendanceTableProps) {
  if (attendance.length === 0) return <EmptyState title="Nobody got in" />;
  return (
    <div className="scroll attendance" tabIndex={0} role="region" aria-label="Who was there">
      <table>
        <TableHead columns={['Who', 'Joined', 'Left', 'Connected', 'Worst quality']} />
        <tbody>
          {attendance.map((entry, index) => (
            <tr key={entry.participantId ?? index}>
              <th scope="row" className="who">
                {entry.identity?.displayName ?? (entry.participantId ? toIdWords(entry.participantId) : 'Not known')}
                <span className="who-with">{toPlatformWords(entry.platforms)}</span>
              </th>
              <td>
                <Moment at={entry.joinedAt} hasDay={false} />
              </td>
              <td>
                <Moment at={entry.leftAt} hasDay={false} />
              </td>
              <td className="connected">
                {span && <IntervalPicture intervals={entry.intervals} span={span} />}
                {toDurationWords(entry.connectedSeconds)}
                {entry.intervals.length > 1 && `, ${entry.intervals.length} times`}
                {entry.failedAttempts > 0 && `, ${entry.failedAttempts} failed`}
              </td>
              <td>
                <VerdictMark verdict={entry.worstVerdict} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
