import { toMeasureWords } from '../words/measure.ts';

interface ReadingProgressProps {
  readonly latest: { readonly recordsRead: number; readonly poorCallPercentage?: number | null };
  readonly most: number;
}

/** How far the reading of calls is, and what they say so far. */
export const ReadingProgress = ({ latest, most }: ReadingProgressProps) => (
  <div className="part-body progress">
    <p role="status">
      {latest.recordsRead} calls read
      {latest.poorCallPercentage != null &&
        `, ${toMeasureWords(latest.poorCallPercentage, 'percent')} of them poor so far`}{' '}
      …
    </p>
    <progress value={latest.recordsRead} max={most} aria-label="Calls read" />
  </div>
);
