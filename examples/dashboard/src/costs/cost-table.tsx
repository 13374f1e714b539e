import type { CostRowFragment, PstnCostGrouping } from '../gql/graphql.ts';
import { alignDecimals } from '../words/decimal.ts';
import { toDurationWords, toShortDay } from '../words/time.ts';

interface CostTableProps {
  readonly costs: readonly CostRowFragment[];
  readonly groupBy: PstnCostGrouping;
  /** What a row is. */
  readonly what: string;
}

/** Costs row by row. Amounts are the texts of the gateway, to the last digit. */
export function CostTable({ costs, groupBy, what }: CostTableProps) {
  const rows = groupBy === 'DAY' ? costs.toSorted((a, b) => ((a.key ?? '') < (b.key ?? '') ? 1 : -1)) : costs;
  const charges = alignDecimals(rows.map(({ charge }) => charge));
  const connectionCharges = alignDecimals(rows.map(({ connectionCharge }) => connectionCharge));
  const totals = alignDecimals(rows.map(({ total }) => total));
  const toName = ({ name, key }: CostRowFragment) =>
    name ?? (key && groupBy === 'DAY' ? toShortDay(key) : key) ?? 'Not told';
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={`Costs by ${what.toLowerCase()}`}>
      <table className="costs">
        <thead>
          <tr>
            <th scope="col">{what}</th>
            <th scope="col" className="number">
              Calls
            </th>
            <th scope="col" className="number">
              Talk time
            </th>
            <th scope="col" className="number">
              By length
            </th>
            <th scope="col" className="number">
              Connection
            </th>
            <th scope="col" className="number">
              Total
            </th>
            <th scope="col">Currency</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((cost, index) => (
            <tr key={`${cost.key} ${cost.currency}`} className={/[1-9]/.test(cost.total) ? '' : 'cost-free'}>
              <th scope="row" className="group-name">
                {toName(cost)}
              </th>
              <td className="number">{cost.callCount}</td>
              <td className="number">{toDurationWords(cost.durationSeconds)}</td>
              <td className="number">{charges[index]}</td>
              <td className="number">{connectionCharges[index]}</td>
              <td className="number cost-total">{totals[index]}</td>
              <td>{cost.currency ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
