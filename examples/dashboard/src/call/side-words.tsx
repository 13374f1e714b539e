import type { QualitySide, StreamsSessionFragment } from '../gql/graphql.ts';
import { toMeasureWords, toMetricWords } from '../words/measure.ts';

interface SideWordsProps {
  readonly hint: NonNullable<StreamsSessionFragment['side']>;
  readonly caller: string;
  readonly callee: string;
}

/** Where a poor session seems to have gone wrong, and by which signs. */
export function SideWords({ hint, caller, callee }: SideWordsProps) {
  const ends: Readonly<Record<QualitySide, string>> = {
    BOTH: 'both ends',
    CALLEE: callee,
    CALLER: caller,
    NETWORK: 'the network between the ends',
    UNKNOWN: '',
  };
  if (hint.side === 'UNKNOWN') return null;
  return (
    <div className="side">
      <p>
        The signs point at <strong>{ends[hint.side]}</strong>.
      </p>
      {hint.reasons.length > 0 && (
        <ul className="reasons">
          {hint.reasons.map(({ side, metric, cause, value, threshold, unit }) => (
            <li key={`${side} ${metric} ${cause}`}>
              <span className="reason-metric">
                {toMetricWords(metric)}
                {hint.side === 'BOTH' && ` of ${ends[side]}`}
              </span>{' '}
              <strong className="reason-value">{toMeasureWords(value, unit)}</strong>{' '}
              <span className="reason-limit">limit {toMeasureWords(threshold, unit)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
