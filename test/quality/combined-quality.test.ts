import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  combineQualities,
  toCallQuality,
  toSegmentQuality,
  toSessionQuality,
} from '../../src/quality/combined-quality.ts';
import { toPoorPercentage, type Quality } from '../../src/quality/quality.ts';
import { toStreamQuality } from '../../src/quality/stream-quality.ts';
import { audio, goodStream, poorStream, session, silentStream, withMedia } from './body.ts';

const [good, poor, silent] = [goodStream, poorStream, silentStream].map((stream) =>
  toStreamQuality(stream, 'main-audio'),
) as [Quality, Quality, Quality];

describe('combineQualities', () => {
  it.each([
    [[], 'UNCLASSIFIED'],
    [[silent], 'UNCLASSIFIED'],
    [[silent, good], 'GOOD'],
    [[good, good], 'GOOD'],
    [[good, silent, poor], 'POOR'],
    [[silent, poor], 'POOR'],
  ] as const)('case %#', (qualities, verdict) => expect(combineQualities(qualities).verdict).toBe(verdict));

  it('keeps the worst value of each limit and counts its streams', () => {
    const worse = toStreamQuality(
      { ...poorStream, averageJitter: 'PT0.09S', averagePacketLossRate: 0.2 },
      'main-audio',
    );
    const slow = toStreamQuality({ averageVideoFrameRate: 5 }, 'main-video');
    const slower = toStreamQuality({ averageVideoFrameRate: 2 }, 'main-video');
    const sharing = toStreamQuality({ averageVideoFrameRate: 1.9 }, 'applicationsharing-video');
    expect(combineQualities([poor, slow, worse, slower, sharing, good, silent])).toEqual({
      verdict: 'POOR',
      profile: 'SAMPLE_2026',
      reasons: [
        { metric: 'averageVideoFrameRate', value: 2, threshold: 7, unit: 'frames/s', streamCount: 2 },
        { metric: 'averageJitter', value: 90, threshold: 30, unit: 'ms', streamCount: 2 },
        { metric: 'averagePacketLossRate', value: 0.2, threshold: 0.1, unit: 'fraction', streamCount: 1 },
        { metric: 'averageVideoFrameRate', value: 1.9, threshold: 2, unit: 'frames/s', streamCount: 1 },
      ],
      poorStreamCount: 5,
      goodStreamCount: 1,
      unclassifiedStreamCount: 1,
    });
  });

  const number = (max: number) => fc.option(fc.double({ min: 0, max, noNaN: true }));
  const duration = fc.option(fc.integer({ min: 0, max: 900 }).map((ms) => `PT${ms / 1000}S`));
  const quality = fc
    .record({
      label: fc.constantFrom('main-audio', 'main-video', 'applicationsharing-video', 'data'),
      packetUtilization: fc.option(fc.integer({ min: 0, max: 3000 })),
      averageJitter: duration,
      averageRoundTripTime: duration,
      averagePacketLossRate: number(0.3),
      averageVideoFrameLossPercentage: number(100),
      averageVideoFrameRate: number(30),
    })
    .map(({ label, ...stream }) => toStreamQuality(stream, label));

  it('does not depend on order or grouping', () => {
    const shuffled = fc
      .array(quality, { maxLength: 12 })
      .chain((qualities) =>
        fc.tuple(
          fc.constant(qualities),
          fc.shuffledSubarray(qualities, { minLength: qualities.length }),
          fc.nat({ max: qualities.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([qualities, others, cut]) => {
        const whole = combineQualities(qualities);
        expect(combineQualities(others)).toEqual(whole);
        const halves = [others.slice(0, cut), others.slice(cut)].map((half) => combineQualities(half));
        expect(combineQualities(halves)).toEqual(whole);
      }),
    );
  });

  it('leaves one alone', () => {
    fc.assert(
      fc.property(quality, (one) => {
        expect(combineQualities([one])).toEqual(one);
      }),
    );
  });
});

describe('of segment, session and call', () => {
  it('count every stream', () => {
    const part = withMedia(audio(goodStream, poorStream), audio(silentStream));
    const counts = { poorStreamCount: 1, goodStreamCount: 1, unclassifiedStreamCount: 1 };
    expect(toSegmentQuality({ id: 'x', media: part.segments?.[0]?.media ?? null })).toMatchObject(counts);
    expect(toSessionQuality(part)).toMatchObject({ verdict: 'POOR', ...counts });
    expect(toCallQuality([session('a', 0, 1, part), session('b', 0, 1, part)])).toMatchObject({
      poorStreamCount: 2,
      goodStreamCount: 2,
      unclassifiedStreamCount: 2,
    });
  });

  it('count a leg that Graph repeats once', () => {
    const part = withMedia(audio(poorStream));
    const repeated = [session('a', 0, 1, part), session('a~2', 0, 1, part), session('a~3', 0, 2, part)];
    expect(toCallQuality(repeated).poorStreamCount).toBe(2);
  });

  it('pass the profile on', () => {
    const part = withMedia(audio({ ...goodStream, averageAudioDegradation: 2 }));
    expect(toCallQuality([session('a', 0, 1, part)], 'CQD_2020')).toMatchObject({
      verdict: 'POOR',
      profile: 'CQD_2020',
    });
    expect(toCallQuality([session('a', 0, 1, part)], 'SAMPLE_2026')).toMatchObject({ verdict: 'GOOD' });
  });

  it('are unclassified where nothing is', () => {
    for (const segments of [
      null,
      [],
      [{ id: 'x' }],
      [{ id: 'x', media: null }],
      [{ id: 'x', media: [{ streams: null }] }],
    ]) {
      expect(toSessionQuality({ segments }).verdict).toBe('UNCLASSIFIED');
    }
    expect(toCallQuality(null).verdict).toBe('UNCLASSIFIED');
    expect(toCallQuality([]).verdict).toBe('UNCLASSIFIED');
  });
});

describe('toPoorPercentage', () => {
  it.each([
    [0, 0, null],
    [1, 3, 25],
    [2, 0, 100],
    [0, 5, 0],
  ])('%d poor, %d good: %s', (poorStreamCount, goodStreamCount, percent) =>
    expect(toPoorPercentage({ poorStreamCount, goodStreamCount })).toBe(percent),
  );
});
