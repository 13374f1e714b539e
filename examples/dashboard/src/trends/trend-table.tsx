import { toShareWords } from '../words/measure.ts';
import { toShortDay } from '../words/time.ts';
import type { Day } from './days.ts';

/** The plot in words. */
export const TrendTable = ({ days }: { readonly days: readonly Day[] }) => (
  <table className="trend-table">
    <thead>
      <tr>
        <th scope="col">Day</th>
        <th scope="col" className="number">
          Calls
        </th>
        <th scope="col" className="number">
          Poor
        </th>
        <th scope="col" className="number">
          Share
        </th>
      </tr>
    </thead>
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
