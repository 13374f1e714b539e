import { graphql } from '../gql/gql.ts';
import type { PstnLegFragment, PstnMatchBasis } from '../gql/graphql.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Moment } from '../parts/moment.tsx';
import { TableHead } from '../parts/table-head.tsx';
import { addDecimals } from '../words/decimal.ts';
import { toDurationWords } from '../words/time.ts';

export const pstnLeg = graphql(`
  fragment PstnLeg on PstnCallMatch {
    basis
    row {
      id
      startDateTime
      duration
      callType
      callerNumber
      calleeNumber
      destinationName
      charge
      connectionCharge
      currency
    }
  }
`);

const bases: Readonly<Record<PstnMatchBasis, string>> = {
  CALL_ID: 'call id',
  NUMBER: 'time and number',
  NUMBER_AND_USER: 'time, number and person',
  USER: 'time and person',
};

/** Legs over Microsoft's calling plans, with what they cost. */
export function PstnLegs({ legs }: { readonly legs: readonly PstnLegFragment[] }) {
  if (legs.length === 0) return <EmptyState title="None">No leg of this call went over a calling plan.</EmptyState>;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Legs over calling plans">
      <table>
        <TableHead
          columns={['Start', 'Length', 'From', 'To', 'Destination', 'Kind', 'Matched by', 'Cost']}
          numbers={['Length', 'Cost']}
        />
        <tbody>
          {legs.map(({ basis, row }, index) => (
            <tr key={row.id ?? index}>
              <td>
                <Moment at={row.startDateTime} />
              </td>
              <td className="number">{row.duration == null ? '–' : toDurationWords(row.duration)}</td>
              <td>{row.callerNumber ?? '–'}</td>
              <td>{row.calleeNumber ?? '–'}</td>
              <td>{row.destinationName ?? '–'}</td>
              <td>{row.callType ?? '–'}</td>
              <td>{bases[basis]}</td>
              <td className="number">
                {row.charge == null && row.connectionCharge == null
                  ? '–'
                  : `${addDecimals([row.charge ?? '0', row.connectionCharge ?? '0'])} ${row.currency ?? ''}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
