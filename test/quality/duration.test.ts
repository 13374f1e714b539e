import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toIsoDuration, toMilliseconds } from '../../src/quality/duration.ts';

describe('toMilliseconds', () => {
  it.each([
    ['PT0.016S', 16],
    ['PT1M0.5S', 60_500],
    ['P1D', 86_400_000],
    ['P1DT2H', 93_600_000],
    ['PT0S', 0],
    ['-PT5S', -5000],
    ['+PT5S', 5000],
    ['-PT0S', 0],
    ['PT1,5S', 1500],
    ['PT1.5M', 90_000],
    ['PT0,5H', 1_800_000],
    ['P0.5D', 43_200_000],
    ['P2W', 1_209_600_000],
    ['P0.5W', 302_400_000],
    ['PT36H', 129_600_000],
    ['PT90M', 5_400_000],
    ['PT0090.000S', 90_000],
    ['PT1.001S', 1001],
    ['PT0.0000001S', 0.0001],
    ['P1DT2H3M4.5678901S', 93_784_567.8901],
    ['pt1h2m3s', 3_723_000],
  ])('reads %s', (text, ms) => expect(toMilliseconds(text)).toBe(ms));

  it.each([
    ...['', 'P', 'PT', 'P1DT', 'T1S', '1S', 'PT1', 'PT.5S', 'PT1.S', 'PT1.2.3S', 'PT1.,2S', 'PT1S2M', 'PT1M1M', 'P1H'],
    ...[
      'P1Y',
      'P1M',
      'P1Y2M3DT4H',
      'P1WT1H',
      'P1W1D',
      'PT1.5M3S',
      'P0.5DT1H',
      '--PT1S',
      'PT-1S',
      ' PT1S',
      'PT1S ',
      'PT1S\n',
    ],
    ...['String', '16', '00:00:16', `PT${'9'.repeat(400)}S`, 'PT１S'],
  ])('refuses %j', (text) => expect(toMilliseconds(text)).toBeUndefined());

  it('refuses what is no text', () => {
    for (const value of [null, undefined, 16, {}, []]) expect(toMilliseconds(value as string)).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+]?P[\dT.,DHMSW]{0,12}$/)), (text) => {
        const ms = toMilliseconds(text);
        expect(ms === undefined || Number.isFinite(ms)).toBe(true);
      }),
    );
  });

  const component = fc.option(fc.integer({ min: 0, max: 99_999 }), { nil: undefined });

  it('reads every legal form', () => {
    const parts = fc.record({
      sign: fc.constantFrom('', '+', '-'),
      days: component,
      hours: component,
      minutes: component,
      seconds: component,
      fraction: fc.option(fc.stringMatching(/^\d{1,7}$/), { nil: undefined }),
      mark: fc.constantFrom('.', ','),
    });
    fc.assert(
      fc.property(parts, ({ sign, days, hours, minutes, seconds, fraction, mark }) => {
        const units: [number | undefined, string, number][] = [
          [days, 'D', 86_400],
          [hours, 'H', 3600],
          [minutes, 'M', 60],
          [seconds, 'S', 1],
        ];
        const given = units.filter(([count]) => count !== undefined);
        fc.pre(given.length > 0);
        const last = given.at(-1)?.[1];
        let [date, time, ms] = ['', '', 0];
        for (const [count = 0, letter, unit] of given) {
          const decimals = letter === last && fraction !== undefined ? fraction : '';
          const text = `${count}${decimals === '' ? '' : `${mark}${decimals}`}${letter}`;
          if (letter === 'D') date += text;
          else time += text;
          ms += Number(`${count}.${decimals || '0'}`) * unit * 1000;
        }
        const actual = toMilliseconds(`${sign}P${date}${time === '' ? '' : `T${time}`}`);
        const expected = sign === '-' ? -ms : ms;
        expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThanOrEqual(Math.max(1, ms) * 1e-12);
      }),
    );
  });
});

describe('toIsoDuration', () => {
  it.each([
    [0, 'PT0S'],
    [-0, 'PT0S'],
    [16, 'PT0.016S'],
    [3_723_500, 'PT1H2M3.5S'],
    [60_000, 'PT1M'],
    [86_400_000, 'P1D'],
    [93_600_000, 'P1DT2H'],
    [-5000, '-PT5S'],
    [0.0001, 'PT0.0000001S'],
    [0.00001, 'PT0S'],
    [999.99999, 'PT1S'],
    [25_547.1124, 'PT25.5471124S'],
  ])('writes %d as %s', (ms, text) => expect(toIsoDuration(ms)).toBe(text));

  it('refuses what is no number', () => {
    for (const ms of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(() => toIsoDuration(ms)).toThrow(RangeError);
    }
  });

  it('writes what toMilliseconds reads back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -8e15, max: 8e15 }), (ms) => {
        expect(toMilliseconds(toIsoDuration(ms))).toBe(ms === 0 ? 0 : ms);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (ticks) => {
        expect(toMilliseconds(toIsoDuration(ticks / 10_000))).toBeCloseTo(ticks / 10_000, 4);
      }),
    );
  });
});
