import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import type { QualityGrouping } from '../gql/graphql.ts';
import { Part } from '../parts/part.tsx';
import { toProblems } from '../words/problem.ts';
import type { AskedCalls } from './asked-calls.ts';
import { GroupTable } from './group-table.tsx';
import { groupsDocument } from './trend-documents.ts';

const groupings: Readonly<Partial<Record<QualityGrouping, string>>> = {
  SUBNET: 'Subnet',
  DEVICE: 'Device',
  CONNECTION_TYPE: 'Connection',
  PLATFORM: 'Platform',
  MODALITY: 'Media',
  USER: 'Person',
};

interface GroupsPartProps {
  readonly asked: AskedCalls;
  readonly grouping: string | null;
  readonly onGrouping: (grouping: string) => void;
}

/** The calls by where or with what they were made. */
export function GroupsPart({ asked, grouping, onGrouping }: GroupsPartProps) {
  const groupBy = grouping !== null && grouping in groupings ? (grouping as QualityGrouping) : 'SUBNET';
  const { data, error, networkStatus, refetch } = useQuery(groupsDocument, {
    variables: { ...asked, groupBy },
    notifyOnNetworkStatusChange: true,
  });
  const choice = (
    <label className="choice">
      By
      <select value={groupBy} onChange={({ target }) => onGrouping(target.value)}>
        {Object.entries(groupings).map(([name, words]) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <Part
      title="Where it is poor"
      value={data?.callQualitySummary}
      isLoading={networkStatus !== NetworkStatus.ready && networkStatus !== NetworkStatus.error}
      problems={toProblems(error)}
      onRetry={() => void refetch()}
      aside={choice}
    >
      {({ groups, complete, recordsRead }) => (
        <>
          {!complete && <p className="part-note">Of {recordsRead} calls only.</p>}
          <GroupTable groups={groups} what={groupings[groupBy] ?? 'Group'} />
        </>
      )}
    </Part>
  );
}
