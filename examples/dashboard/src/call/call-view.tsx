import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { Link } from 'wouter';
import { EmptyState } from '../parts/empty-state.tsx';
import { Loading } from '../parts/loading.tsx';
import { Part } from '../parts/part.tsx';
import { PartialNotice } from '../parts/partial-notice.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useLastData } from '../parts/use-last-data.ts';
import { ViewTitle } from '../parts/view-title.tsx';
import { useIsShown } from '../shell/viewer.ts';
import { toPersonName } from '../words/people.ts';
import { problemsAt, toProblems } from '../words/problem.ts';
import { AttendanceTable } from './attendance-table.tsx';
import { callDocument } from './call-document.ts';
import { CallFacts } from './call-facts.tsx';
import { DirectLegs } from './direct-legs.tsx';
import { PstnLegs } from './pstn-legs.tsx';
import { QualityFacts } from './quality-facts.tsx';
import { SessionStreams } from './session-streams.tsx';
import { toSpan } from './span.ts';
import { Timeline } from './timeline.tsx';
import './call.css';

/** What says of itself that it could not be read. */
const PARTS = ['sessions', 'quality', 'summary', 'attendance', 'pstnCalls', 'directRoutingCalls'];

/** One call, part by part. */
export function CallView({ id }: { readonly id: string }) {
  const isShown = useIsShown();
  const { data, error, networkStatus, refetch } = useQuery(callDocument, {
    variables: { id },
    notifyOnNetworkStatusChange: true,
  });
  const call = useLastData(data, id)?.callRecord;
  const problems = toProblems(error);
  const isLoading = networkStatus !== NetworkStatus.ready && networkStatus !== NetworkStatus.error;
  const retry = () => void refetch();

  if (!call) {
    return (
      <>
        <ViewTitle title="Call" />
        <div className="card">
          {problems.length > 0 && <ProblemNotice problems={problems} onRetry={retry} />}
          {problems.length === 0 && isLoading && <Loading rows={8}>Reading the call</Loading>}
          {problems.length === 0 && !isLoading && (
            <EmptyState title="There is no such call">
              Microsoft Graph has none with the id <code>{id}</code>: it may have ended less than 150 minutes or more
              than 30 days ago.
            </EmptyState>
          )}
        </div>
      </>
    );
  }

  const elsewhere = problems.filter(({ path }) => path[0] !== 'callRecord' || !PARTS.includes(String(path[1])));
  const stateOf = (...fields: readonly string[]) => ({
    isLoading,
    onRetry: retry,
    problems: fields.flatMap((field) => problemsAt(problems, 'callRecord', field)),
  });
  const span = toSpan(call);
  return (
    <>
      <p className="back">
        <Link href="/calls">← All calls</Link>
      </p>
      <ViewTitle title={`Call of ${toPersonName(call.organizer?.identity)}`} />
      <PartialNotice problems={elsewhere} onRetry={retry} />
      <CallFacts call={call} figures={call.summary} />
      <Part title="Timeline" value={call.sessions} {...stateOf('sessions')}>
        {(sessions) => <Timeline sessions={sessions} span={span} />}
      </Part>
      <div className="columns">
        <Part title="Quality" value={call.quality} {...stateOf('quality', 'summary')}>
          {(quality) => <QualityFacts quality={quality} />}
        </Part>
        <Part title="Attendance" value={call.attendance} {...stateOf('attendance')}>
          {(attendance) => <AttendanceTable attendance={attendance} span={span} />}
        </Part>
      </div>
      <Part title="Streams" value={call.sessions} {...stateOf('sessions')}>
        {(sessions) => <SessionStreams sessions={sessions} />}
      </Part>
      {isShown('CallRecord.pstnCalls') && (
        <Part title="Telephone legs over calling plans" value={call.pstnCalls} {...stateOf('pstnCalls')}>
          {(legs) => <PstnLegs legs={legs} />}
        </Part>
      )}
      {isShown('CallRecord.directRoutingCalls') && (
        <Part
          title="Telephone legs over direct routing"
          value={call.directRoutingCalls}
          {...stateOf('directRoutingCalls')}
        >
          {(legs) => <DirectLegs legs={legs} />}
        </Part>
      )}
    </>
  );
}
