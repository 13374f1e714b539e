import { Moment } from '../parts/moment.tsx';
import { TableHead } from '../parts/table-head.tsx';
import { VerdictMark } from '../parts/verdict-mark.tsx';
import { toDurationWords } from '../words/time.ts';
import type { Lane } from './lane.ts';

/** The timeline in words. */
export const TimelineTable = ({ lanes }: { readonly lanes: readonly Lane[] }) => (
  <div className="scroll" tabIndex={0} role="region" aria-label="Segments of the timeline">
    <table>
      <TableHead columns={['From', 'To', 'Start', 'End', 'Length', 'Quality', 'Failure']} numbers={['Length']} />
      <tbody>
        {lanes.flatMap((lane) =>
          lane.bars.map((bar) => (
            <tr key={`${lane.id} ${bar.id}`}>
              <td>{lane.caller}</td>
              <td>{lane.callee}</td>
              <td>
                <Moment at={new Date(bar.span.from).toISOString()} hasDay={false} />
              </td>
              <td>
                <Moment at={new Date(bar.span.to).toISOString()} hasDay={false} />
              </td>
              <td className="number">{toDurationWords((bar.span.to - bar.span.from) / 1000)}</td>
              <td>
                <VerdictMark verdict={bar.verdict} />
              </td>
              <td>{bar.failure ?? '–'}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  </div>
);
