import { Link } from 'wouter';
import { Moment } from '../parts/moment.tsx';
import { TableHead } from '../parts/table-head.tsx';
import { VerdictMark } from '../parts/verdict-mark.tsx';
import { toPersonName } from '../words/people.ts';
import { toModalityWords, toTypeWord } from '../words/terms.ts';
import { toDurationWords } from '../words/time.ts';
import type { Entry } from './entries.ts';
import { MOST_ENTRIES } from './entries.ts';

/** The calls that ended, newest first. */
export const EntryTable = ({ entries }: { readonly entries: readonly Entry[] }) => (
  <div className="card table-card">
    <table className="calls live-calls">
      <caption className="unseen">Calls as they ended, newest first; the latest {MOST_ENTRIES} are kept.</caption>
      <TableHead columns={['Noticed', 'Duration', 'Type', 'Organizer', 'Media', 'Quality']} numbers={['Duration']} />
      <tbody>
        {entries.map(({ callRecordId, callRecord: call, kind, noticedAt, version }) => (
          <tr key={callRecordId} className="entry">
            <td>
              <Link href={`/call/${encodeURIComponent(callRecordId)}`} className="row-link">
                <Moment at={noticedAt} hasDay={false} />
                <span className="entry-kind">{kind === 'CREATED' ? 'new' : `version ${version}`}</span>
              </Link>
            </td>
            <td className="number">{call?.durationSeconds == null ? '–' : toDurationWords(call.durationSeconds)}</td>
            <td>{toTypeWord(call?.type)}</td>
            <td className="call-organizer">{toPersonName(call?.organizer?.identity)}</td>
            <td className="call-media">{toModalityWords(call?.modalities)}</td>
            <td className="call-verdict">
              {call?.quality ? <VerdictMark verdict={call.quality.verdict} /> : <span className="none">Not read</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
