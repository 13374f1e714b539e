import { graphql } from '../gql/gql.ts';
import type { CallQualityFactsFragment } from '../gql/graphql.ts';
import { VerdictMark } from '../parts/verdict-mark.tsx';
import { Reasons } from './reasons.tsx';

export const callQualityFacts = graphql(`
  fragment CallQualityFacts on Quality {
    verdict
    goodStreamCount
    poorStreamCount
    unclassifiedStreamCount
    reasons {
      metric
      value
      threshold
      unit
      streamCount
    }
  }
`);

/** The verdict on a call, and what it rests on. */
export function QualityFacts({ quality }: { readonly quality: CallQualityFactsFragment }) {
  const { verdict, poorStreamCount, goodStreamCount, unclassifiedStreamCount, reasons } = quality;
  return (
    <div className="part-body quality">
      <p className="quality-verdict">
        <VerdictMark verdict={verdict} />
      </p>
      <p>
        {poorStreamCount} poor and {goodStreamCount} good streams
        {unclassifiedStreamCount > 0 && `, ${unclassifiedStreamCount} not judged`}.
      </p>
      {reasons.length > 0 && <Reasons reasons={reasons} />}
    </div>
  );
}
