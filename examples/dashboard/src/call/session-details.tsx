import { useState } from 'react';
import type { StreamsSessionFragment } from '../gql/graphql.ts';
import { VerdictMark } from '../parts/verdict-mark.tsx';
import { toEndName } from '../words/people.ts';
import { SideWords } from './side-words.tsx';
import { StreamTable } from './stream-table.tsx';

interface SessionDetailsProps {
  readonly session: StreamsSessionFragment;
  readonly isOpenAtFirst: boolean;
}

/** A session that can be opened to see its streams. */
export function SessionDetails({ session, isOpenAtFirst }: SessionDetailsProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const streams = (session.segments ?? []).flatMap(({ media }) =>
    (media ?? []).flatMap(({ label, streams: list }) => (list ?? []).map((stream) => ({ label, stream }))),
  );
  const caller = toEndName(session.caller);
  const callee = toEndName(session.callee);
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="session-head">
        <span className="session-ends">
          {caller} → {callee}
        </span>
        <span className="session-count">
          {streams.length} {streams.length === 1 ? 'stream' : 'streams'}
        </span>
        <VerdictMark verdict={session.quality?.verdict ?? 'UNCLASSIFIED'} />
      </summary>
      {isOpen && (
        <>
          {session.side && <SideWords hint={session.side} caller={caller} callee={callee} />}
          {streams.length > 0 ? (
            <StreamTable streams={streams} caller={caller} callee={callee} />
          ) : (
            <p className="none">Nothing was measured, or it was not reported yet.</p>
          )}
        </>
      )}
    </details>
  );
}
