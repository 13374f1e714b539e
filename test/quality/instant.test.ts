import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, toDurationMs, toInstantMs } from '../../src/quality/instant.ts';

const epochMs = Date.UTC(2024, 2, 20, 10, 45, 38);

describe('toInstantMs', () => {
  it.each([
    ['2024-03-20T10:45:38Z', epochMs],
    ['2024-03-20T10:45:38.662Z', epochMs + 662],
    ['2024-03-20T13:45:38+03:00', epochMs],
    ['2024-03-20T05:15:38-05:30', epochMs],
    ['2024-03-20T10:45:38+00:00', epochMs],
    ['2024-03-20t10:45:38z', epochMs],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['1969-12-31T23:59:59.5Z', -500],
  ])('reads %s', (text, ms) => expect(toInstantMs(text)).toBe(ms));

  it('keeps the digits below a millisecond', () => {
    expect(toInstantMs('2024-03-20T10:45:38.6620353Z')).toBeCloseTo(epochMs + 662.0353, 3);
    expect(toInstantMs('1970-01-01T00:00:00.0000001Z')).toBe(0.0001);
  });

  it.each([
    ...[
      '0001-01-01T00:00:00Z',
      '0001-01-01T00:00:00.0000000Z',
      '0001-01-01T00:00:00+00:00',
      '0001-01-01T03:00:00+03:00',
    ],
    ...['', 'String', '2024-03-20', '2024-03-20T10:45:38', '2024-02-30T00:00:00Z', '2023-02-29T00:00:00Z'],
    ...['2024-13-01T00:00:00Z', '2024-00-01T00:00:00Z', '2024-01-00T00:00:00Z', '2024-01-01T24:00:00Z'],
    ...['2024-01-01T10:60:00Z', '2016-12-31T23:59:60Z', '2024-01-01T10:00:00.Z', '2024-01-01T10:00:00+24:00'],
  ])('has none in %j', (text) => expect(toInstantMs(text)).toBeUndefined());

  it('has none in what is no text', () => {
    for (const value of [null, undefined, 0, {}]) expect(toInstantMs(value as string)).toBeUndefined();
  });
});

describe('toDurationMs', () => {
  it('is exact to 100 ns', () => {
    expect(toDurationMs('2020-02-25T18:52:21.2169889Z', '2020-02-25T18:52:46.7640013Z')).toBe(25_547.0124);
    expect(toDurationMs('2020-02-25T18:52:21.0000001Z', '2020-02-25T18:52:21.0000002Z')).toBe(0.0001);
  });

  it('heeds offsets', () => {
    expect(toDurationMs('2024-01-01T03:00:00+03:00', '2024-01-01T00:00:01Z')).toBe(1000);
  });

  it('is zero for nothing, and null against the clock', () => {
    expect(toDurationMs('2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z')).toBe(0);
    expect(toDurationMs('2024-01-01T00:00:00.0000001Z', '2024-01-01T00:00:00Z')).toBeNull();
    // The documented page of sessions that ends before it starts.
    expect(toDurationMs('2017-01-01T00:03:24.4987822+03:00', '2016-12-31T23:59:38.6819041+03:00')).toBeNull();
  });

  it.each([
    [null, '2024-01-01T00:00:00Z'],
    ['2024-01-01T00:00:00Z', undefined],
    ['0001-01-01T00:00:00Z', '2024-01-01T00:00:00Z'],
    ['2024-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
    ['soon', 'later'],
  ])('is null from %j to %j', (start, end) => expect(toDurationMs(start, end)).toBeNull());

  it('is the difference of any two instants', () => {
    const ms = fc.integer({ min: 0, max: 4e12 });
    fc.assert(
      fc.property(ms, ms, (a, b) => {
        const actual = toDurationMs(new Date(a).toISOString(), new Date(b).toISOString());
        expect(actual).toBe(b < a ? null : b - a);
      }),
    );
  });
});

describe('addDays', () => {
  it.each([
    ['2024-03-20T10:45:38.6620353Z', '2024-04-19T10:45:38.6620353Z'],
    ['2024-03-20T10:45:38Z', '2024-04-19T10:45:38Z'],
    ['2024-03-20T10:45:38.100Z', '2024-04-19T10:45:38.100Z'],
    ['2017-01-01T00:03:24.4987822+03:00', '2017-01-30T21:03:24.4987822Z'],
    ['9999-12-31T00:00:00Z', null],
    ['0001-01-01T00:00:00Z', null],
    [null, null],
    ['String', null],
  ])('turns %j into %j', (text, later) => expect(addDays(text, 30)).toBe(later));
});
