import { useState } from 'react';
import { moveAmongMarks } from '../parts/marks.ts';
import { Tooltip } from '../parts/tooltip.tsx';
import { toVerdictWord } from '../words/terms.ts';
import { toClock, toClockWithSeconds, toDurationWords } from '../words/time.ts';
import type { Bar, Lane } from './lane.ts';
import type { Span } from './span.ts';
import { TimelineBar } from './timeline-bar.tsx';
import { TimelinePatterns } from './timeline-patterns.tsx';
import { createTimeScale, needsSeconds, toTicks } from './time-scale.ts';

const AXIS_HEIGHT = 26;
const END_ROOM = 14;

interface TimelinePictureProps {
  readonly lanes: readonly Lane[];
  readonly span: Span;
  readonly width: number;
}

interface Hint {
  readonly lane: Lane;
  readonly bar: Bar;
  readonly x: number;
  readonly y: number;
}

/** A lane for each session, a bar for each segment, over an axis of time. */
export function TimelinePicture({ lanes, span, width }: TimelinePictureProps) {
  const [hint, setHint] = useState<Hint>();
  const isNarrow = width < 640;
  const labelWidth = isNarrow ? 0 : Math.min(290, width * 0.32);
  const laneHeight = isNarrow ? 44 : 28;
  const plotWidth = width - labelWidth - END_ROOM;
  const height = AXIS_HEIGHT + lanes.length * laneHeight;
  const toX = createTimeScale(span, plotWidth);
  const ticks = toTicks(span, Math.max(3, plotWidth / 90));
  const toTickWords = needsSeconds(span) ? toClockWithSeconds : toClock;
  const [firstBar] = lanes.flatMap(({ bars }) => bars);
  return (
    <>
      <svg
        width={width}
        height={height}
        role="group"
        aria-label={`Timeline of ${lanes.length} sessions, from ${toClock(span.from)} to ${toClock(span.to)}. The arrow keys go from segment to segment.`}
        onKeyDown={moveAmongMarks}
      >
        <TimelinePatterns />
        <g transform={`translate(${labelWidth} 0)`} aria-hidden="true">
          {ticks.map((at) => (
            <g key={at} transform={`translate(${toX(at)} 0)`}>
              <line className="axis-line" y1={AXIS_HEIGHT - 6} y2={height} />
              <text className="axis-text" y={13} textAnchor={toX(at) < 20 ? 'start' : 'middle'}>
                {toTickWords(at)}
              </text>
            </g>
          ))}
        </g>
        {lanes.map((lane, index) => {
          const y = AXIS_HEIGHT + index * laneHeight;
          const barTop = isNarrow ? 20 : 6;
          return (
            <g key={lane.id} transform={`translate(0 ${y})`}>
              <line className="lane-line" x2={width} y1={laneHeight} y2={laneHeight} aria-hidden="true" />
              <foreignObject
                width={isNarrow ? width : labelWidth - 12}
                height={isNarrow ? 20 : laneHeight}
                aria-hidden="true"
              >
                <div className={isNarrow ? 'lane-label lane-label-narrow' : 'lane-label'}>
                  {lane.failure && <span className="lane-failure">✕</span>}
                  <span>{lane.caller}</span>
                  <span className="lane-arrow">→</span>
                  <span className="lane-callee">{lane.callee}</span>
                </div>
              </foreignObject>
              <g transform={`translate(${labelWidth} ${barTop})`}>
                {lane.bars.map((bar) => (
                  <TimelineBar
                    key={bar.id}
                    bar={bar}
                    x={toX(bar.span.from)}
                    width={Math.max(toX(bar.span.to) - toX(bar.span.from), 3)}
                    isFirst={bar === firstBar}
                    onHint={(x) => setHint({ lane, bar, x: labelWidth + x, y: y + barTop + 24 })}
                    onEnd={() => setHint(undefined)}
                  />
                ))}
              </g>
            </g>
          );
        })}
      </svg>
      {hint && (
        <Tooltip x={hint.x} y={hint.y} width={width}>
          <strong>
            {hint.lane.caller} → {hint.lane.callee}
          </strong>
          {toClockWithSeconds(hint.bar.span.from)} – {toClockWithSeconds(hint.bar.span.to)},{' '}
          {toDurationWords((hint.bar.span.to - hint.bar.span.from) / 1000)}
          <br />
          {toVerdictWord(hint.bar.verdict)}
          {hint.bar.failure && (
            <>
              <br />
              {hint.bar.failure}
            </>
          )}
        </Tooltip>
      )}
    </>
  );
}
