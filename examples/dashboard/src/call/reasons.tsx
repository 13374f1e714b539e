import { toMeasureWords, toMetricWords } from '../words/measure.ts';

interface Reason {
  readonly metric: string;
  readonly value: number;
  readonly threshold: number;
  readonly unit: string;
  readonly streamCount?: number;
}

/** Which limits were crossed, and by how much. */
export const Reasons = ({ reasons }: { readonly reasons: readonly Reason[] }) => (
  <ul className="reasons">
    {reasons.map(({ metric, value, threshold, unit, streamCount }) => (
      <li key={`${metric} ${threshold}`}>
        <span className="reason-metric">{toMetricWords(metric)}</span>{' '}
        <strong className="reason-value">{toMeasureWords(value, unit)}</strong>{' '}
        <span className="reason-limit">
          limit {toMeasureWords(threshold, unit)}
          {streamCount !== undefined && `, in ${streamCount} ${streamCount === 1 ? 'stream' : 'streams'}`}
        </span>
      </li>
    ))}
  </ul>
);
