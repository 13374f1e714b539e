import type { Bar } from './lane.ts';

const HEIGHT = 16;

interface TimelineBarProps {
  readonly bar: Bar;
  readonly x: number;
  readonly width: number;
  /** Whether it is the one that the tab key reaches. */
  readonly isFirst: boolean;
  readonly onHint: (x: number) => void;
  readonly onEnd: () => void;
}

/** A segment, with a pattern of its own for each verdict and a cross at its end where it failed. */
export function TimelineBar({ bar, x, width, isFirst, onHint, onEnd }: TimelineBarProps) {
  const hint = () => onHint(x);
  const verdict = bar.verdict.toLowerCase();
  return (
    <g
      className="bar"
      role="img"
      aria-label={bar.words}
      data-mark=""
      tabIndex={isFirst ? 0 : -1}
      transform={`translate(${x} 0)`}
      onFocus={hint}
      onBlur={onEnd}
      onMouseEnter={hint}
      onMouseLeave={onEnd}
    >
      <rect className={`bar-${verdict}`} width={width} height={HEIGHT} rx={Math.min(4, width / 2)} />
      {bar.verdict === 'POOR' && (
        <rect fill="url(#poor-stripes)" width={width} height={HEIGHT} rx={Math.min(4, width / 2)} />
      )}
      {bar.failure && (
        <g transform={`translate(${width} ${HEIGHT / 2})`}>
          <circle className="failure-disc" r="8" />
          <path className="failure-cross" d="M-3.2 -3.2 L3.2 3.2 M3.2 -3.2 L-3.2 3.2" />
        </g>
      )}
    </g>
  );
}
