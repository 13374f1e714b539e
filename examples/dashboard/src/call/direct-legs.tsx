import { graphql } from '../gql/gql.ts';
import type { DirectLegFragment } from '../gql/graphql.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Moment } from '../parts/moment.tsx';
import { TableHead } from '../parts/table-head.tsx';
import { toDurationWords } from '../words/time.ts';

export const directLeg = graphql(`
  fragment DirectLeg on DirectRoutingLogRow {
    id
    startDateTime
    inviteDateTime
    duration
    callType
    callerNumber
    calleeNumber
    trunkFullyQualifiedDomainName
    finalSipCode
    finalSipCodePhrase
    successfulCall
  }
`);

/** Legs over trunks of the organisation's own; what they cost is between it and its provider. */
export function DirectLegs({ legs }: { readonly legs: readonly DirectLegFragment[] }) {
  if (legs.length === 0) return <EmptyState title="None">No leg of this call went over direct routing.</EmptyState>;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Legs over direct routing">
      <table>
        <TableHead columns={['Start', 'Length', 'From', 'To', 'Trunk', 'Kind', 'Ended with']} numbers={['Length']} />
        <tbody>
          {legs.map((leg, index) => (
            <tr key={leg.id ?? index}>
              <td>
                <Moment at={leg.startDateTime ?? leg.inviteDateTime} />
              </td>
              <td className="number">{leg.duration == null ? '–' : toDurationWords(leg.duration)}</td>
              <td>{leg.callerNumber ?? '–'}</td>
              <td>{leg.calleeNumber ?? '–'}</td>
              <td>{leg.trunkFullyQualifiedDomainName ?? '–'}</td>
              <td>{leg.callType ?? '–'}</td>
              <td>
                {leg.successfulCall === false && <strong className="failed-word">Failed: </strong>}
                {leg.finalSipCode ?? '–'} {leg.finalSipCodePhrase}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
