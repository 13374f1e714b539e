import { createTimeScale } from './time-scale.ts';
import type { Span } from './span.ts';

const WIDTH = 120;
const HEIGHT = 8;

interface IntervalPictureProps {
  readonly intervals: readonly { readonly joinedAt: string; readonly leftAt: string }[];
  readonly span: Span;
}

/** When somebody was connected, within the whole of the call; the words stand beside it. */
export function IntervalPicture({ intervals, span }: IntervalPictureProps) {
  const toX = createTimeScale(span, WIDTH);
  return (
    <svg className="intervals" width={WIDTH} height={HEIGHT} aria-hidden="true">
      <rect className="interval-all" width={WIDTH} height={HEIGHT} rx="2" />
      {intervals.map(({ joinedAt, leftAt }) => {
        const from = toX(Date.parse(joinedAt));
        const width = Math.max(toX(Date.parse(leftAt)) - from, 2);
        return <rect key={joinedAt} className="interval" x={from} width={width} height={HEIGHT} rx="2" />;
      })}
    </svg>
  );
}
