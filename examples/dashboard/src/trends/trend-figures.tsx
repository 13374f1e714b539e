import type { TrendFiguresFragment } from '../gql/graphql.ts';
import { toShareWords } from '../words/measure.ts';

/** The figures over all days, and of how many calls they are. */
export function TrendFigures({ summary }: { readonly summary: TrendFiguresFragment }) {
  const { complete, recordsRead, callCount, poorCallCount, unclassifiedCallCount, poorCallPercentage } = summary;
  return (
    <div className="figures">
      <p className="figure">
        <strong>{poorCallPercentage == null ? '–' : toShareWords(poorCallPercentage)}</strong> of the judged calls were
        poor
      </p>
      <p className="figure-note">
        {poorCallCount} poor of {callCount} calls, {unclassifiedCallCount} not judged.{' '}
        {!complete && (
          <strong className="incomplete">
            Only of {recordsRead} calls: there are more, or some could not be read.
          </strong>
        )}
      </p>
    </div>
  );
}
