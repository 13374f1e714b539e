import { describe, expect, it } from 'vitest';
import { toSpan, toWholeSpan } from '../../examples/dashboard/src/call/span.ts';
import { createTimeScale, needsSeconds, toTicks } from '../../examples/dashboard/src/call/time-scale.ts';
import { toDays } from '../../examples/dashboard/src/trends/days.ts';
import { toLine } from '../../examples/dashboard/src/trends/line.ts';
import { toValueTicks } from '../../examples/dashboard/src/trends/value-scale.ts';

const at = (time: string) => Date.parse(`2026-06-15T${time}Z`);

describe('the axis of time', () => {
  const span = { from: at('12:00:30'), to: at('13:00:30') };

  it('puts instants on a line, those outside at its ends', () => {
    const toX = createTimeScale(span, 600);
    expect([at('12:00:30'), at('12:30:30'), at('13:00:30'), at('11:00:00'), at('14:00:00')].map(toX)).toEqual([
      0, 300, 600, 0, 600,
    ]);
    expect(createTimeScale({ from: 5, to: 5 }, 600)(5)).toBe(0);
  });

  it('has marks at round times, no more than there is room for', () => {
    expect(toTicks(span, 7)).toEqual(
      ['12:10', '12:20', '12:30', '12:40', '12:50', '13:00'].map((time) => at(`${time}:00`)),
    );
    for (const most of [2, 3, 5, 9, 20]) expect(toTicks(span, most).length).toBeLessThanOrEqual(most);
    expect(toTicks({ from: at('12:00:00'), to: at('12:00:20') }, 6)).toHaveLength(5);
    expect(toTicks({ from: 0, to: 400 * 86_400_000 }, 6).length).toBeLessThanOrEqual(7);
  });

  it('tells seconds of short calls', () => {
    expect([needsSeconds(span), needsSeconds({ from: 0, to: 75_000 })]).toEqual([false, true]);
  });

  it('spans what is known', () => {
    const known = toSpan({ startDateTime: '2026-06-15T12:00:00Z', endDateTime: '2026-06-15T12:01:00Z' });
    expect(toSpan({ startDateTime: null, endDateTime: '2026-06-15T12:01:00Z' })).toBeUndefined();
    expect(toWholeSpan([undefined, known, { from: at('11:00:00'), to: at('11:30:00') }])).toEqual({
      from: at('11:00:00'),
      to: at('12:01:00'),
    });
    expect(toWholeSpan([undefined])).toBeUndefined();
  });
});

describe('the trend', () => {
  it('has all days from the first to the last, in order', () => {
    expect(
      toDays([
        { key: '2026-06-03', callCount: 4, poorCallCount: 1 },
        { key: null, callCount: 9, poorCallCount: 9 },
        { key: '2026-06-01', callCount: 2, poorCallCount: 0 },
      ]),
    ).toEqual([
      { date: '2026-06-01', callCount: 2, poorCallCount: 0, percentage: 0 },
      { date: '2026-06-02', callCount: 0, poorCallCount: 0, percentage: undefined },
      { date: '2026-06-03', callCount: 4, poorCallCount: 1, percentage: 25 },
    ]);
    expect(toDays([])).toEqual([]);
  });

  it('is a line with a gap where nobody called', () => {
    expect(
      toLine(
        [1, 2, undefined, 3],
        (index) => index * 10,
        (value) => value,
      ),
    ).toBe('M0.0 1.0L10.0 2.0M30.0 3.0');
  });

  it.each([
    [36.8, [0, 10, 20, 30, 40]],
    [100, [0, 20, 40, 60, 80, 100]],
    [3, [0, 1, 2, 3]],
    [0, [0, 1]],
  ])('up to %d has the marks %j', (highest, ticks) => {
    expect(toValueTicks(highest)).toEqual(ticks);
  });
});
