import type { KeyboardEvent } from 'react';
import type { CallRowFragment, Verdict } from '../gql/graphql.ts';
import { TableHead } from '../parts/table-head.tsx';
import { CallTableRow } from './call-table-row.tsx';

/** A call as the table shows it; its verdict may come later. */
export type ListedCall = CallRowFragment & { readonly quality?: { readonly verdict: Verdict } | null };

interface CallTableProps {
  readonly calls: readonly ListedCall[];
  readonly isReading: boolean;
}

/** The calls as a table whose rows are links; the arrow keys go from one to the next. */
export function CallTable({ calls, isReading }: CallTableProps) {
  return (
    <div className="card table-card">
      <table className="calls" aria-busy={isReading}>
        <caption className="unseen">Calls. The arrow keys go from row to row, Enter opens a call.</caption>
        <TableHead columns={['Start', 'Duration', 'Type', 'Organizer', 'Media', 'Quality']} numbers={['Duration']} />
        <tbody onKeyDown={moveFocus}>
          {calls.map((call) => (
            <CallTableRow key={call.id} call={call} isReading={isReading} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function moveFocus(event: KeyboardEvent<HTMLTableSectionElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (!step) return;
  const links = [...event.currentTarget.querySelectorAll('a')];
  const next = links[links.indexOf(document.activeElement as HTMLAnchorElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
