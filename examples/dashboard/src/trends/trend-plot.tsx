import { useState } from 'react';
import { moveAmongMarks } from '../parts/marks.ts';
import { Tooltip } from '../parts/tooltip.tsx';
import { useWidth } from '../parts/use-width.ts';
import { toShareWords } from '../words/measure.ts';
import { toShortDay } from '../words/time.ts';
import type { Day } from './days.ts';
import { toLine } from './line.ts';
import { toValueTicks } from './value-scale.ts';

const LEFT = 44;
const TOP = 10;
const PLOT_HEIGHT = 190;
const STRIP_TOP = TOP + PLOT_HEIGHT + 30;
const STRIP_HEIGHT = 44;
const HEIGHT = STRIP_TOP + STRIP_HEIGHT + 26;
/** With so few calls a day's percentage says little: its point is hollow. */
const FEW_CALLS = 5;

/** The share of poor calls of each day as a line, and below it how many calls there were. */
export function TrendPlot({ days }: { readonly days: readonly Day[] }) {
  const [box, width] = useWidth<HTMLDivElement>();
  const [hinted, setHinted] = useState<number>();
  const ticks = toValueTicks(Math.max(...days.map(({ percentage = 0 }) => percentage)));
  const highest = ticks.at(-1) ?? 1;
  const most = Math.max(...days.map(({ callCount }) => callCount));
  const band = Math.max((width - LEFT - 8) / days.length, 1);
  const toX = (index: number) => LEFT + (index + 0.5) * band;
  const toY = (percentage: number) => TOP + PLOT_HEIGHT * (1 - percentage / highest);
  const everyDay = Math.max(1, Math.ceil(58 / band));
  const firstMark = days.findIndex(({ percentage }) => percentage !== undefined);
  const hint = hinted === undefined ? undefined : days[hinted];
  return (
    <div className="trend-plot" ref={box}>
      {width > 0 && (
        <svg
          width={width}
          height={HEIGHT}
          role="group"
          aria-label="Share of poor calls by day. The arrow keys go from day to day."
          onKeyDown={moveAmongMarks}
        >
          <g aria-hidden="true">
            {ticks.map((tick) => (
              <g key={tick} transform={`translate(0 ${toY(tick)})`}>
                <line className="axis-line" x1={LEFT} x2={width} />
                <text className="axis-text" x={LEFT - 8} y={4} textAnchor="end">
                  {tick} %
                </text>
              </g>
            ))}
            <text className="axis-text" x={LEFT} y={STRIP_TOP - 5}>
              Calls, {most} at most
            </text>
            {days.map(({ date, callCount }, index) => (
              <rect
                key={date}
                className="calls-column"
                x={LEFT + index * band + band * 0.15}
                width={band * 0.7}
                y={STRIP_TOP + STRIP_HEIGHT * (1 - callCount / most)}
                height={(STRIP_HEIGHT * callCount) / most}
              />
            ))}
            <line
              className="axis-line"
              x1={LEFT}
              x2={width}
              y1={STRIP_TOP + STRIP_HEIGHT}
              y2={STRIP_TOP + STRIP_HEIGHT}
            />
            {days.map(
              ({ date }, index) =>
                index % everyDay === 0 && (
                  <text key={date} className="axis-text" x={toX(index)} y={HEIGHT - 8} textAnchor="middle">
                    {toShortDay(date)}
                  </text>
                ),
            )}
            <path
              className="trend-line"
              d={toLine(
                days.map(({ percentage }) => percentage),
                toX,
                toY,
              )}
            />
          </g>
          {days.map(
            ({ date, callCount, poorCallCount, percentage }, index) =>
              percentage !== undefined && (
                <g
                  key={date}
                  className="trend-mark"
                  role="img"
                  aria-label={`${toShortDay(date)}: ${toShareWords(percentage)} poor, ${poorCallCount} of ${callCount} calls`}
                  data-mark=""
                  tabIndex={index === firstMark ? 0 : -1}
                  onFocus={() => setHinted(index)}
                  onBlur={() => setHinted(undefined)}
                  onMouseEnter={() => setHinted(index)}
                  onMouseLeave={() => setHinted(undefined)}
                >
                  <rect
                    className="trend-target"
                    x={toX(index) - band / 2}
                    width={band}
                    height={STRIP_TOP + STRIP_HEIGHT}
                  />
                  <circle
                    className={callCount < FEW_CALLS ? 'trend-point trend-point-few' : 'trend-point'}
                    cx={toX(index)}
                    cy={toY(percentage)}
                    r="4"
                  />
                </g>
              ),
          )}
        </svg>
      )}
      {hint && hinted !== undefined && (
        <Tooltip x={toX(hinted) + (toX(hinted) > width / 2 ? -10 : 10)} y={toY(hint.percentage ?? 0)} width={width}>
          <strong>{toShortDay(hint.date)}</strong>
          {toShareWords(hint.percentage ?? 0)} poor
          <br />
          {hint.poorCallCount} of {hint.callCount} calls
        </Tooltip>
      )}
      <p className="legend" aria-hidden="true">
        <span>
          <svg width="10" height="10">
            <circle className="trend-point" cx="5" cy="5" r="4" />
          </svg>
          Share of the day’s calls
        </span>
        <span>
          <svg width="10" height="10">
            <circle className="trend-point trend-point-few" cx="5" cy="5" r="4" />
          </svg>
          Fewer than {FEW_CALLS} calls
        </span>
        <span>Days are those of UTC</span>
      </p>
    </div>
  );
}
