import { TableHead } from '../parts/table-head.tsx';
import { toShareWords } from '../words/measure.ts';
import { toShortDay } from '../words/time.ts';
import type { Day } from './days.ts';

/** The plot in words. */
export const TrendTable = ({ days }: { readonly days: readonly Day[] }) => (
  <table className="trend-table">
    <TableHead columns={['Day', 'Calls', 'Poor', 'Share']} numbers={['Calls', 'Poor', 'Share']} />
    <tbody>
      {days.map(({ date, callCount, poorCallCount, percentage }) => (
        <tr key={date}>
          <th scope="row">{toShortDay(date)}</th>
          <td className="number">{callCount}</td>
          <td className="number">{poorCallCount}</td>
          <td className="number">{percentage === undefined ? '–' : toShareWords(percentage)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
